package org.yilian.mappings.hl7v2.medication;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestIntent;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestPriority;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;

/**
 * ORC with RXO or RXE to MedicationRequest, after the guide's map RXO[MedicationRequest]. What the ward orders and what the
 * pharmacy makes of it share the placer's number and are one prescription, which each merges its words into.
 */
final class Prescription {
    private final RxOrder order;
    private final MessageContext context;
    private final Group detail;
    private final Segment rx;
    private final RxFields fields;
    private final OrderNumbers numbers;
    private final Instant asOf;
    private final String key;

    Prescription(RxOrder order) {
        this.order = order;
        this.context = order.context();
        Group encoded = order.group("ENCODED");
        this.detail = encoded == null ? order.group("REQUESTED") : encoded;
        this.rx = detail == null ? null : detail.segments().get(0);
        this.fields = encoded == null ? RxFields.RXO : RxFields.RXE;
        this.numbers = order.numbers();
        this.asOf = order.asOf();
        this.key = knownBy();
    }

    /** By this, what belongs to the prescription is known. */
    String key() {
        return key;
    }

    private String knownBy() {
        String number = numbers.orderKey();
        if (number != null) {
            return number;
        }
        context.remark(
                RemarkCode.NO_ORDER_NUMBER,
                order.orc() == null ? "ORC-2" : order.orc().location(2, 0, 0));
        String item = rx == null ? null : rx.get(fields.code());
        String when = order.orc() == null ? null : order.orc().get(9);
        return order.subject().patientId() + "|" + item + "|"
                + (when == null ? context.message().controlId() : when);
    }

    /** The prescription as the message says it. */
    void write() {
        MedicationRequest request = read();
        boolean whole = request.hasStatus() && request.hasIntent() && request.hasMedication();
        if (!whole) {
            context.stub(standIn(request));
        }
        context.write(ResourceWrite.merge(request, Set.of(), asOf));
    }

    /** A reference for what was dispensed or given: the prescription is created when it is not there. */
    Reference reference() {
        MedicationRequest request = standIn(read());
        request.setStatus(MedicationRequestStatus.UNKNOWN);
        request.setStatusReason(null);
        context.stub(request);
        return new Reference(request.getId());
    }

    private MedicationRequest standIn(MedicationRequest said) {
        MedicationRequest standIn = said.copy();
        if (!standIn.hasStatus()) {
            standIn.setStatus(MedicationRequestStatus.UNKNOWN);
        }
        if (!standIn.hasIntent()) {
            standIn.setIntent(MedicationRequestIntent.ORDER);
        }
        if (!standIn.hasMedication()) {
            standIn.setMedication(Drug.unknown());
        }
        return standIn;
    }

    private MedicationRequest read() {
        MedicationRequest request = context.own(new MedicationRequest(), id());
        numbers.identifiers().forEach(request::addIdentifier);
        request.setStatus(PrescriptionStatus.of(context, order.orc()));
        if (rx != null) {
            request.setIntent(
                    fields == RxFields.RXO ? MedicationRequestIntent.ORIGINALORDER : MedicationRequestIntent.ORDER);
        }
        request.setSubject(MessageContext.reference("Patient", order.subject().patientId()));
        if (order.subject().encounterId() != null) {
            request.setEncounter(
                    MessageContext.reference("Encounter", order.subject().encounterId()));
        }
        if (order.orc() != null) {
            common(request, order.orc());
        }
        if (rx != null) {
            detail(request);
        }
        return request;
    }

    private String id() {
        Identifier known = numbers.orderIdentifier();
        String system = known == null ? Uris.id(context.profile().facility(), "order") : known.getSystem();
        return context.id("MedicationRequest", system, known == null ? key : known.getValue());
    }

    private void common(MedicationRequest request, Segment orc) {
        if (orc.has(4)) {
            request.setGroupIdentifier(Ei.identifier(context, orc.field(4), "order-group", null));
        }
        if ("NW".equals(orc.get(1))) {
            request.setAuthoredOnElement(Dtm.dateTime(context, orc.field(9)));
        }
        List<Reference> recorders = Xcn.practitioners(context, orc, 10);
        request.setRecorder(recorders.isEmpty() ? null : recorders.get(0));
        List<Reference> requesters = Xcn.practitioners(context, orc, 12);
        request.setRequester(requesters.isEmpty() ? null : requesters.get(0));
        if (orc.has(16)) {
            request.setStatusReason(Cwe.concept(context, orc.field(16), "order-reason"));
        }
    }

    private void detail(MedicationRequest request) {
        Drug drug = Drug.of(context, rx, fields.code())
                .form(fields.form())
                .strength(fields.strength(), fields.strengthUnits(), fields.volume(), fields.volumeUnits())
                .components(detail.all("RXC"));
        if (drug.isKnown()) {
            request.setMedication(drug.write("prescription|" + key, asOf));
        }
        dosages(request);
        dispensing(request);
        for (Field field : rx.repetitions(fields.indication())) {
            CodeableConcept reason = Cwe.concept(context, field, "reason");
            if (reason != null) {
                request.addReasonCode(reason);
            }
        }
        List<Reference> providers =
                request.hasRequester() ? List.of() : Xcn.practitioners(context, rx, fields.provider());
        if (!providers.isEmpty()) {
            request.setRequester(providers.get(0));
        }
        for (Field field : rx.repetitions(fields.note())) {
            String text = field.get(2) == null ? field.get(1) : field.get(2);
            if (text != null) {
                request.addNote().setText(text);
            }
        }
        NteAnnotation.all(context, detail.all("NTE")).forEach(request::addNote);
        if (fields == RxFields.RXE && rx.has(15)) {
            request.addIdentifier()
                    .setSystem(Uris.id(context.profile().facility(), "prescription"))
                    .setValue(rx.get(15));
        }
    }

    private void dosages(MedicationRequest request) {
        List<Segment> own = detail.all("TQ1");
        List<Segment> tq1s =
                own.isEmpty() && order.common() != null ? order.common().all("TQ1") : own;
        Field tq = fields == RxFields.RXE && rx.has(1)
                ? rx.field(1)
                : order.orc() != null && order.orc().has(7) ? order.orc().field(7) : null;
        ServiceRequest timing = Dosages.timing(context, tq1s, tq);
        List<Dosage> dosages = Dosages.of(context, rx, fields, detail.all("RXR"));
        if (dosages.isEmpty() && !timing.isEmpty()) {
            dosages.add(new Dosage());
        }
        for (Dosage dosage : dosages) {
            Dosages.timed(timing, dosage);
        }
        dosages.removeIf(Dosage::isEmpty);
        request.setDosageInstruction(dosages);
        if (timing.hasPriority()) {
            request.setPriority(
                    MedicationRequestPriority.fromCode(timing.getPriority().toCode()));
        }
    }

    private void dispensing(MedicationRequest request) {
        Quantity amount = rx.has(fields.dispense())
                ? Cq.quantity(context, rx.field(fields.dispense()), rx.field(fields.dispenseUnits()))
                : null;
        if (amount != null) {
            request.getDispenseRequest().setQuantity(amount);
        }
        String refills = rx.get(fields.refills());
        if (refills != null) {
            refills(request, refills);
        }
        if (rx.has(fields.pharmacy())) {
            Field pharmacy = rx.field(fields.pharmacy());
            String name = pharmacy.get(2) == null ? pharmacy.get(1) : pharmacy.get(2);
            request.getDispenseRequest()
                    .setPerformer(new Reference().setType("Organization").setDisplay(name));
        }
        String substitution = fields == RxFields.RXO ? rx.get(9) : null;
        if (substitution != null) {
            Coding allowed = new Coding(Cwe.table("0161"), Cwe.code(substitution), null);
            request.getSubstitution().setAllowed(new CodeableConcept(allowed));
        }
    }

    private void refills(MedicationRequest request, String text) {
        boolean number = text.length() <= 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (number) {
            request.getDispenseRequest().setNumberOfRepeatsAllowed(Integer.parseInt(text));
        } else {
            context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, rx.location(fields.refills(), 0, 0));
        }
    }
}
