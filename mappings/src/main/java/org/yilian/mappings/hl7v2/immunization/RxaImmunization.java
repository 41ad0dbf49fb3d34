package org.yilian.mappings.hl7v2.immunization;

import java.time.Instant;
import java.util.Objects;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Immunization.ImmunizationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Actions;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Pl;
import org.yilian.mappings.hl7v2.datatype.Routes;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * RXA, RXR and ORC to Immunization, after the guide's maps RXA[Immunization], RXR[Immunization] and ORC[Immunization]. An
 * Immunization is known by its filler's number, else by patient, vaccine and time.
 */
final class RxaImmunization {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    /** RXA-6 says so when the amount is not known. */
    private static final String UNKNOWN_AMOUNT = "999";
    /** CVX for "no vaccine administered": the message tells of something else. */
    private static final String NO_VACCINE = "998";

    private static final int DATE = "2026-01-01".length();

    private final MessageContext context;
    private final Subject subject;
    private final Segment orc;
    private final Group group;
    private final Segment rxa;
    private final Instant asOf;

    RxaImmunization(MessageContext context, Subject subject, Group group) {
        this.context = context;
        this.subject = subject;
        this.orc = group.first("ORC"); // careless senders leave it out
        this.group = group;
        this.rxa = group.first("RXA");
        this.asOf = context.asOf(rxa.has(22) ? rxa.field(22) : orc == null ? null : orc.field(9));
    }

    void write() {
        CodeableConcept vaccine = rxa.has(5) ? Cwe.concept(context, rxa.field(5), "vaccine") : null;
        if (vaccine == null) {
            context.remark(RemarkCode.NO_CODE, rxa.location(5, 0, 0));
            return;
        }
        if (NO_VACCINE.equals(vaccine.getCodingFirstRep().getCode())) {
            context.remark(RemarkCode.NO_VACCINE, rxa.location(5, 0, 0));
            return;
        }
        rxa.skip(1, 2);
        OrderNumbers numbers = OrderNumbers.of(context, orc, null);
        String system = Uris.id(context.profile().facility(), "immunization");
        String key = key(numbers, vaccine);
        Immunization immunization = context.own(new Immunization(), context.id("Immunization", system, key));
        numbers.identifiers().forEach(immunization::addIdentifier);
        if (numbers.identifiers().isEmpty()) {
            immunization.addIdentifier().setSystem(system).setValue(key);
        }
        immunization.setStatus(status());
        immunization.setVaccineCode(vaccine);
        immunization.setPatient(MessageContext.reference("Patient", subject.patientId()));
        if (subject.encounterId() != null) {
            immunization.setEncounter(MessageContext.reference("Encounter", subject.encounterId()));
        }
        given(immunization);
        substance(immunization);
        origin(immunization);
        people(immunization);
        route(immunization);
        new VaccineObservations(context, subject, immunization, key, asOf).read(group.groups("OBSERVATION"));
        context.write(ResourceWrite.replace(immunization, asOf));
    }

    private String key(OrderNumbers numbers, CodeableConcept vaccine) {
        if (numbers.main() != null) {
            return numbers.main();
        }
        String code = vaccine.hasCoding() ? vaccine.getCodingFirstRep().getCode() : vaccine.getText();
        String when = rxa.get(3);
        return subject.patientId() + "|" + code + "|"
                + (when == null ? context.message().controlId() : when);
    }

    /** RXA-21 (HL7 table 0323), then RXA-20 (0322). */
    private ImmunizationStatus status() {
        if (Actions.deletes(context, rxa, 21)) {
            rxa.skip(20); // whether it was completed no longer matters
            return ImmunizationStatus.ENTEREDINERROR;
        }
        String code = rxa.get(20);
        return switch (code == null ? "CP" : code) {
            case "CP", "PA" -> ImmunizationStatus.COMPLETED;
            case "RE", "NA" -> ImmunizationStatus.NOTDONE;
            default -> {
                context.remark(RemarkCode.STATUS_UNKNOWN, rxa.location(20, 0, 0));
                yield ImmunizationStatus.COMPLETED;
            }
        };
    }

    private void given(Immunization immunization) {
        Dtm time = Dtm.of(context, rxa.field(3));
        if (time != null) {
            immunization.setOccurrence(time.toDateTime());
        } else {
            DateTimeType unknown = new DateTimeType();
            unknown.addExtension(ABSENT, new CodeType("unknown"));
            immunization.setOccurrence(unknown);
        }
        if (Objects.equals(rxa.field(3).raw(), rxa.field(4).raw())) {
            rxa.skip(4); // a vaccination has no duration
        }
        boolean unknownAmount = UNKNOWN_AMOUNT.equals(rxa.get(6));
        Quantity dose = rxa.has(6) && !unknownAmount ? Cq.quantity(context, rxa.field(6), rxa.field(7)) : null;
        immunization.setDoseQuantity(dose);
        boolean added = "A".equals(rxa.get(21));
        Dtm recorded = added ? Dtm.of(context, rxa.field(22)) : null;
        if (recorded == null && orc != null) {
            recorded = Dtm.of(context, orc.field(9));
        }
        immunization.setRecordedElement(recorded == null ? null : recorded.toDateTime());
        for (Field field : rxa.repetitions(18)) {
            immunization.setStatusReason(Cwe.concept(context, field, "refusal-reason"));
        }
        for (Field field : rxa.repetitions(19)) {
            immunization.addReasonCode(Cwe.concept(context, field, "reason"));
        }
    }

    private void substance(Immunization immunization) {
        immunization.setLotNumber(rxa.get(15));
        Dtm expires = Dtm.of(context, rxa.field(16));
        if (expires != null) {
            String text = expires.toDateTime().getValueAsString();
            immunization.setExpirationDateElement(new DateType(text.substring(0, Math.min(DATE, text.length()))));
        }
        if (rxa.has(17)) {
            immunization.setManufacturer(Manufacturers.reference(context, rxa.field(17)));
        }
    }

    /** RXA-9 in the CDC's table NIP001: 00 is who gave it, the others heard of it; any other note is a note. */
    private void origin(Immunization immunization) {
        for (Field field : rxa.repetitions(9)) {
            String code = field.get(1);
            String text = field.get(2);
            if (!"NIP001".equals(field.get(3))) {
                immunization.addNote().setText(text == null ? code : text);
                continue;
            }
            boolean primary = "00".equals(code);
            immunization.setPrimarySource(primary);
            if (!primary) {
                immunization.setReportOrigin(Cwe.concept(context, field, "report-origin"));
            }
        }
    }

    private void people(Immunization immunization) {
        Xcn.practitioners(context, rxa, 10).forEach(person -> performer(immunization, person, "AP"));
        if (orc != null) {
            Xcn.practitioners(context, orc, 12).forEach(person -> performer(immunization, person, "OP"));
            if (orc.has(4)) {
                immunization.addIdentifier(Ei.identifier(context, orc.field(4), "order-group", null));
            }
        }
        for (Segment prt : group.all("PRT")) {
            String role = prt.get(4);
            if (("AP".equals(role) || "OP".equals(role))
                    && !"D".equals(prt.field(2).raw())) {
                prt.skip(1, 2);
                prt.field(4).text();
                Xcn.practitioners(context, prt, 5).forEach(person -> performer(immunization, person, role));
            }
        }
        place(immunization);
    }

    private static void performer(Immunization immunization, Reference person, String function) {
        boolean known = immunization.getPerformer().stream()
                .anyMatch(p -> p.getActor().equalsDeep(person)
                        && function.equals(p.getFunction().getCodingFirstRep().getCode()));
        if (!known) {
            immunization
                    .addPerformer()
                    .setActor(person)
                    .setFunction(new CodeableConcept(new Coding(Uris.v2Table("0443"), function, null)));
        }
    }

    /** RXA-27, or RXA-11 (LA2) of older versions, of which the facility in its fourth component is what registries fill. */
    private void place(Immunization immunization) {
        int n = rxa.has(27) ? 27 : 11;
        if (rxa.has(n)) {
            immunization.setLocation(Pl.location(context, rxa.field(n)));
        }
    }

    private void route(Immunization immunization) {
        Segment rxr = group.first("RXR");
        if (rxr == null) {
            return;
        }
        immunization.setRoute(Routes.of(context, rxr));
        immunization.setSite(rxr.has(2) ? Cwe.concept(context, rxr.field(2), "body-site") : null);
    }
}
