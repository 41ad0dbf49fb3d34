package org.yilian.mappings.hl7v2.medication;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Dosage.DosageDoseAndRateComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Timing;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cq;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Routes;
import org.yilian.mappings.hl7v2.request.Tq1ServiceRequest;

/**
 * How a drug is to be taken: amounts of RXO or RXE, RXR (HL7 v2.8 section 4A.4.2) and TQ1, after the guide's maps
 * RXO[MedicationRequest], RXR[MedicationRequest] and TQ1[MedicationRequest].
 */
final class Dosages {
    private Dosages() {}

    /** A dosage for each route; one when no route is said. */
    static List<Dosage> of(MessageContext context, Segment rx, RxFields fields, List<Segment> routes) {
        Dosage dosage = new Dosage();
        DosageDoseAndRateComponent dose = new DosageDoseAndRateComponent();
        amount(context, rx, fields, dose);
        rate(context, rx, fields, dose);
        if (!dose.isEmpty()) {
            dose.setType(new CodeableConcept(
                    new Coding("http://terminology.hl7.org/CodeSystem/dose-rate-type", "ordered", null)));
            dosage.addDoseAndRate(dose);
        }
        Quantity daily = rx.has(fields.daily()) ? Cq.quantity(context, rx.field(fields.daily())) : null;
        if (daily != null) {
            dosage.setMaxDosePerPeriod(new Ratio().setNumerator(daily).setDenominator(day()));
        }
        for (Field field : rx.repetitions(fields.instruction())) {
            CodeableConcept instruction = Cwe.concept(context, field, "administration-instruction");
            if (instruction != null) {
                dosage.addAdditionalInstruction(instruction);
            }
        }
        return routed(context, dosage, routes);
    }

    static List<Dosage> routed(MessageContext context, Dosage dosage, List<Segment> routes) {
        List<Dosage> all = new ArrayList<>();
        for (Segment rxr : routes) {
            Dosage each = dosage.copy();
            each.setRoute(Routes.of(context, rxr));
            each.setSite(concept(context, rxr, 2, "body-site"));
            each.setMethod(concept(context, rxr, 4, "administration-method"));
            CodeableConcept routing = concept(context, rxr, 5, "routing-instruction");
            if (routing != null) {
                each.addAdditionalInstruction(routing);
            }
            all.add(each);
        }
        if (routes.isEmpty() && !dosage.isEmpty()) {
            all.add(dosage);
        }
        return all;
    }

    /** TQ1, or TQ of older versions, as orders of all kinds have it: when, how much at a time, on what condition. */
    static ServiceRequest timing(MessageContext context, List<Segment> tq1s, Field tq) {
        ServiceRequest order = new ServiceRequest();
        if (!tq1s.isEmpty()) {
            Tq1ServiceRequest.fill(context, tq1s.get(0), order);
        } else if (tq != null) {
            Tq1ServiceRequest.fill(context, tq, order);
        }
        return order;
    }

    static void timed(ServiceRequest order, Dosage dosage) {
        if (order.hasOccurrenceTiming()) {
            Timing timing = order.getOccurrenceTiming();
            dosage.setTiming(timing.copy());
        }
        if (order.hasAsNeededBooleanType()) {
            dosage.setAsNeeded(order.getAsNeeded().copy());
        }
        if (order.hasQuantityQuantity() && !dosage.getDoseAndRateFirstRep().hasDose()) {
            dosage.getDoseAndRateFirstRep().setDose(order.getQuantity().copy());
        }
        dosage.getDoseAndRate().removeIf(DosageDoseAndRateComponent::isEmpty);
        for (Extension condition : order.getExtension()) {
            if (condition.getValue() instanceof CodeableConcept concept) {
                dosage.addAdditionalInstruction(concept.copy());
            }
        }
        if (order.hasNote()) {
            dosage.setText(order.getNoteFirstRep().getText());
        }
    }

    private static void amount(MessageContext context, Segment rx, RxFields fields, DosageDoseAndRateComponent dose) {
        Quantity least = quantity(context, rx, fields.least(), fields.units());
        Quantity most = quantity(context, rx, fields.most(), fields.units());
        boolean one = most == null || least != null && least.equalsDeep(most);
        if (least != null && one) {
            dose.setDose(least);
        } else if (least != null || most != null) {
            dose.setDose(new Range().setLow(least).setHigh(most));
        }
    }

    /** An amount per time of its own, or the dose per the time unit (H4: four hours). */
    private static void rate(MessageContext context, Segment rx, RxFields fields, DosageDoseAndRateComponent dose) {
        Quantity rate = quantity(context, rx, fields.rate(), fields.rateUnits());
        if (rate != null) {
            dose.setRate(rate);
            return;
        }
        String per = rx.get(fields.per());
        if (per == null) {
            return;
        }
        Quantity time = time(per);
        if (time == null || !(dose.getDose() instanceof Quantity amount)) {
            context.remark(RemarkCode.VALUE_NOT_UNDERSTOOD, rx.location(fields.per(), 0, 0));
            return;
        }
        dose.setRate(new Ratio().setNumerator(amount.copy()).setDenominator(time));
    }

    /** A letter and a number (section 4A.4.1.17), seconds to days. */
    static Quantity time(String text) {
        String unit =
                switch (text.charAt(0)) {
                    case 'S' -> "s";
                    case 'M' -> "min";
                    case 'H' -> "h";
                    case 'D' -> "d";
                    default -> null;
                };
        if (unit == null || text.length() > 5) {
            return null;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        BigDecimal value = text.length() == 1 ? BigDecimal.ONE : new BigDecimal(text.substring(1));
        return new Quantity().setValue(value).setUnit(unit).setSystem(Uris.UCUM).setCode(unit);
    }

    private static Quantity day() {
        return new Quantity().setValue(1).setUnit("d").setSystem(Uris.UCUM).setCode("d");
    }

    private static Quantity quantity(MessageContext context, Segment rx, int amount, int units) {
        return rx.has(amount) ? Cq.quantity(context, rx.field(amount), rx.field(units)) : null;
    }

    private static CodeableConcept concept(MessageContext context, Segment segment, int n, String kind) {
        return segment.has(n) ? Cwe.concept(context, segment.field(n), kind) : null;
    }
}
