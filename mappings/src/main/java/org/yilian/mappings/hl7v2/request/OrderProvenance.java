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
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * Who entered, verified and acted on an order, which a ServiceRequest cannot say: ORC-10, ORC-11 and ORC-19 to Provenance,
 * after the guide's map ORC[Provenance]. One for each event about an order; it never changes.
 */
final class OrderProvenance {
    private static final String PARTICIPANTS = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String OPERATIONS = "http://terminology.hl7.org/CodeSystem/v3-DataOperation";

    private OrderProvenance() {}

    /** Nothing when ORC names none of them. */
    static void write(Order order) {
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
        for (Reference person : people) {
            Provenance.ProvenanceAgentComponent agent = provenance.addAgent().setWho(person);
            agent.getType().addCoding().setSystem(PARTICIPANTS).setCode(role);
        }
    }

    /** ORC-17 is a code of a department: known by its text, no resource of its own. */
    private static Reference organization(MessageContext context, Segment orc) {
        CodeableConcept department = Cwe.concept(context, orc.field(17), "department");
        if (department == null) {
            return null;
        }
        Reference reference = new Reference().setType("Organization");
        if (department.hasCoding()) {
            reference
                    .getIdentifier()
                    .setSystem(department.getCodingFirstRep().getSystem())
                    .setValue(department.getCodingFirstRep().getCode());
        }
        return reference.setDisplay(department.getText());
    }
}
