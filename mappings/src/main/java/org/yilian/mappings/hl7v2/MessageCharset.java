package org.yilian.mappings.hl7v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yilian.mappings.Remark;

/**
 * Which character set a message is really in: byte order mark, then MSH-18 (HL7 table 0211 and the wrong names seen in
 * the wild), tested against the bytes, else UTF-8 when the bytes can be nothing else, else what the sender uses.
 *
 * @param charset the one to decode with
 * @param remarks CHARSET_CONTRADICTED, CHARSET_UNKNOWN or TEXT_DAMAGED at MSH-18, or nothing
 */
public record MessageCharset(Charset charset, List<Remark> remarks) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String PLACE = "MSH-18";
    private static final byte ESC = 0x1B;

    /** Names by their letters and figures, in upper case. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ASCII", "US-ASCII"),
            Map.entry("USASCII", "US-ASCII"),
            Map.entry("UNICODEUTF8", "UTF-8"),
            Map.entry("UTF8", "UTF-8"),
            Map.entry("UNICODE", "UTF-8"),
            Map.entry("UNICODEUTF16", "UTF-16"),
            Map.entry("UNICODEUTF32", "UTF-32"),
            Map.entry("GB180302000", "GB18030"),
            Map.entry("GB180302005", "GB18030"),
            Map.entry("GB180302022", "GB18030"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("GBK", "GB18030"),
            Map.entry("CP936", "GB18030"),
            Map.entry("MS936", "GB18030"),
            Map.entry("GB2312", "GB18030"),
            Map.entry("GB23121980", "GB18030"),
            Map.entry("GB231280", "GB18030"),
            Map.entry("936", "GB18030"),
            Map.entry("ISOIR58", "GB18030"),
            Map.entry("ISOIR149", "EUC-KR"),
            Map.entry("ISOIR192", "UTF-8"),
            Map.entry("UNICODEUTF", "UTF-8"),
            Map.entry("UTF16", "UTF-16"),
            Map.entry("UTF32", "UTF-32"),
            Map.entry("EUCCN", "GB18030"),
            Map.entry("BIG5", "Big5"),
            Map.entry("CNS116431992", "x-EUC-TW"),
            Map.entry("KSX1001", "EUC-KR"),
            Map.entry("ISOIR6", "US-ASCII"),
            Map.entry("ISOIR14", "Shift_JIS"),
            Map.entry("ISOIR87", "ISO-2022-JP"),
            Map.entry("ISOIR159", "ISO-2022-JP"));

    /** Looks at the bytes of a message without MLLP frame. */
    public static MessageCharset detect(byte[] raw, Charset senderDefault) {
        Charset marked = byteOrderMark(raw);
        if (marked == null && raw.length > 3 && raw[0] == 'M' && raw[1] == 0) {
            marked = StandardCharsets.UTF_16LE;
        } else if (marked == null && raw.length > 3 && raw[0] == 0 && raw[1] == 'M') {
            marked = StandardCharsets.UTF_16BE;
        }
        if (marked != null) {
            String name = declared(decode(raw, marked), false);
            boolean agrees = name == null || family(named(name)).equals(family(marked));
            return found(marked, agrees ? null : RemarkCode.CHARSET_CONTRADICTED);
        }
        boolean ascii = isAscii(raw);
        boolean utf8 = ascii || Utf8.isValid(raw);
        String header = new String(raw, 0, endOfLine(raw), utf8 ? StandardCharsets.UTF_8 : senderDefault);
        String name = declared(header, hasEscape(raw));
        Charset declared = name == null ? null : named(name);
        if (declared != null && family(declared).startsWith("UTF-") && !declared.equals(StandardCharsets.UTF_8)) {
            return found(utf8 ? StandardCharsets.UTF_8 : likely(raw, senderDefault), RemarkCode.CHARSET_CONTRADICTED);
        }
        if (ascii) {
            return found(
                    declared == null ? senderDefault : declared,
                    name != null && declared == null ? RemarkCode.CHARSET_UNKNOWN : null);
        }
        return test(raw, senderDefault, utf8, name, declared);
    }

    /** The text without its byte order mark; bytes that are no text become U+FFFD. */
    static String decode(byte[] raw, Charset charset) {
        int mark = 0;
        if (byteOrderMark(raw) != null && family(byteOrderMark(raw)).equals(family(charset))) {
            mark = charset.equals(StandardCharsets.UTF_8) ? 3 : 2;
        }
        return new String(raw, mark, raw.length - mark, charset);
    }

    private static MessageCharset test(byte[] raw, Charset senderDefault, boolean utf8, String name, Charset declared) {
        boolean surelyUtf8 = utf8 && (hasLongSequence(raw) || !isChinese(senderDefault) && !isChinese(declared));
        if (declared == null) {
            RemarkCode remark = name == null ? null : RemarkCode.CHARSET_UNKNOWN;
            return found(surelyUtf8 ? StandardCharsets.UTF_8 : likely(raw, senderDefault), remark);
        }
        boolean wrong;
        if (declared.equals(StandardCharsets.UTF_8)) {
            wrong = !utf8;
        } else if (declared.equals(StandardCharsets.US_ASCII)) {
            wrong = true;
        } else if (declared.name().startsWith("ISO-8859") || declared.name().startsWith("windows-12")) {
            // Any bytes are Latin text. It is a wrong label where the bytes are UTF-8 or the sender is known to be
            // Chinese.
            wrong = utf8 || isChinese(senderDefault) && decodes(raw, GB18030);
        } else {
            wrong = surelyUtf8 || !decodes(raw, declared);
        }
        if (!wrong) {
            return found(declared, null);
        }
        if (!utf8 && !decodes(raw, likely(raw, senderDefault)) && !declared.equals(StandardCharsets.US_ASCII)) {
            return found(declared, RemarkCode.TEXT_DAMAGED); // nothing fits better than what was declared
        }
        return found(utf8 ? StandardCharsets.UTF_8 : likely(raw, senderDefault), RemarkCode.CHARSET_CONTRADICTED);
    }

    /** For bytes that are not UTF-8: the sender's own, unless that is UTF-8 and the bytes are good GB18030. */
    private static Charset likely(byte[] raw, Charset senderDefault) {
        boolean impossible = senderDefault.equals(StandardCharsets.UTF_8) || !decodes(raw, senderDefault);
        return impossible && decodes(raw, GB18030) ? GB18030 : senderDefault;
    }

    private static MessageCharset found(Charset charset, RemarkCode remark) {
        return new MessageCharset(charset, remark == null ? List.of() : List.of(remark.at(PLACE)));
    }

    private static Charset byteOrderMark(byte[] raw) {
        if (raw.length >= 3 && (raw[0] & 0xFF) == 0xEF && (raw[1] & 0xFF) == 0xBB && (raw[2] & 0xFF) == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (raw.length >= 2 && (raw[0] & 0xFF) == 0xFF && (raw[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (raw.length >= 2 && (raw[0] & 0xFF) == 0xFE && (raw[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return null;
    }

    /**
     * The name in MSH-18 that counts, null when there is none: the first, as an empty first one means ASCII, of which every
     * set named after it is an extension; but where the text switches sets by ISO 2022, the one that is about switching.
     */
    private static String declared(String text, boolean switches) {
        String field = msh18(text);
        if (field.isEmpty() || field.equals("\"\"")) {
            return null;
        }
        char repetition = text.charAt(text.indexOf("MSH") + 5);
        if (field.indexOf(repetition) < 0) {
            return field;
        }
        String first = null;
        for (String name : field.split(Pattern.quote(String.valueOf(repetition)))) {
            String plain = name.strip();
            Charset known = plain.isEmpty() ? null : named(plain);
            if (switches && known != null && known.name().startsWith("ISO-2022")) {
                return plain;
            }
            first = first == null && !plain.isEmpty() ? plain : first;
        }
        return first;
    }

    private static String msh18(String text) {
        int msh = text.indexOf("MSH");
        if (msh < 0 || text.length() < msh + 8) {
            return "";
        }
        char field = text.charAt(msh + 3);
        int at = msh + 3;
        for (int n = 1; n < 17; n++) {
            at = text.indexOf(field, at + 1);
            if (at < 0) {
                return "";
            }
        }
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != field && text.charAt(end) >= ' ') {
            end++;
        }
        return text.substring(at + 1, end).strip();
    }

    private static Charset named(String name) {
        String plain = plain(name);
        int part = plain.startsWith("8859") ? 4 : plain.startsWith("ISO8859") ? 7 : -1;
        String known = NAMES.getOrDefault(plain, part > 0 ? "ISO-8859-" + plain.substring(part) : name);
        try {
            return Charset.forName(known);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }

    /** Letters and figures, in upper case. */
    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'a' && c <= 'z') {
                plain.append((char) (c - 'a' + 'A'));
            } else if (c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static String family(Charset charset) {
        return charset == null ? "" : charset.name().startsWith("UTF-16") ? "UTF-16" : charset.name();
    }

    private static boolean isChinese(Charset charset) {
        return charset != null
                && (charset.name().startsWith("GB") || charset.name().equals("Big5"));
    }

    private static int endOfLine(byte[] raw) {
        int i = 0;
        while (i < raw.length && (raw[i] != '\r' && raw[i] != '\n' || i < 4)) {
            i++;
        }
        return i;
    }

    private static boolean hasEscape(byte[] raw) {
        for (byte b : raw) {
            if (b == ESC) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAscii(byte[] raw) {
        for (byte b : raw) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a sequence of three or four bytes occurs: GB18030 text hardly ever looks like those, but like pairs it does. */
    private static boolean hasLongSequence(byte[] raw) {
        for (byte b : raw) {
            if ((b & 0xE0) == 0xE0) {
                return true;
            }
        }
        return false;
    }

    private static boolean decodes(byte[] raw, Charset charset) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(raw));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
