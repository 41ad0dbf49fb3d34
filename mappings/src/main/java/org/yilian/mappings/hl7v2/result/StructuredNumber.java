package org.yilian.mappings.hl7v2.result;

import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Ratio;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.datatype.Numbers;

/**
 * SN (HL7 v2.8 section 2A.3.69): comparator, number, separator or suffix, number. {@code ^100^-^200} is a Range,
 * {@code ^1^:^128} a Ratio, {@code >^10} a Quantity; what FHIR cannot say ({@code <>}, {@code ^2^+}) is its text.
 */
final class StructuredNumber {
    private StructuredNumber() {}

    /** Null when it is no structured number at all. */
    static Type value(Field field, Quantity unit) {
        String sign = field.get(1);
        Quantity first = Numbers.simple(field.get(2), unit);
        String separator = field.get(3);
        Quantity second = Numbers.simple(field.get(4), unit);
        if (first == null && separator == null && second == null && sign != null) {
            // The whole number in the first component, as careless senders write it.
            return Numbers.quantity(sign, unit);
        }
        boolean wrong = first == null && field.has(2) || second == null && field.has(4);
        if (wrong || first == null) {
            return null;
        }
        QuantityComparator comparator = sign == null || sign.equals("=") ? null : Numbers.comparator(sign);
        boolean unsayable = sign != null && !sign.equals("=") && comparator == null;
        if (unsayable) {
            return text(field);
        }
        if (separator == null && second == null) {
            return first.setComparator(comparator);
        }
        if (second == null || separator == null) {
            return text(field);
        }
        return switch (separator) {
            case "-" ->
                comparator == null && first.getValue().compareTo(second.getValue()) <= 0
                        ? new Range().setLow(first).setHigh(second)
                        : text(field);
            case "/", ":" -> ratio(first.setComparator(comparator), second);
            default -> text(field);
        };
    }

    /** A ratio of two numbers: the unit belongs to neither. */
    private static Ratio ratio(Quantity numerator, Quantity denominator) {
        Quantity above = new Quantity().setValue(numerator.getValue()).setComparator(numerator.getComparator());
        return new Ratio().setNumerator(above).setDenominator(new Quantity().setValue(denominator.getValue()));
    }

    private static StringType text(Field field) {
        StringBuilder text = new StringBuilder();
        for (int n = 1; n <= 4; n++) {
            String part = field.get(n);
            text.append(part == null ? "" : part);
        }
        return new StringType(text.toString());
    }
}
