package org.yilian.mappings.hl7v2.request;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.order.OrderStatus;
import org.yilian.mappings.hl7v2.segment.Snapshot;

/** ORC (HL7 v2.8 section 4.5.1) to ServiceRequest, after the guide's map ORC[ServiceRequest]. */
final class OrcServiceRequest {
    private static final String STATUS_REASON = "http://hl7.org/fhir/StructureDefinition/request-statusReason";
    private static final String MODIFIER = Uris.BASE + "/StructureDefinition/order-status-modifier";
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private final MessageContext context;
    private final OrderControl control;
    private final Segment orc;
    private final ServiceRequest order;
    private final Snapshot snapshot;

    private OrcServiceRequest(Order source, ServiceRequest order, Snapshot snapshot) {
        this.context = source.context();
        this.control = source.control();
        this.orc = source.orc();
        this.order = order;
        this.snapshot = snapshot;
    }

    static void fill(Order source, ServiceRequest order, Snapshot snapshot) {
        new OrcServiceRequest(source, order, snapshot).fill();
    }

    private void fill() {
        orc.skip(6); // which answer the sender wants
        group();
        times();
        reasons();
        snapshot.each(28, "meta", this::confidentiality);
        snapshot.each(29, "locationCode", field -> add(type(field)));
        for (Field field : orc.repetitions(33)) {
            Identifier other = Cx.identifier(context, field, new Authority(system("order-alternate"), "PLAC"));
            if (other != null) {
                order.addIdentifier(other);
            }
        }
    }

    /** Null when ORC-5 is not there or not in its table, which is remarked. */
    static ServiceRequestStatus status(MessageContext context, Segment orc) {
        String code = orc == null ? null : orc.get(5);
        ServiceRequestStatus status = code == null ? null : OrderStatus.of(code);
        if (code != null && status == null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, orc.location(5, 0, 0));
        }
        return status;
    }

    /** ORC-4 is an EI, of version 2.8.2 an EIP whose second part is the filler's group, as ORC-38 is. */
    private void group() {
        snapshot.each(4, "requisition", field -> {
            boolean pair = "2.8.2".equals(context.message().version());
            String value = pair ? field.get(1, 1) : Ei.value(field);
            if (value != null) {
                order.setRequisition(identifier("order-group", value, "PGN"));
            }
            String filler = pair && !orc.has(38) ? field.get(2, 1) : null;
            if (filler != null) {
                order.addIdentifier(identifier("filler-group", filler, "FGN"));
            }
        });
        String filler = Ei.value(orc.field(38));
        if (filler != null) {
            order.addIdentifier(identifier("filler-group", filler, "FGN"));
        }
    }

    private Identifier identifier(String kind, String value, String type) {
        Identifier identifier = new Identifier().setSystem(system(kind)).setValue(value);
        Cx.type(context, identifier, type);
        return identifier;
    }

    private String system(String kind) {
        return Uris.id(context.profile().facility(), kind);
    }

    /** ORC-9 is when the event happened, which for a new order is when it was written. */
    private void times() {
        DateTimeType happened = Dtm.dateTime(context, orc.field(9));
        DateTimeType created = Dtm.dateTime(context, orc.field(37));
        boolean placed = control.side() == OrderControl.Side.PLACES;
        order.setAuthoredOnElement(placed && happened != null ? happened : created);
    }

    private void reasons() {
        // The reason of a mere request is the Task's.
        if (orc.has(16) && order.hasStatus()) {
            CodeableConcept reason = Cwe.concept(context, orc.field(16), "order-reason");
            if (reason != null) {
                order.addExtension(STATUS_REASON, reason);
            }
        }
        CodeableConcept modifier = orc.has(25) ? Cwe.concept(context, orc.field(25), "order-status-modifier") : null;
        if (modifier != null) {
            order.addExtension(MODIFIER, modifier);
        }
    }

    /** HL7 table 0177 to v3-Confidentiality, after the guide's map ConfidentialityCode. */
    private void confidentiality(Field field) {
        String code = field.get(1);
        String known = code == null
                ? null
                : switch (code) {
                    case "V", "R", "U" -> code;
                    case "N" -> "N";
                    default -> null;
                };
        if (known != null) {
            field.text();
            order.getMeta().addSecurity(new Coding(CONFIDENTIALITY, known, null));
        } else if (code != null) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field);
            CodeableConcept local = Cwe.concept(context, field, "confidentiality");
            local.getCoding().forEach(coding -> order.getMeta().addSecurity(coding));
        }
    }

    /** HL7 table 0482: I inpatient, O outpatient order. */
    private CodeableConcept type(Field field) {
        CodeableConcept type = Cwe.concept(context, field, "order-type");
        if (type == null || !type.hasCoding()) {
            return type;
        }
        String role =
                switch (type.getCodingFirstRep().getCode()) {
                    case "I" -> "HOSP";
                    case "O" -> "OF";
                    default -> null;
                };
        if (role != null) {
            type.addCoding(new Coding("http://terminology.hl7.org/CodeSystem/v3-RoleCode", role, null));
        }
        return type;
    }

    private void add(CodeableConcept type) {
        if (type != null) {
            order.addLocationCode(type);
        }
    }
}
