package org.yilian.hl7v2;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of character sets in MSH-18 (HL7 table 0211), the wrong names seen in the field included, and which
 * character set a message is really in.
 */
public final class CharacterSets {

    /** The national character set of China; a superset of GBK and GB 2312. */
    public static final Charset GB18030 = Charset.forName("GB18030");

    private static final Map<String, Charset> BY_NAME = Map.ofEntries(
            Map.entry("ASCII", StandardCharsets.US_ASCII),
            Map.entry("USASCII", StandardCharsets.US_ASCII),
            Map.entry("ISOIR6", StandardCharsets.US_ASCII),
            Map.entry("UNICODE", StandardCharsets.UTF_8),
            Map.entry("UNICODEUTF8", StandardCharsets.UTF_8),
            Map.entry("UTF8", StandardCharsets.UTF_8),
            Map.entry("ISOIR192", StandardCharsets.UTF_8),
            Map.entry("GB18030", GB18030),
            Map.entry("GB180302000", GB18030),
            Map.entry("GB180302005", GB18030),
            Map.entry("GBK", GB18030),
            Map.entry("GB2312", GB18030),
            Map.entry("GB23121980", GB18030),
            Map.entry("EUCCN", GB18030),
            Map.entry("CP936", GB18030),
            Map.entry("MS936", GB18030),
            Map.entry("936", GB18030),
            Map.entry("ISOIR58", GB18030),
            Map.entry("BIG5", named("Big5", GB18030)),
            Map.entry("CNS116431992", named("EUC-TW", GB18030)),
            Map.entry("KSX1001", named("EUC-KR", StandardCharsets.UTF_8)),
            Map.entry("ISOIR149", named("EUC-KR", StandardCharsets.UTF_8)),
            Map.entry("ISOIR14", named("ISO-2022-JP", StandardCharsets.UTF_8)),
            Map.entry("ISOIR87", named("ISO-2022-JP", StandardCharsets.UTF_8)),
            Map.entry("ISOIR159", named("ISO-2022-JP", StandardCharsets.UTF_8)));

    private static final Pattern LATIN = Pattern.compile("(ISO)?8859(1|2|3|4|5|6|7|8|9|13|15)");

    private CharacterSets() {}

    /**
     * The character set a name in MSH-18 means (its first repetition counts); empty for an empty or unknown name.
     * Case, blanks and punctuation do not matter: {@code UNICODE UTF-8}, {@code utf8} and {@code UTF-8} are one.
     */
    public static Optional<Charset> named(String msh18) {
        String name = msh18.strip();
        int repetition = name.indexOf('~');
        if (repetition >= 0) {
            name = name.substring(0, repetition);
        }
        String key = lettersAndDigits(name);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Charset known = BY_NAME.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (LATIN.matcher(key).matches()) {
            String part = key.substring(key.indexOf("8859") + 4);
            return Optional.of(named("ISO-8859-" + part, StandardCharsets.ISO_8859_1));
        }
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    private static String lettersAndDigits(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                key.append(c);
            } else if (c >= 'a' && c <= 'z') {
                key.append((char) (c - 'a' + 'A'));
            }
        }
        return key.toString();
    }

    /**
     * The character set a message is in: the declared one if the bytes are possible in it, else UTF-8 if they are
     * possible in that, else the sender's default. A label is a claim, the bytes are the fact.
     */
    public static Charset of(byte[] message, String msh18, Charset senderDefault) {
        Optional<Charset> declared = named(msh18);
        if (declared.isPresent() && decode(message, declared.get()) != null) {
            return declared.get();
        }
        return decode(message, StandardCharsets.UTF_8) != null ? StandardCharsets.UTF_8 : senderDefault;
    }

    /** The text, or null if the bytes are not possible in this character set. */
    static String decode(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notInThis) {
            return null;
        }
    }

    private static Charset named(String java, Charset otherwise) {
        return Charset.isSupported(java) ? Charset.forName(java) : otherwise;
    }
}
