package org.yilian.hub.audit;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.security.Door;

/**
 * A record of the trail as FHIR AuditEvent, in the shape of <a href="https://profiles.ihe.net/ITI/BALP/">IHE BALP</a>:
 * patient, data and query are entities of their own, the query base64 in {@code entity.query}.
 */
final class AuditEvents {
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String EVENT_TYPE = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    private static final String INTERACTION = "http://hl7.org/fhir/restful-interaction";
    private static final String OWN_WORDS = Urls.BASE + "/CodeSystem/access";
    private static final Set<String> INTERACTIONS = Set.of(
            "read",
            "vread",
            "update",
            "patch",
            "delete",
            "history-instance",
            "history-type",
            "history-system",
            "create",
            "search",
            "search-type",
            "search-system",
            "transaction",
            "batch",
            "operation");
    private static final String ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private AuditEvents() {}

    static AuditEvent of(AuditRecords.Numbered numbered) {
        AuditRecord record = numbered.record();
        AuditEvent event = new AuditEvent();
        event.setId(Long.toString(numbered.number()));
        event.getMeta().setVersionId("1").setLastUpdated(Date.from(record.instant()));
        event.setType(type(record));
        event.addSubtype(subtype(record));
        event.setAction(AuditEventAction.fromCode(record.action()));
        event.setRecorded(Date.from(record.instant()));
        event.setOutcome(AuditEventOutcome.fromCode(record.outcome()));
        event.addAgent(caller(record));
        if (record.app() != null) {
            event.addAgent(app(record.app()));
        }
        event.addAgent(hub());
        event.getSource().setObserver(new Reference().setDisplay("Yilian Hub"));
        event.getSource().setSite(record.door());
        record.patients().forEach(patient -> event.addEntity(entity(patient, "1", "1", "Patient")));
        record.resources().forEach(resource -> event.addEntity(entity(resource, "2", "4", "Domain Resource")));
        if (record.query() != null) {
            event.addEntity(query(record.query()));
        }
        if (record.times() != null) {
            event.getEntityFirstRep()
                    .addDetail()
                    .setType("times")
                    .setValue(new StringType(record.times().toString()));
        }
        return event;
    }

    private static Coding type(AuditRecord record) {
        Door door = Door.valueOf(record.door());
        if (door == Door.SIGN_IN) {
            return new Coding(DICOM, "110114", "User Authentication");
        }
        return door == Door.DIMSE
                ? new Coding(DICOM, "110104", "DICOM Instances Transferred")
                : new Coding(EVENT_TYPE, "rest", "RESTful Operation");
    }

    private static Coding subtype(AuditRecord record) {
        if (Door.valueOf(record.door()) == Door.SIGN_IN) {
            return new Coding(DICOM, "110122", "Login");
        }
        String word = record.interaction() == null ? "unknown" : record.interaction();
        return new Coding(INTERACTIONS.contains(word) ? INTERACTION : OWN_WORDS, word, null);
    }

    private static AuditEventAgentComponent caller(AuditRecord record) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent();
        agent.getType()
                .addCoding(
                        Boolean.TRUE.equals(record.user())
                                ? new Coding(PARTICIPANT, "IRCP", "information recipient")
                                : new Coding(DICOM, "110153", "Source Role ID"));
        String name = record.agent().isEmpty() ? "anonymous" : record.agent();
        agent.setName(name);
        agent.getWho().setDisplay(name);
        agent.getWho().getIdentifier().setSystem(Urls.BASE + "/id/caller").setValue(name);
        if (record.facility() != null) {
            agent.getWho().getIdentifier().getAssigner().setDisplay(record.facility());
        }
        agent.setRequestor(true);
        return agent;
    }

    /** What a user worked through: {@code agent:oClient} of BALP's pattern for the use of an OAuth access token. */
    private static AuditEventAgentComponent app(String clientId) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent();
        agent.getType().addCoding(new Coding(DICOM, "110150", "Application"));
        agent.getWho().setDisplay(clientId);
        agent.getWho().getIdentifier().setSystem(Urls.BASE + "/id/caller").setValue(clientId);
        agent.setRequestor(false);
        return agent;
    }

    private static AuditEventAgentComponent hub() {
        AuditEventAgentComponent agent = new AuditEventAgentComponent();
        agent.getType().addCoding(new Coding(DICOM, "110152", "Destination Role ID"));
        agent.getWho().setDisplay("Yilian Hub");
        agent.setRequestor(false);
        return agent;
    }

    private static AuditEventEntityComponent entity(String reference, String type, String role, String roleName) {
        AuditEventEntityComponent entity = new AuditEventEntityComponent();
        Reference what = new Reference();
        if (reference.startsWith("urn:")) {
            what.getIdentifier().setSystem("urn:dicom:uid").setValue(reference);
        } else {
            what.setReference(reference);
        }
        return entity.setWhat(what)
                .setType(new Coding(
                        ENTITY_TYPE, type, List.of("Person", "System Object").get(type.equals("1") ? 0 : 1)))
                .setRole(new Coding(OBJECT_ROLE, role, roleName));
    }

    private static AuditEventEntityComponent query(String query) {
        AuditEventEntityComponent entity = new AuditEventEntityComponent();
        // HAPI writes base64Binary as base64 of these bytes.
        return entity.setQuery(query.getBytes(StandardCharsets.UTF_8))
                .setType(new Coding(ENTITY_TYPE, "2", "System Object"))
                .setRole(new Coding(OBJECT_ROLE, "24", "Query"));
    }
}
