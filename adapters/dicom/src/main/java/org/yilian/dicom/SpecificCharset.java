package org.yilian.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The character sets of a data set, (0008,0005): text to bytes and back, ISO 2022 code extensions included. Lenient where the
 * field is: terms with other spaces, GB18030, GBK or ISO_IR 192 as an illegal second value, escape sequences of sets that were
 * not declared. Bytes without a meaning become U+FFFD; undeclared ones above 0x7F are taken as Latin-1.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part03/sect_C.12.html#sect_C.12.1.1.2">PS3.3 C.12.1.1.2</a>
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/chapter_6.html">PS3.5 section 6.1</a>
 */
public final class SpecificCharset {
    private static final char ESC = 0x1B;

    /** Nothing declared: ASCII. */
    public static final SpecificCharset DEFAULT = new SpecificCharset(CodeSet.ASCII, List.of(), true);

    public static final SpecificCharset UTF_8 = of("ISO_IR 192");

    private final CodeSet first;
    private final List<CodeSet> extensions;
    private final boolean known;
    private final String[] terms;

    private SpecificCharset(CodeSet first, List<CodeSet> extensions, boolean known, String... terms) {
        this.first = first;
        this.extensions = extensions;
        this.known = known;
        this.terms = terms;
    }

    /** The values of (0008,0005), the first of them perhaps empty. */
    public static SpecificCharset of(String... terms) {
        List<CodeSet> sets = new ArrayList<>(terms.length);
        boolean known = true;
        for (String term : terms) {
            CodeSet set = CodeSet.of(term);
            known &= set != null;
            if (set != null && set.element() == CodeSet.Element.ALL) {
                return new SpecificCharset(set, List.of(), terms.length == 1, terms.clone());
            }
            sets.add(set == null ? CodeSet.ASCII : set);
        }
        CodeSet first = sets.isEmpty() ? CodeSet.ASCII : sets.get(0);
        return new SpecificCharset(first, sets.size() > 1 ? List.copyOf(sets) : List.of(), known, terms.clone());
    }

    /** As declared. */
    public String[] terms() {
        return terms.clone();
    }

    /** All terms are of the standard and may stand together. */
    public boolean isLegal() {
        return known;
    }

    CodeSet first() {
        return first;
    }

    // ---- decoding

    /** The text of all values of an element. */
    public String decode(byte[] raw, VR vr) {
        boolean escapes = false;
        boolean high = false;
        for (byte b : raw) {
            high |= b < 0;
            escapes |= b == ESC;
        }
        if (!high && !escapes) {
            return new String(raw, StandardCharsets.ISO_8859_1);
        }
        if (first.element() == CodeSet.Element.ALL) {
            return new String(raw, first.charset());
        }
        return escapes ? decodeExtended(raw, vr) : decode(raw, 0, raw.length, CodeSet.ASCII, g1Initially());
    }

    /** Undeclared bytes are mostly Latin-1; so are those that only G0 sets are declared for. */
    private CodeSet g1Initially() {
        return first.element() == CodeSet.Element.G1 ? first : CodeSet.LATIN_1;
    }

    private String decodeExtended(byte[] raw, VR vr) {
        StringBuilder text = new StringBuilder(raw.length);
        CodeSet g0 = CodeSet.ASCII;
        CodeSet g1 = g1Initially();
        int from = 0;
        for (int i = 0; i < raw.length; i++) {
            CodeSet escaped = raw[i] == ESC ? CodeSet.ofEscape(raw, i + 1) : null;
            boolean reset = endsExtension(raw[i], vr, g0.width() == 2);
            if (escaped == null && !reset) {
                continue;
            }
            text.append(decode(raw, from, i, g0, g1));
            from = i;
            if (reset) {
                g0 = CodeSet.ASCII;
                g1 = g1Initially();
            } else {
                i += escaped.escape().length();
                from = i + 1;
                g0 = escaped.element() == CodeSet.Element.G0 ? escaped : g0;
                g1 = escaped.element() == CodeSet.Element.G1 ? escaped : g1;
            }
        }
        return text.append(decode(raw, from, raw.length, g0, g1)).toString();
    }

    private static String decode(byte[] raw, int from, int to, CodeSet g0, CodeSet g1) {
        if (g0.width() == 2) {
            return decodeBySign(raw, from, to, g0, g1);
        }
        String text = g1.decode(raw, from, to);
        // In this set 5CH looks like a yen sign, but means what a backslash means (PS3.5 section 6.1.2.3).
        return g1 == CodeSet.KATAKANA ? text.replace('\u00A5', '\\') : text;
    }

    /** Two bytes per character below 0x80; what is above belongs to the other half. */
    private static String decodeBySign(byte[] raw, int from, int to, CodeSet g0, CodeSet g1) {
        StringBuilder text = new StringBuilder();
        for (int start = from, end; start < to; start = end) {
            end = start + 1;
            while (end < to && raw[end] < 0 == raw[start] < 0) {
                end++;
            }
            text.append((raw[start] < 0 ? g1 : g0).decode(raw, start, end));
        }
        return text.toString();
    }

    /** Where the sets of the beginning hold again (PS3.5 section 6.1.2.5.3). */
    private static boolean endsExtension(int b, VR vr, boolean inDoubleBytes) {
        return switch (b) {
            case '\r', '\n', '\f', '\t' -> true;
            case '\\' -> !inDoubleBytes && vr.isMultiValued();
            case '^', '=' -> !inDoubleBytes && vr == VR.PN;
            default -> false;
        };
    }

    // ---- encoding

    /** The bytes of a text, not padded; what cannot be expressed becomes a question mark. */
    public byte[] encode(String text, VR vr) {
        if (isAscii(text)) {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
        return extensions.isEmpty() ? text.getBytes(first.charset()) : encodeExtended(text, vr);
    }

    private byte[] encodeExtended(String text, VR vr) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 2);
        CodeSet initially = first == CodeSet.KATAKANA ? CodeSet.ROMAJI : CodeSet.ASCII;
        CodeSet g0 = initially;
        CodeSet g1 = first;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            if (c < 0x80) {
                if (g0.width() == 2) {
                    escape(out, initially);
                    g0 = initially;
                }
                out.write(c);
                g1 = endsExtension(c, vr, false) ? first : g1;
                continue;
            }
            String character = text.substring(i, text.offsetByCodePoints(i, 1));
            CodeSet set = setFor(character, g0, g1);
            if (set == null) {
                out.write('?');
                continue;
            }
            if (set != g0 && set != g1) {
                escape(out, set);
                g0 = set.element() == CodeSet.Element.G0 ? set : g0;
                g1 = set.element() == CodeSet.Element.G1 ? set : g1;
            }
            out.writeBytes(set.encode(character));
        }
        if (g0.width() == 2) {
            escape(out, initially);
        }
        return out.toByteArray();
    }

    private CodeSet setFor(String character, CodeSet g0, CodeSet g1) {
        if (g0.encode(character) != null) {
            return g0;
        }
        if (g1.encode(character) != null) {
            return g1;
        }
        for (CodeSet set : extensions) {
            if (set.encode(character) != null) {
                return set;
            }
        }
        return null;
    }

    private static void escape(ByteArrayOutputStream out, CodeSet set) {
        out.write(ESC);
        out.writeBytes(set.escape().getBytes(StandardCharsets.US_ASCII));
    }

    /** Nothing of this text would become a question mark. */
    public boolean canEncode(String text, VR vr) {
        if (isAscii(text)) {
            return true;
        }
        if (extensions.isEmpty()) {
            return first.charset().newEncoder().canEncode(text);
        }
        return text.codePoints()
                .allMatch(c -> c < 0x80 || setFor(Character.toString(c), CodeSet.ASCII, CodeSet.ASCII) != null);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpecificCharset that && Arrays.equals(terms, that.terms);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(terms);
    }
}
