package org.yilian.mappings.hl7v2;

/**
 * The separators one message declares in MSH-1 and MSH-2 (HL7 v2.8 section 2.5.4). Those that MSH-2 leaves out have
 * their recommended values.
 *
 * @param truncation the fifth encoding character (since v2.7), 0 when not declared
 */
public record Delimiters(char field, char component, char repetition, char escape, char subcomponent, char truncation) {

    /** {@code |^~\&}, as the standard recommends. */
    public static final Delimiters RECOMMENDED = new Delimiters('|', '^', '~', '\\', '&', (char) 0);

    /** Reads them from a text that begins with {@code MSH}. */
    static Delimiters of(String text) {
        if (text.length() < 5) {
            throw new MalformedMessage(MalformedMessage.Reason.NO_DELIMITERS);
        }
        char field = text.charAt(3);
        int end = 4;
        while (end < text.length() && end < 9 && text.charAt(end) != field && text.charAt(end) > ' ') {
            end++;
        }
        String encoding = text.substring(4, end);
        if (Character.isLetterOrDigit(field) || field < ' ' || encoding.isEmpty() || !distinct(field + encoding)) {
            throw new MalformedMessage(MalformedMessage.Reason.NO_DELIMITERS);
        }
        return new Delimiters(
                field,
                encoding.charAt(0),
                at(encoding, 1, '~'),
                at(encoding, 2, '\\'),
                at(encoding, 3, '&'),
                at(encoding, 4, (char) 0));
    }

    private static char at(String encoding, int index, char otherwise) {
        return index < encoding.length() ? encoding.charAt(index) : otherwise;
    }

    private static boolean distinct(String all) {
        return all.chars().distinct().count() == all.length() && all.chars().noneMatch(Character::isLetterOrDigit);
    }
}
