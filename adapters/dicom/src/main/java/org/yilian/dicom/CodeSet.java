package org.yilian.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One character set of PS3.3 tables C.12-2 to C.12-5: its number in the ISO register, how Java calls it and which escape
 * sequence brings it in.
 *
 * @param escape what follows ESC, in ASCII; empty for sets that know no code extensions
 * @param element which half of the code it takes: G0 below 0x80, G1 above
 * @param width bytes per character
 */
record CodeSet(int register, Charset charset, String escape, Element element, int width) {

    enum Element {
        G0,
        G1,
        /** Takes the whole code; nothing else may be used beside it. */
        ALL
    }

    private static final Map<String, CodeSet> BY_TERM = new TreeMap<>();

    static final CodeSet ASCII = single(6, "US-ASCII", "(B", Element.G0);
    static final CodeSet ROMAJI = new CodeSet(14, StandardCharsets.US_ASCII, "(J", Element.G0, 1);
    static final CodeSet LATIN_1 = single(100, "ISO-8859-1", "-A", Element.G1);
    static final CodeSet KATAKANA = single(13, "JIS_X0201", ")I", Element.G1);
    static final CodeSet JIS_0208 = doubled(87, "EUC-JP", "$B", Element.G0);
    static final CodeSet JIS_0212 = doubled(159, "EUC-JP", "$(D", Element.G0);
    static final CodeSet UTF_8 = whole("ISOIR192", StandardCharsets.UTF_8);
    static final CodeSet GB_18030 = whole("GB18030", Charset.forName("GB18030"));
    static final CodeSet GBK = whole("GBK", Charset.forName("GBK"));

    static {
        single(101, "ISO-8859-2", "-B", Element.G1);
        single(109, "ISO-8859-3", "-C", Element.G1);
        single(110, "ISO-8859-4", "-D", Element.G1);
        single(144, "ISO-8859-5", "-L", Element.G1);
        single(127, "ISO-8859-6", "-G", Element.G1);
        single(126, "ISO-8859-7", "-F", Element.G1);
        single(138, "ISO-8859-8", "-H", Element.G1);
        single(148, "ISO-8859-9", "-M", Element.G1);
        single(203, "ISO-8859-15", "-b", Element.G1);
        single(166, "TIS-620", "-T", Element.G1);
        doubled(149, "EUC-KR", "$)C", Element.G1);
        doubled(58, "GB2312", "$)A", Element.G1);
        // Seen in the field, named by nobody.
        BY_TERM.put("UTF8", UTF_8);
        BY_TERM.put("GB2312", GBK);
        BY_TERM.put("ISO88591", LATIN_1);
    }

    private static CodeSet single(int register, String charset, String escape, Element element) {
        return put(new CodeSet(register, Charset.forName(charset), escape, element, 1));
    }

    private static CodeSet doubled(int register, String charset, String escape, Element element) {
        return put(new CodeSet(register, Charset.forName(charset), escape, element, 2));
    }

    private static CodeSet put(CodeSet set) {
        BY_TERM.put("ISOIR" + set.register, set);
        BY_TERM.put("ISO2022IR" + set.register, set);
        return set;
    }

    private static CodeSet whole(String term, Charset charset) {
        CodeSet set = new CodeSet(0, charset, "", Element.ALL, 0);
        BY_TERM.put(term, set);
        return set;
    }

    /** The set of a defined term, however its spaces, underscores and hyphens are written; null for an unknown one. */
    static CodeSet of(String term) {
        if (term.isEmpty()) {
            return ASCII;
        }
        StringBuilder plain = new StringBuilder(term.length());
        for (char c : term.toUpperCase(Locale.ROOT).toCharArray()) {
            if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                plain.append(c);
            }
        }
        return BY_TERM.get(plain.toString());
    }

    /** The set that these bytes, behind an ESC, bring in; null when they are no escape sequence we know. */
    static CodeSet ofEscape(byte[] raw, int from) {
        for (CodeSet set : BY_TERM.values()) {
            if (!set.escape.isEmpty() && startsWith(raw, from, set.escape)) {
                return set;
            }
        }
        if (startsWith(raw, from, ROMAJI.escape)) {
            return ROMAJI;
        }
        return startsWith(raw, from, "$@") ? JIS_0208 : null; // the edition of 1978
    }

    private static boolean startsWith(byte[] raw, int from, String escape) {
        if (raw.length - from < escape.length()) {
            return false;
        }
        for (int i = 0; i < escape.length(); i++) {
            if (raw[from + i] != escape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Decodes bytes of this set alone, G0 sets of two bytes without the high bits they have in EUC. */
    String decode(byte[] raw, int from, int to) {
        if (element != Element.G0 || width == 1) {
            return new String(raw, from, to - from, charset);
        }
        boolean third = this == JIS_0212;
        byte[] euc = new byte[(to - from) * 2];
        int length = 0;
        for (int i = from; i < to; i++) {
            boolean graphic = (raw[i] & 0x7F) > 0x20;
            if (third && graphic && i + 1 < to) {
                euc[length++] = (byte) 0x8F;
            }
            euc[length++] = (byte) (graphic ? raw[i] | 0x80 : raw[i]);
            if (graphic && i + 1 < to) {
                euc[length++] = (byte) (raw[++i] | 0x80);
            }
        }
        return new String(euc, 0, length, charset);
    }

    /** The bytes of one character, or null when this set does not have it. */
    byte[] encode(String character) {
        if (!charset.newEncoder().canEncode(character)) {
            return null;
        }
        byte[] bytes = character.getBytes(charset);
        if (element == Element.ALL) {
            return bytes;
        }
        boolean third = bytes.length == 3 && bytes[0] == (byte) 0x8F;
        int wanted = this == JIS_0212 ? 3 : width;
        if (bytes.length != wanted || third != (this == JIS_0212) || element == Element.G1 && bytes[0] >= 0) {
            return null;
        }
        if (element == Element.G0 && width == 2) {
            boolean kana = bytes[0] == (byte) 0x8E; // half width, belongs to register 13
            byte[] low = {(byte) (bytes[wanted - 2] & 0x7F), (byte) (bytes[wanted - 1] & 0x7F)};
            return kana ? null : low;
        }
        return bytes;
    }
}
