package org.yilian.mappings.hl7v2.medication;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;

/** RXD (HL7 v2.8 section 4A.4.5) to MedicationDispense. The guide has no map for it. */
final class Dispense {
    private final RxOrder order;
    private final MessageContext context;
    private final Group group;
    private final Segment rxd;
    private final Prescription prescription;
    private final Instant asOf;

    private Dispense(RxOrder order, Group group, Prescription prescription) {
        this.order = order;
        this.context = order.context();
        this.group = group;
        this.rxd = group.first("RXD");
        this.prescription = prescription;
        this.asOf = order.asOf();
    }

    static void write(RxOrder order) {
        Prescription prescription = new Prescription(order);
        Reference request = prescription.reference();
        for (Group group : order.all("DISPENSED")) {
            new Dispense(order, group, prescription).write(request);
        }
    }

    private void write(Reference request) {
        String key = prescription.key() + "|" + count();
        String system = Uris.id(context.profile().facility(), "dispense");
        MedicationDispense dispense =
                context.own(new MedicationDispense(), context.id("MedicationDispense", system, key));
        dispense.addIdentifier().setSystem(system).setValue(key);
        dispense.setStatus(status());
        dispense.setMedication(drug().write("dispense|" + key, asOf));
        dispense.setSubject(MessageContext.reference("Patient", order.subject().patientId()));
        if (order.subject().encounterId() != null) {
            dispense.setContext(
                    MessageContext.reference("Encounter", order.subject().encounterId()));
        }
        dispense.addAuthorizingPrescription(request);
        dispense.setQuantity(rxd.has(4) ? Cq.quantity(context, rxd.field(4), rxd.field(5)) : null);
        dispense.setWhenHandedOverElement(Dtm.dateTime(context, rxd.field(3)));
        Xcn.practitioners(context, rxd, 10)
                .forEach(person -> dispense.addPerformer().setActor(person));
        substitution(dispense);
        notes(dispense);
        dispense.setDosageInstruction(Dosages.routed(context, dosage(), group.all("RXR")));
        context.write(ResourceWrite.replace(dispense, asOf));
    }

    /** RXD-1 counts the dispenses of one prescription; without it, its number or its time tells them apart. */
    private String count() {
        String count = rxd.get(1);
        if (count != null) {
            return count;
        }
        String time = rxd.get(3);
        return time == null ? "1" : time;
    }

    private MedicationDispenseStatus status() {
        MedicationRequestStatus said = PrescriptionStatus.of(context, order.orc());
        return switch (said == null ? MedicationRequestStatus.COMPLETED : said) {
            case CANCELLED -> MedicationDispenseStatus.CANCELLED;
            case STOPPED -> MedicationDispenseStatus.STOPPED;
            case ONHOLD -> MedicationDispenseStatus.ONHOLD;
            case ENTEREDINERROR -> MedicationDispenseStatus.ENTEREDINERROR;
            default -> MedicationDispenseStatus.COMPLETED; // RXD says that it was dispensed
        };
    }

    private Drug drug() {
        return Drug.of(context, rxd, 2)
                .form(6)
                .strength(16, 17, 0, 0)
                .components(group.all("RXC"))
                .batch(18, 19, 20);
    }

    /** HL7 table 0167: N and 0 say that what was prescribed was dispensed. */
    private void substitution(MedicationDispense dispense) {
        String code = rxd.get(11);
        if (code != null) {
            dispense.getSubstitution()
                    .setWasSubstituted(!code.equals("N") && !code.equals("0"))
                    .setType(new CodeableConcept(new Coding(Cwe.table("0167"), Cwe.code(code), null)));
        }
    }

    private void notes(MedicationDispense dispense) {
        for (Field field : rxd.repetitions(9)) {
            String text = field.text();
            if (text != null) {
                dispense.addNote().setText(text);
            }
        }
        NteAnnotation.all(context, group.all("NTE")).forEach(dispense::addNote);
        if (rxd.has(7)) {
            dispense.addIdentifier()
                    .setSystem(Uris.id(context.profile().facility(), "prescription"))
                    .setValue(rxd.get(7));
        }
    }

    private Dosage dosage() {
        Dosage dosage = new Dosage();
        List<Field> instructions = rxd.repetitions(15);
        for (Field field : instructions) {
            CodeableConcept instruction = Cwe.concept(context, field, "administration-instruction");
            if (instruction != null) {
                dosage.addAdditionalInstruction(instruction);
            }
        }
        return dosage;
    }
}
