package org.yilian.mappings.hl7v2.request;

import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Uri;

/**
 * IPC (HL7 v2.8 section 4.5.6), the procedure steps of an imaging order, and ZDS of IHE's older orders: the numbers under
 * which modality, archive and report will speak of it. The guide has no map for either.
 */
final class IpcServiceRequest {
    private IpcServiceRequest() {}

    static void fill(MessageContext context, List<Segment> ipcs, ServiceRequest order) {
        for (Segment ipc : ipcs) {
            number(context, order, "accession", Ei.value(ipc.field(1)), "ACSN");
            number(context, order, "requested-procedure", Ei.value(ipc.field(2)), null);
            study(order, Ei.value(ipc.field(3)));
            number(context, order, "procedure-step", Ei.value(ipc.field(4)), null);
            modality(context, ipc, order);
            for (Field field : ipc.repetitions(6)) {
                detail(order, Cwe.concept(context, field, "protocol"));
            }
            place(context, ipc, order);
        }
    }

    /** Only what the order will be known by, from who fills it. */
    static void numbers(MessageContext context, List<Segment> ipcs, ServiceRequest order) {
        for (Segment ipc : ipcs) {
            number(context, order, "accession", Ei.value(ipc.field(1)), "ACSN");
            number(context, order, "requested-procedure", Ei.value(ipc.field(2)), null);
            study(order, Ei.value(ipc.field(3)));
            number(context, order, "procedure-step", Ei.value(ipc.field(4)), null);
        }
    }

    /** ZDS-1, a pointer whose application and type are always "DICOM study". */
    static void zds(Segment zds, ServiceRequest order) {
        study(order, zds.get(1));
        zds.skip(1);
    }

    private static void modality(MessageContext context, Segment ipc, ServiceRequest order) {
        String code = ipc.has(5) ? ipc.field(5).get(1) : null;
        if (code == null) {
            return;
        }
        CodeableConcept modality = Cwe.concept(context, ipc.field(5), "modality");
        boolean dicom = !ipc.field(5).has(3) || "DCM".equals(ipc.field(5).get(3));
        if (dicom) {
            modality.getCodingFirstRep().setSystem("http://dicom.nema.org/resources/ontology/DCM");
        }
        detail(order, modality);
    }

    /** IPC-7 station, IPC-8 its place, IPC-9 its AE title. */
    private static void place(MessageContext context, Segment ipc, ServiceRequest order) {
        String title = ipc.get(9);
        CodeableConcept station = ipc.has(7) ? Cwe.concept(context, ipc.field(7), "station") : null;
        if (title != null || station != null) {
            Reference device = new Reference().setType("Device");
            if (title != null) {
                device.getIdentifier()
                        .setSystem(Uris.id(context.profile().facility(), "ae-title"))
                        .setValue(title);
            }
            device.setDisplay(station == null ? title : text(station));
            add(order.getPerformer(), device);
        }
        CodeableConcept room = ipc.has(8) ? Cwe.concept(context, ipc.field(8), "location") : null;
        if (room != null) {
            Reference location = new Reference().setType("Location").setDisplay(text(room));
            add(order.getLocationReference(), location);
        }
    }

    private static String text(CodeableConcept concept) {
        return concept.hasText()
                ? concept.getText()
                : concept.getCodingFirstRep().getCode();
    }

    private static void add(List<Reference> all, Reference one) {
        if (all.stream().noneMatch(known -> known.equalsDeep(one))) {
            all.add(one);
        }
    }

    private static void detail(ServiceRequest order, CodeableConcept detail) {
        boolean known = detail == null || order.getOrderDetail().stream().anyMatch(before -> before.equalsDeep(detail));
        if (!known && order.hasCode()) {
            order.addOrderDetail(detail);
        }
    }

    private static void study(ServiceRequest order, String uid) {
        if (uid != null && Uri.isOid(uid)) {
            add(order, new Identifier().setSystem(Uris.DICOM_UID).setValue("urn:oid:" + uid));
        }
    }

    /** Adds a number of one kind if there is one; {@code type} of HL7 table 0203 or null. */
    static void number(MessageContext context, ServiceRequest order, String kind, String value, String type) {
        if (value == null) {
            return;
        }
        Identifier identifier = new Identifier()
                .setSystem(Uris.id(context.profile().facility(), kind))
                .setValue(value);
        if (type != null) {
            identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode(type);
        }
        add(order, identifier);
    }

    private static void add(ServiceRequest order, Identifier identifier) {
        boolean known = order.getIdentifier().stream()
                .anyMatch(before -> before.getSystem().equals(identifier.getSystem())
                        && before.getValue().equals(identifier.getValue()));
        if (!known) {
            order.addIdentifier(identifier);
        }
    }
}
