package org.yilian.hub.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.security.Door;

/**
 * A record of the trail as FHIR AuditEvent, in the shape of <a href="https://profiles.ihe.net/ITI/BALP/">IHE BALP</a>; it
 * names the profiles it meets. Patient, data and query are entities of their own, the query base64 in {@code entity.query}.
 * What other protocols did has the event types of DICOM PS3.15 A.5.3.
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
    private static final Coding PERSON =
            new Coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "1", "Person");
    private static final Coding SYSTEM_OBJECT =
            new Coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "2", "System Object");
    private static final String RESOURCE_TYPE = "http://hl7.org/fhir/resource-types";
    private static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
    private static final Coding PATIENT = new Coding(OBJECT_ROLE, "1", "Patient");
    private static final Coding DOMAIN_RESOURCE = new Coding(OBJECT_ROLE, "4", "Domain Resource");
    private static final Coding QUERY = new Coding(OBJECT_ROLE, "24", "Query");
    private static final Coding APPLICATION_SERVER =
            new Coding("http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server");

    private AuditEvents() {}

    /**
     * As the reader of the trail sees it.
     *
     * @param hub address under which the hub serves FHIR
     */
    static AuditEvent of(AuditRecords.Numbered numbered, String hub) {
        AuditRecord record = numbered.record();
        Balp pattern = Balp.of(record);
        AuditEvent event = new AuditEvent();
        event.setId(Long.toString(numbered.number()));
        event.getMeta().setVersionId("1").setLastUpdated(Date.from(record.instant()));
        pattern.claim(event, record);
        event.setType(type(record));
        subtypes(record, pattern).forEach(event::addSubtype);
        event.setAction(AuditEventAction.fromCode(record.action()));
        event.setRecorded(Date.from(record.instant()));
        event.setOutcome(AuditEventOutcome.fromCode(record.outcome()));
        AuditAgents.of(record, pattern, hub).forEach(event::addAgent);
        event.getSource()
                .setSite(record.door())
                .setObserver(new Reference().setDisplay("Yilian Hub"))
                .addType(APPLICATION_SERVER.copy());
        record.patients().forEach(patient -> event.addEntity(entity(patient, PERSON, PATIENT)));
        touched(record, pattern).forEach(event::addEntity);
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
        return switch (Door.valueOf(record.door())) {
            case SIGN_IN -> new Coding(DICOM, "110114", "User Authentication");
            case HL7V2_QUERY -> new Coding(DICOM, "110112", "Query");
            case DIMSE -> dimseType(record);
            default -> new Coding(EVENT_TYPE, "rest", "RESTful Operation");
        };
    }

    private static Coding dimseType(AuditRecord record) {
        if ("associate".equals(record.interaction())) {
            return new Coding(DICOM, "110113", "Security Alert");
        }
        return record.action().equals(Access.Action.EXECUTE.code())
                ? new Coding(DICOM, "110112", "Query")
                : new Coding(DICOM, "110104", "DICOM Instances Transferred");
    }

    private static List<Coding> subtypes(AuditRecord record, Balp pattern) {
        if (Door.valueOf(record.door()) == Door.SIGN_IN) {
            return List.of(new Coding(DICOM, "110122", "Login"));
        }
        List<Coding> subtypes = new ArrayList<>();
        String meant = pattern.interaction(record);
        if (meant != null) {
            subtypes.add(new Coding(INTERACTION, meant, null));
        }
        String word = record.interaction() == null ? "unknown" : record.interaction();
        subtypes.add(new Coding(INTERACTIONS.contains(word) ? INTERACTION : OWN_WORDS, word, null));
        return subtypes;
    }

    /**
     * BALP has exactly one entity that is the data, and in a query exactly one System Object, the question. What else was
     * touched stands beside it under the type of its resource.
     */
    private static List<AuditEventEntityComponent> touched(AuditRecord record, Balp pattern) {
        List<String> all = new ArrayList<>(record.resources());
        if (all.isEmpty() && pattern != Balp.NONE && pattern.namesData()) {
            record.patients().stream().limit(1).forEach(all::add);
        }
        List<AuditEventEntityComponent> entities = new ArrayList<>();
        for (String each : all) {
            boolean data = pattern == Balp.NONE || pattern.namesData() && entities.isEmpty();
            entities.add(entity(each, data ? SYSTEM_OBJECT : resourceType(each, record), DOMAIN_RESOURCE));
        }
        return entities;
    }

    private static Coding resourceType(String reference, AuditRecord record) {
        String type = isUrn(reference) ? record.type() : new IdType(reference).getResourceType();
        return type == null ? null : new Coding(RESOURCE_TYPE, type, null);
    }

    private static boolean isUrn(String reference) {
        return reference.startsWith("urn:");
    }

    private static AuditEventEntityComponent entity(String reference, Coding type, Coding role) {
        Reference what = new Reference();
        if (isUrn(reference)) {
            what.getIdentifier().setSystem("urn:dicom:uid").setValue(reference);
        } else {
            what.setReference(reference);
        }
        return new AuditEventEntityComponent()
                .setWhat(what)
                .setType(type == null ? null : type.copy())
                .setRole(role.copy());
    }

    private static AuditEventEntityComponent query(String query) {
        // HAPI writes base64Binary as base64 of these bytes.
        return new AuditEventEntityComponent()
                .setQuery(query.getBytes(StandardCharsets.UTF_8))
                .setType(SYSTEM_OBJECT.copy())
                .setRole(QUERY.copy());
    }
}
