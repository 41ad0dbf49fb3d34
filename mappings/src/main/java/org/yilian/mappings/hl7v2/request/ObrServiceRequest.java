package org.yilian.mappings.hl7v2.request;

import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Tables;
import org.yilian.mappings.hl7v2.datatype.Tq;
import org.yilian.mappings.hl7v2.result.ItemCode;
import org.yilian.mappings.hl7v2.segment.Snapshot;

/** OBR (HL7 v2.8 section 4.5.3) as a request to ServiceRequest, after the guide's map OBR[ServiceRequest]. */
final class ObrServiceRequest {
    private static final Set<String> IMAGING =
            Set.of("RAD", "CT", "CTH", "CUS", "IMG", "NMR", "NMS", "OUS", "RUS", "RX", "VUS", "XRC");

    private final MessageContext context;
    private final Segment obr;
    private final ServiceRequest order;
    private final Snapshot snapshot;

    private ObrServiceRequest(Order source, ServiceRequest order, Snapshot snapshot) {
        this.context = source.context();
        this.obr = source.obr();
        this.order = order;
        this.snapshot = snapshot;
    }

    static void fill(Order source, ServiceRequest order, Snapshot snapshot) {
        new ObrServiceRequest(source, order, snapshot).fill();
    }

    /** What is ordered, with what the profile knows about the hospital's code; null when the field is empty. */
    static CodeableConcept code(MessageContext context, Segment obr) {
        ItemCode code = ItemCode.of(context, obr.field(4));
        return code == null ? null : code.concept();
    }

    private void fill() {
        obr.skip(1);
        order.setCode(code(context, obr));
        priority();
        action();
        section();
        snapshot.each(13, "supportingInfo", this::clinicalInformation);
        snapshot.each(31, "reasonCode", field -> add(Cwe.concept(context, field, "reason"), false));
        for (int n : new int[] {44, 45, 46, 47}) {
            for (Field field : obr.repetitions(n)) {
                add(Cwe.concept(context, field, "order-detail"), true);
            }
        }
        for (Field field : obr.repetitions(53)) {
            Identifier other = Cx.identifier(
                    context, field, new Authority(Uris.id(context.profile().facility(), "order-alternate"), "PLAC"));
            if (other != null) {
                order.addIdentifier(other);
            }
        }
    }

    private void priority() {
        String priority = obr.has(5) ? Tq.priority(context, obr.field(5), 1) : null;
        if (priority != null && !order.hasPriority()) {
            order.setPriority(ServiceRequestPriority.fromCode(priority));
        }
    }

    /** HL7 table 0065: what the laboratory has to do about a specimen. Only a reflex test is an order of another kind. */
    private void action() {
        String code = obr.get(11);
        if ("G".equals(code)) {
            order.setIntent(ServiceRequestIntent.REFLEXORDER);
        } else if (code != null) {
            CodeableConcept action = new CodeableConcept();
            action.addCoding().setSystem("urn:oid:2.16.840.1.113883.12.65").setCode(Cwe.code(code));
            add(action, true);
        }
    }

    /** OBR-24; what an imaging department writes in OBR-18 to OBR-20 has a meaning by IHE RAD TF-2 4.4.4.1.2. */
    private void section() {
        String section = obr.get(24);
        if (section == null) {
            return;
        }
        boolean known = Tables.SECTIONS.contains(section);
        String facility = context.profile().facility();
        order.addCategory()
                .addCoding()
                .setSystem(known ? Uris.v2Table("0074") : Uris.codes(facility, "section"))
                .setCode(Cwe.code(section));
        if (IMAGING.contains(section)) {
            IpcServiceRequest.number(context, order, "accession", obr.get(18), "ACSN");
            IpcServiceRequest.number(context, order, "requested-procedure", obr.get(19), null);
            IpcServiceRequest.number(context, order, "procedure-step", obr.get(20), null);
        }
    }

    /** R4 wants a resource here, and a text is none: it stands as what the reference displays, a code beside it. */
    private void clinicalInformation(Field field) {
        CodeableConcept concept = Cwe.concept(context, field, "clinical-information");
        if (concept == null) {
            return;
        }
        Reference information = new Reference();
        boolean text = field.components() == 1 && concept.hasCoding();
        information.setDisplay(text ? concept.getCodingFirstRep().getCode() : concept.getText());
        if (concept.hasCoding() && !text) {
            information.addExtension(Uris.BASE + "/StructureDefinition/clinical-information", concept);
        }
        order.addSupportingInfo(information);
    }

    private void add(CodeableConcept concept, boolean detail) {
        if (concept == null) {
            return;
        }
        if (!detail) {
            order.addReasonCode(concept);
        } else if (order.hasCode()) {
            order.addOrderDetail(concept); // R4 allows a detail only beside a code
        }
    }
}
