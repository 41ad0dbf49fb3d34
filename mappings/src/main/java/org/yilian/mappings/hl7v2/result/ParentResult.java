package org.yilian.mappings.hl7v2.result;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * The result that made somebody order this one, as an organism found its susceptibilities: OBR-26 (PRL, HL7 v2.8 section
 * 2A.3.58) names it by item, sub-id and value, OBR-29 (OBR-54 and ORC-8 in other versions) its order. It may have come in
 * an earlier message or may come in a later one, see ADR 0055.
 *
 * @param observation null when it is in no message we can name
 */
record ParentResult(Reference reference, Observation observation) {

    /** Null when there is none, or none that can be named. */
    static ParentResult of(PatientResults results, OrderGroup group, String ownKey) {
        Segment obr = group.obr();
        if (!obr.has(26)) {
            return null;
        }
        MessageContext context = results.context();
        Field prl = obr.field(26);
        String code = Cwe.code(prl.get(1, 1));
        String text = prl.get(1, 2);
        String subId = prl.get(2);
        String value = prl.get(3);
        String order = number(group);
        String key = (order == null ? ownKey : order) + "|" + (code == null ? text : code)
                + (subId == null ? "" : "|" + subId);
        Observation known = results.known(key);
        if (known != null) {
            return new ParentResult(new Reference(known.getId()).setDisplay(value), known);
        }
        boolean numbered =
                !group.results().isEmpty() && group.results().get(0).obx().has(21);
        if (order == null || code == null && text == null || numbered) {
            // A sender that numbers its results (OBX-21) knows the parent by a number that is not said here.
            context.remark(RemarkCode.PARENT_UNKNOWN, obr.location(26, 0, 0));
            return null;
        }
        return new ParentResult(stub(results, key, prl).setDisplay(value), null);
    }

    private static Reference stub(PatientResults results, String key, Field prl) {
        MessageContext context = results.context();
        String system = Uris.id(context.profile().facility(), "result");
        Observation stub = context.own(new Observation(), context.id("Observation", system, key));
        stub.addIdentifier().setSystem(system).setValue(key);
        stub.setStatus(Observation.ObservationStatus.UNKNOWN);
        CodeableConcept concept = stub.getCode().setText(prl.get(1, 2));
        String code = Cwe.code(prl.get(1, 1));
        if (code != null) {
            concept.addCoding()
                    .setSystem(Cwe.system(context.profile(), prl.get(1, 3), null, "lab"))
                    .setCode(code)
                    .setDisplay(prl.get(1, 2));
        }
        stub.setSubject(MessageContext.reference("Patient", results.subject().patientId()));
        context.stub(stub);
        return new Reference(stub.getId());
    }

    /** What results of the parent order are known by; null when it is not said. */
    private static String number(OrderGroup group) {
        Field parent = parent(group);
        if (parent == null) {
            return null;
        }
        String filler = parent.get(2, 1);
        String placer = parent.get(1, 1);
        return filler != null ? filler : placer != null ? "placer:" + placer : null;
    }

    private static Field parent(OrderGroup group) {
        Segment obr = group.obr();
        Segment orc = group.orc();
        if (obr.has(29)) {
            return obr.field(29);
        }
        return obr.has(54) ? obr.field(54) : orc != null && orc.has(8) ? orc.field(8) : null;
    }

    /** The parent order, which is thereby among the writes; null when none is named. */
    static Reference order(MessageContext context, Subject subject, OrderGroup group) {
        Field parent = parent(group);
        if (parent == null) {
            return null;
        }
        String placer = parent.get(1, 1);
        String filler = parent.get(2, 1);
        Identifier known = identifier(context, placer, "order", "PLAC");
        Identifier other = identifier(context, filler, "filler", "FILL");
        Identifier main = known == null ? other : known;
        if (main == null) {
            return null;
        }
        String id = context.id("ServiceRequest", main.getSystem(), main.getValue());
        if (context.said("ServiceRequest", id) == null) {
            ServiceRequest order = context.own(new ServiceRequest(), id);
            order.addIdentifier(main);
            if (known != null && other != null) {
                order.addIdentifier(other);
            }
            order.setStatus(ServiceRequest.ServiceRequestStatus.UNKNOWN);
            order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER);
            order.setCode(item(context, group));
            order.setSubject(MessageContext.reference("Patient", subject.patientId()));
            context.stub(order);
        }
        return MessageContext.reference("ServiceRequest", id);
    }

    /** OBR-50, or ORC-31: the item of the parent order. */
    private static CodeableConcept item(MessageContext context, OrderGroup group) {
        Segment orc = group.orc();
        if (group.obr().has(50)) {
            return Cwe.concept(context, group.obr().field(50), "lab");
        }
        return orc != null && orc.has(31) ? Cwe.concept(context, orc.field(31), "lab") : null;
    }

    private static Identifier identifier(MessageContext context, String value, String kind, String type) {
        if (value == null) {
            return null;
        }
        Identifier identifier = new Identifier()
                .setSystem(Uris.id(context.profile().facility(), kind))
                .setValue(value);
        identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode(type);
        return identifier;
    }
}
