package org.yilian.dicom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Between the bytes of one element, little endian as a data set holds them, and typed values. Lenient when reading. */
final class Values {
    static final byte[] NONE = {};

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Values() {}

    static int count(VR vr, byte[] raw) {
        return raw.length / (vr == VR.AT ? 4 : vr.unit());
    }

    static long integer(VR vr, byte[] raw, int index) {
        int at = index * vr.unit();
        return switch (vr) {
            case US -> (short) SHORT.get(raw, at) & 0xFFFFL;
            case SS -> (short) SHORT.get(raw, at);
            case UL -> (int) INT.get(raw, at) & 0xFFFFFFFFL;
            case SL -> (int) INT.get(raw, at);
            case SV, UV -> (long) LONG.get(raw, at);
            case FL -> (long) Float.intBitsToFloat((int) INT.get(raw, at));
            case FD -> (long) Double.longBitsToDouble((long) LONG.get(raw, at));
            default -> throw new IllegalStateException(vr.name());
        };
    }

    static double decimal(VR vr, byte[] raw, int index) {
        return switch (vr) {
            case FL -> Float.intBitsToFloat((int) INT.get(raw, index * 4));
            case FD -> Double.longBitsToDouble((long) LONG.get(raw, index * 8));
            case UV -> unsigned(integer(vr, raw, index)).doubleValue();
            default -> integer(vr, raw, index);
        };
    }

    static BigInteger unsigned(long value) {
        return new BigInteger(Long.toUnsignedString(value));
    }

    static int tag(byte[] raw, int index) {
        return ((short) SHORT.get(raw, index * 4) & 0xFFFF) << 16 | (short) SHORT.get(raw, index * 4 + 2) & 0xFFFF;
    }

    /** A binary number as text, the shortest that reads back as the same. */
    static String text(VR vr, byte[] raw, int index) {
        return switch (vr) {
            case AT -> Tag.toHex(tag(raw, index));
            case FL -> plain(Float.toString((float) decimal(vr, raw, index)));
            case FD -> plain(Double.toString(decimal(vr, raw, index)));
            case UV -> Long.toUnsignedString(integer(vr, raw, index));
            default -> Long.toString(integer(vr, raw, index));
        };
    }

    private static String plain(String number) {
        return number.endsWith(".0") ? number.substring(0, number.length() - 2) : number;
    }

    static byte[] ofIntegers(VR vr, long[] values) {
        byte[] raw = new byte[values.length * (vr == VR.AT ? 4 : vr.unit())];
        for (int i = 0; i < values.length; i++) {
            switch (vr) {
                case US, SS, OW -> SHORT.set(raw, i * 2, (short) values[i]);
                case UL, SL, OL -> INT.set(raw, i * 4, (int) values[i]);
                case SV, UV, OV -> LONG.set(raw, i * 8, values[i]);
                case FL -> INT.set(raw, i * 4, Float.floatToIntBits(values[i]));
                case FD -> LONG.set(raw, i * 8, Double.doubleToLongBits(values[i]));
                case AT -> {
                    SHORT.set(raw, i * 4, (short) (values[i] >>> 16));
                    SHORT.set(raw, i * 4 + 2, (short) values[i]);
                }
                default -> throw new IllegalArgumentException("VR " + vr + " holds no numbers");
            }
        }
        return raw;
    }

    static byte[] ofDecimals(VR vr, double[] values) {
        byte[] raw = new byte[values.length * vr.unit()];
        for (int i = 0; i < values.length; i++) {
            if (vr == VR.FL) {
                INT.set(raw, i * 4, Float.floatToRawIntBits((float) values[i]));
            } else {
                LONG.set(raw, i * 8, Double.doubleToRawLongBits(values[i]));
            }
        }
        return raw;
    }

    /** Binary numbers or tags written as text, as JSON and queries give them. */
    static byte[] ofTexts(VR vr, String[] texts) {
        try {
            if (vr.kind() == VR.Kind.FLOAT) {
                double[] values = new double[texts.length];
                for (int i = 0; i < texts.length; i++) {
                    values[i] = Double.parseDouble(texts[i]);
                }
                return ofDecimals(vr, values);
            }
            long[] values = new long[texts.length];
            for (int i = 0; i < texts.length; i++) {
                values[i] = vr == VR.AT ? Tag.parse(texts[i]) : parseInteger(vr, texts[i]);
            }
            return ofIntegers(vr, values);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number for VR " + vr);
        }
    }

    /** A number as VR DS has it: at most 16 characters, rounded where it must be (PS3.5 section 6.2). */
    static String decimalString(double value) {
        String text = plain(Double.toString(value));
        for (int digits = 16; text.length() > 16 && digits > 0; digits--) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
            text = rounded.stripTrailingZeros().toString();
            String plain = rounded.stripTrailingZeros().toPlainString();
            text = plain.length() <= 16 ? plain : text;
        }
        return text;
    }

    private static long parseInteger(VR vr, String text) {
        if (vr == VR.UV) {
            return Long.parseUnsignedLong(text);
        }
        int dot = text.indexOf('.');
        return Long.parseLong(dot < 0 ? text : text.substring(0, dot));
    }

    /** A decimal string; null for what is none, such as the NaN and 0x10 that Java itself would take. */
    static Double parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return null;
            }
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static String latin(byte[] raw) {
        return new String(raw, StandardCharsets.ISO_8859_1);
    }

    /** The values of an element of characters, without the padding around each. */
    static List<String> split(VR vr, String text) {
        if (!vr.isMultiValued() || text.indexOf('\\') < 0) {
            String only = trim(vr, text, 0, text.length());
            return only.isEmpty() ? List.of() : List.of(only);
        }
        List<String> values = new ArrayList<>(4);
        int from = 0;
        for (int to; (to = text.indexOf('\\', from)) >= 0; from = to + 1) {
            values.add(trim(vr, text, from, to));
        }
        values.add(trim(vr, text, from, text.length()));
        return values;
    }

    static String first(VR vr, String text) {
        int end = vr.isMultiValued() ? text.indexOf('\\') : -1;
        return trim(vr, text, 0, end < 0 ? text.length() : end);
    }

    private static String trim(VR vr, String text, int from, int to) {
        int start = from;
        int end = to;
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
            end--;
        }
        while (vr.trimsLeft() && start < end && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start, end);
    }

    /** Padded to even length. */
    static byte[] padded(VR vr, byte[] raw) {
        if (raw.length % 2 == 0) {
            return raw;
        }
        byte[] even = java.util.Arrays.copyOf(raw, raw.length + 1);
        even[raw.length] = vr.padding();
        return even;
    }
}
