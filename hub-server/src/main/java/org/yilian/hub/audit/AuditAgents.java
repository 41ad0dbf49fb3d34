package org.yilian.hub.audit;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.yilian.hub.platform.Urls;

/**
 * Who took part: the person, the program the person works with or the system itself, the app a token was given to, and the
 * hub. Exactly one of them asked.
 */
final class AuditAgents {
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    static final Coding APPLICATION = new Coding(DICOM, "110150", "Application");
    static final Coding DESTINATION = new Coding(DICOM, "110152", "Destination Role ID");
    static final Coding SOURCE = new Coding(DICOM, "110153", "Source Role ID");
    static final Coding CUSTODIAN = new Coding(PARTICIPANT, "custodian", "Custodian");
    static final Coding AUTHOR = new Coding(PARTICIPATION, "AUT", "author (originator)");
    static final Coding RECIPIENT = new Coding(PARTICIPATION, "IRCP", "information recipient");
    private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String CALLER = Urls.BASE + "/id/caller";
    private static final String ROLE = Urls.BASE + "/CodeSystem/role";
    /** RFC 7519 leaves the form of a jti open; BALP wants it under this name. */
    private static final String TOKEN = "urn:ietf:params:oauth:jti:";

    private final AuditRecord record;
    private final Balp pattern;
    private final boolean user;

    private AuditAgents(AuditRecord record, Balp pattern) {
        this.record = record;
        this.pattern = pattern;
        user = Boolean.TRUE.equals(record.user());
    }

    /**
     * Who asked comes first.
     *
     * @param hub address under which the hub serves FHIR
     */
    static List<AuditEventAgentComponent> of(AuditRecord record, Balp pattern, String hub) {
        return new AuditAgents(record, pattern).all(hub);
    }

    private List<AuditEventAgentComponent> all(String hub) {
        List<AuditEventAgentComponent> agents = new ArrayList<>();
        if (user) {
            agents.add(user());
        }
        agents.add(client());
        if (application() != null && pattern != Balp.DELETE) {
            agents.add(identified(agent(APPLICATION.copy()), application()));
        }
        agents.add(hub(hub));
        return agents;
    }

    private AuditEventAgentComponent user() {
        AuditEventAgentComponent agent = asking(agent(pattern.user()));
        record.roles().forEach(role -> agent.addRole(new CodeableConcept(new Coding(ROLE, role, null))));
        return identified(agent, record.agent()).setName(record.agent());
    }

    /** What spoke to the hub: a system, an app, or a browser at the portal. */
    private AuditEventAgentComponent client() {
        AuditEventAgentComponent agent = agent(pattern.client());
        if (record.address() != null) {
            agent.getNetwork().setAddress(record.address()).setType(AuditEventAgentNetworkType._2);
        }
        if (user) {
            return identified(agent, record.app() == null ? "portal" : record.app());
        }
        String name = record.agent().isEmpty() ? "anonymous" : record.agent();
        return identified(asking(agent), name).setName(name);
    }

    private AuditEventAgentComponent asking(AuditEventAgentComponent agent) {
        if (record.token() != null) {
            agent.addPolicy(TOKEN + record.token());
        }
        if (record.purpose() != null) {
            agent.addPurposeOfUse(new CodeableConcept(new Coding(REASON, record.purpose(), null)));
        }
        if (record.facility() != null) {
            agent.getWho().getIdentifier().getAssigner().setDisplay(record.facility());
        }
        return agent.setRequestor(true);
    }

    /** Whom an access token was given to. */
    private String application() {
        return user || record.token() == null ? record.app() : record.agent();
    }

    private AuditEventAgentComponent hub(String address) {
        AuditEventAgentComponent agent = agent(pattern.server());
        agent.getNetwork().setAddress(address).setType(AuditEventAgentNetworkType._5);
        agent.getWho().setDisplay("Yilian Hub");
        return agent;
    }

    private static AuditEventAgentComponent agent(Coding type) {
        AuditEventAgentComponent agent = new AuditEventAgentComponent();
        agent.getType().addCoding(type);
        return agent.setRequestor(false);
    }

    private static AuditEventAgentComponent identified(AuditEventAgentComponent agent, String name) {
        agent.getWho().setDisplay(name);
        agent.getWho().getIdentifier().setSystem(CALLER).setValue(name);
        return agent;
    }
}
