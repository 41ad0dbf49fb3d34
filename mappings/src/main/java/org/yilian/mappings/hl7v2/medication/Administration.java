package org.yilian.mappings.hl7v2.medication;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationDosageComponent;
import org.hl7.fhir.r4.model.MedicationAdministration.MedicationAdministrationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Actions;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Routes;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;

/** RXA (HL7 v2.8 section 4A.4.7) to MedicationAdministration, after the guide's map ORC[MedicationAdministration]. */
final class Administration {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    /** RXA-6 says so when the amount is not known. */
    private static final String UNKNOWN_AMOUNT = "999";

    private final RxOrder order;
    private final MessageContext context;
    private final Group group;
    private final Segment rxa;
    private final Segment rxr;
    private final String key;
    private final Instant asOf;

    private Administration(RxOrder order, Group group, Segment rxr, String prescription) {
        this.order = order;
        this.context = order.context();
        this.group = group;
        this.rxa = group.first("RXA");
        this.rxr = rxr;
        this.key = prescription + "|" + count();
        this.asOf = order.asOf();
    }

    static void write(RxOrder order) {
        Prescription prescription = new Prescription(order);
        Reference request = prescription.reference();
        List<Group> given = order.all("GIVEN");
        for (int i = 0; i < given.size(); i++) {
            new Administration(order, given.get(i), route(given, i), prescription.key()).write(request);
        }
    }

    /** One RXR stands behind all RXA that were given this way. */
    private static Segment route(List<Group> given, int from) {
        for (Group group : given.subList(from, given.size())) {
            if (group.has("RXR")) {
                return group.first("RXR");
            }
        }
        return null;
    }

    private void write(Reference request) {
        String system = Uris.id(context.profile().facility(), "administration");
        MedicationAdministration given =
                context.own(new MedicationAdministration(), context.id("MedicationAdministration", system, key));
        given.addIdentifier().setSystem(system).setValue(key);
        given.setStatus(status());
        if (rxa.has(18)) {
            rxa.repetitions(18).forEach(field -> given.addStatusReason(Cwe.concept(context, field, "refusal-reason")));
        }
        given.setMedication(Drug.of(context, rxa, 5)
                .form(8)
                .strength(13, 14, 23, 24)
                .batch(15, 16, 17)
                .write("administration|" + key, asOf));
        given.setSubject(MessageContext.reference("Patient", order.subject().patientId()));
        if (order.subject().encounterId() != null) {
            given.setContext(
                    MessageContext.reference("Encounter", order.subject().encounterId()));
        }
        given.setEffective(effective());
        Xcn.practitioners(context, rxa, 10)
                .forEach(person -> given.addPerformer().setActor(person));
        for (Field field : rxa.repetitions(19)) {
            given.addReasonCode(Cwe.concept(context, field, "reason"));
        }
        given.setRequest(request);
        for (Field field : rxa.repetitions(9)) {
            String text = field.get(2) == null ? field.get(1) : field.get(2);
            given.addNote().setText(text);
        }
        NteAnnotation.all(context, group.all("NTE")).forEach(given::addNote);
        dosage(given);
        context.write(ResourceWrite.replace(given, asOf));
    }

    private String count() {
        String give = rxa.get(1);
        String administration = rxa.get(2);
        boolean counted = give != null && !give.equals("0") || administration != null && !administration.equals("0");
        return counted ? give + "." + administration : rxa.get(3);
    }

    /** RXA-21, then RXA-20 (HL7 table 0322). */
    private MedicationAdministrationStatus status() {
        if (Actions.deletes(context, rxa, 21)) {
            rxa.skip(20); // whether it was completed no longer matters
            return MedicationAdministrationStatus.ENTEREDINERROR;
        }
        String completion = rxa.get(20);
        return switch (completion == null ? "CP" : completion) {
            case "CP" -> MedicationAdministrationStatus.COMPLETED;
            case "PA" -> MedicationAdministrationStatus.STOPPED;
            case "RE", "NA" -> MedicationAdministrationStatus.NOTDONE;
            default -> {
                context.remark(RemarkCode.STATUS_UNKNOWN, rxa.location(20, 0, 0));
                yield MedicationAdministrationStatus.UNKNOWN;
            }
        };
    }

    private Type effective() {
        Dtm from = Dtm.of(context, rxa.field(3));
        Dtm to = Dtm.of(context, rxa.field(4));
        if (from != null && to != null && !from.equals(to)) {
            return Cx.period(from, to);
        }
        if (from != null) {
            return from.toDateTime();
        }
        DateTimeType unknown = new DateTimeType();
        unknown.addExtension(ABSENT, new CodeType("unknown"));
        return unknown;
    }

    /** R4 allows a dosage only with a dose (mad-1): without one the route stays unread. */
    private void dosage(MedicationAdministration given) {
        boolean unknown = UNKNOWN_AMOUNT.equals(rxa.get(6));
        Quantity dose = rxa.has(6) && !unknown ? Cq.quantity(context, rxa.field(6), rxa.field(7)) : null;
        if (dose == null) {
            return;
        }
        MedicationAdministrationDosageComponent dosage = given.getDosage().setDose(dose);
        if (rxr != null) {
            dosage.setRoute(Routes.of(context, rxr));
            dosage.setSite(concept(2, "body-site"));
            dosage.setMethod(concept(4, "administration-method"));
        }
    }

    private CodeableConcept concept(int n, String kind) {
        return rxr.has(n) ? Cwe.concept(context, rxr.field(n), kind) : null;
    }
}
