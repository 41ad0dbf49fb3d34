package org.yilian.mappings.hl7v2.request;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Pl;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * Who entered, verified and acted on an order, which a ServiceRequest cannot say: ORC-10, ORC-11 and ORC-19, with ORC-13, 17 and 18, to Provenance,
 * after the guide's map ORC[Provenance]. One for each event about an order; it never changes.
 */
final class OrderProvenance {
    private static final String PARTICIPANTS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String OPERATIONS = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";

    private OrderProvenance() {}

    /** Nothing when ORC names none of them. */
    static void write(Order order, Reference requester) {
        Segment orc = order.orc();
        if (!orc.has(10) && !orc.has(11) && !orc.has(19)) {
            return;
        }
        MessageContext context = order.context();
        String key = order.id() + "|" + order.control().name() + "|" + order.asOf();
        Provenance provenance = context.own(
                new Provenance(),
                context.id("Provenance", Uris.id(context.profile().facility(), "order"), key));
        provenance.addTarget(MessageContext.reference("ServiceRequest", order.id()));
        provenance.setRecordedElement(recorded(order, orc));
        provenance.setActivity(activity(order.control()));
        agent(context, provenance, orc, 10, "enterer");
        agent(context, provenance, orc, 11, "verifier");
        agent(context, provenance, orc, 19, "performer");
        if (requester != null) {
            agent(provenance, requester.copy(), "author");
        }
        CodeableConcept device = orc.has(18) ? Cwe.concept(context, orc.field(18), "device") : null;
        if (device != null) {
            agent(provenance, named(device, "Device"), "assembler");
        }
        provenance.setLocation(Pl.location(context, orc.field(13)));
        Reference place = orc.has(17) ? organization(context, orc) : null;
        if (place != null && provenance.hasAgent()) {
            provenance.getAgentFirstRep().setOnBehalfOf(place);
        }
        if (provenance.hasAgent()) {
            context.stub(provenance);
        }
    }

    private static InstantType recorded(Order order, Segment orc) {
        InstantType said = Dtm.instant(order.context(), orc.field(9));
        return said == null ? new InstantType(Date.from(order.asOf())) : said;
    }

    private static CodeableConcept activity(OrderControl control) {
        String code =
                switch (control) {
                    case NW, RO, PA, CH, PR -> "CREATE";
                    case CA, DC -> "CANCEL";
                    default -> "UPDATE";
                };
        CodeableConcept activity = new CodeableConcept();
        activity.addCoding().setSystem(OPERATIONS).setCode(code);
        return activity;
    }

    private static void agent(MessageContext context, Provenance provenance, Segment orc, int n, String role) {
        List<Reference> people = Xcn.practitioners(context, orc, n);
        people.forEach(person -> agent(provenance, person, role));
    }

    private static void agent(Provenance provenance, Reference who, String role) {
        who.getExtension().clear(); // the number to call stands with the order
        provenance
                .addAgent()
                .setWho(who)
                .getType()
                .addCoding()
                .setSystem(PARTICIPANTS)
                .setCode(role);
    }

    /** ORC-17 is a code of a department: known by its text, no resource of its own. */
    private static Reference organization(MessageContext context, Segment orc) {
        CodeableConcept department = Cwe.concept(context, orc.field(17), "department");
        if (department == null) {
            return null;
        }
        return named(department, "Organization");
    }

    private static Reference named(CodeableConcept concept, String type) {
        Reference reference = new Reference().setType(type);
        if (concept.hasCoding()) {
            reference
                    .getIdentifier()
                    .setSystem(concept.getCodingFirstRep().getSystem())
                    .setValue(concept.getCodingFirstRep().getCode());
        }
        return reference.setDisplay(
                concept.hasText()
                        ? concept.getText()
                        : concept.getCodingFirstRep().getCode());
    }
}
