package org.yilian.mappings.hl7v2;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Character sets switched to inside a field (HL7 v2.8 section 2.7.3): {@code \\Cxxyy\\} for sets of single bytes,
 * {@code \\Mxxyyzz\\} for sets of several, the figures being those of the ISO 2022 escape sequence without its ESC. What
 * follows a set of several bytes is written in seven bits until the next switch. An unknown set stays as it was sent.
 */
final class CharacterSetEscapes {
    private static final Charset EUC_JP = Charset.forName("EUC-JP");
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Sets of two bytes by their figures; eight-bit forms of the same sets decode them. */
    private static final Map<String, Charset> SEVERAL = Map.of(
            "2440", EUC_JP,
            "2442", EUC_JP,
            "242842", EUC_JP,
            "242841", GB18030,
            "242941", GB18030,
            "2441", GB18030,
            "242843", Charset.forName("EUC-KR"),
            "242943", Charset.forName("EUC-KR"));

    private CharacterSetEscapes() {}

    /**
     * Takes over the sequence between {@code from} and {@code close} with the text it governs.
     *
     * @return where to go on; -1 when this is none of these sequences
     */
    static int append(StringBuilder out, String text, int from, int close, int to, char escape) {
        int length = close - from;
        boolean single = length == 5 && text.charAt(from) == 'C';
        boolean several = (length == 5 || length == 7) && text.charAt(from) == 'M';
        if (single) {
            String figures = text.substring(from + 1, close);
            return figures.equals("2842") || figures.equals("284A") || figures.equals("2D41") ? close + 1 : -1;
        }
        Charset set = several ? SEVERAL.get(text.substring(from + 1, close)) : null;
        if (set == null) {
            return -1;
        }
        int end = text.indexOf(escape, close + 1);
        end = end < 0 || end > to ? to : end;
        byte[] bytes = text.substring(close + 1, end).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] <= ' ') {
                return -1; // not what the sequence promises
            }
            bytes[i] |= (byte) 0x80;
        }
        out.append(new String(bytes, set));
        return end;
    }
}
