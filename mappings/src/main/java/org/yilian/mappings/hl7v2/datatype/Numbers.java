package org.yilian.mappings.hl7v2.datatype;

import java.math.BigDecimal;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Quantity.QuantityComparator;

/** Numbers as laboratories write them. Full-width figures and signs are read like the plain ones. */
public final class Numbers {
    private static final String WIDE = "０１２３４５６７８９．－＋＜＞＝～　";
    private static final String PLAIN = "0123456789.-+<>=~ ";
    private static final int MOST_DIGITS = 40;

    private Numbers() {}

    /**
     * NM, also with a comparator before it; digits are kept as sent ({@code 5.0}). Null when it is no number: then the
     * text says more than we could, as with {@code 1,000} or {@code 5.1 (haemolytic)}.
     */
    public static Quantity quantity(String text, Quantity unit) {
        if (text == null) {
            return null;
        }
        String plain = narrow(text).strip();
        QuantityComparator comparator = comparator(plain);
        BigDecimal value = decimal(comparator == null ? plain : plain.substring(signs(plain)));
        if (value == null) {
            return null;
        }
        return with(unit).setValue(value).setComparator(comparator);
    }

    /** A number without comparator. */
    public static Quantity simple(String text, Quantity unit) {
        BigDecimal value = text == null ? null : decimal(narrow(text).strip());
        return value == null ? null : with(unit).setValue(value);
    }

    /** The number, null when the text is none. */
    public static BigDecimal decimal(String text) {
        String number = text.strip();
        if (number.isEmpty() || number.length() > MOST_DIGITS || !isNumber(number)) {
            return null;
        }
        try {
            BigDecimal value = new BigDecimal(number);
            return Math.abs((long) value.scale()) > MOST_DIGITS ? null : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A comparator by its sign; null when there is none or when FHIR has none for it. */
    public static QuantityComparator comparator(String text) {
        return switch (text.substring(0, signs(text))) {
            case "<" -> QuantityComparator.LESS_THAN;
            case "<=", "=<", "≤", "≦" -> QuantityComparator.LESS_OR_EQUAL;
            case ">" -> QuantityComparator.GREATER_THAN;
            case ">=", "=>", "≥", "≧" -> QuantityComparator.GREATER_OR_EQUAL;
            default -> null;
        };
    }

    /** How many characters at the beginning are comparison signs. */
    public static int signs(String text) {
        int i = 0;
        while (i < text.length() && "<>=≤≥≦≧".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    public static String narrow(String text) {
        StringBuilder narrow = null;
        for (int i = 0; i < text.length(); i++) {
            int at = text.charAt(i) < 0x3000 ? -1 : WIDE.indexOf(text.charAt(i));
            if (at >= 0) {
                narrow = narrow == null ? new StringBuilder(text) : narrow;
                narrow.setCharAt(i, PLAIN.charAt(at));
            }
        }
        return narrow == null ? text : narrow.toString();
    }

    public static Quantity with(Quantity unit) {
        return unit == null ? new Quantity() : unit.copy();
    }

    private static boolean isNumber(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if ((c == '+' || c == '-') && i > 0 && text.charAt(i - 1) != 'e' && text.charAt(i - 1) != 'E') {
                return false;
            } else if ("+-.eE".indexOf(c) < 0 || (c == 'e' || c == 'E') && !digit) {
                return false;
            }
        }
        return digit;
    }
}
