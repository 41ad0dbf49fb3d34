package org.yilian.dicom;

/**
 * A value of VR PN: up to three writings of one name, each of five components.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/sect_6.2.html#sect_6.2.1">PS3.5 section 6.2.1</a>
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {

    /** One writing of the name; components that are absent are empty, never null. */
    public record Group(String family, String given, String middle, String prefix, String suffix) {
        public static final Group EMPTY = new Group("", "", "", "", "");

        public boolean isEmpty() {
            return equals(EMPTY);
        }

        /** Components parted by {@code ^}, without empty ones at the end. */
        @Override
        public String toString() {
            String all = family + '^' + given + '^' + middle + '^' + prefix + '^' + suffix;
            return withoutTrailing(all, '^');
        }

        static Group parse(String text) {
            String[] parts = split(text, '^', 5);
            return new Group(parts[0], parts[1], parts[2], parts[3], parts[4]);
        }
    }

    /** A name in Latin letters, e.g. {@code of("Wang", "Xiaoming")}. */
    public static PersonName of(String family, String given) {
        return new PersonName(new Group(family, given, "", "", ""), Group.EMPTY, Group.EMPTY);
    }

    /** A name in Latin letters and in Han characters. */
    public static PersonName of(String family, String given, String hanFamily, String hanGiven) {
        return new PersonName(
                new Group(family, given, "", "", ""), new Group(hanFamily, hanGiven, "", "", ""), Group.EMPTY);
    }

    /** Reads {@code alphabetic=ideographic=phonetic}; what is beyond the fifth component or third group is dropped. */
    public static PersonName parse(String text) {
        String[] groups = split(text, '=', 3);
        return new PersonName(Group.parse(groups[0]), Group.parse(groups[1]), Group.parse(groups[2]));
    }

    public boolean isEmpty() {
        return alphabetic.isEmpty() && ideographic.isEmpty() && phonetic.isEmpty();
    }

    /** The value as it stands in an element. */
    @Override
    public String toString() {
        return withoutTrailing(alphabetic.toString() + '=' + ideographic + '=' + phonetic, '=');
    }

    private static String[] split(String text, char delimiter, int count) {
        String[] parts = new String[count];
        int from = 0;
        for (int i = 0; i < count; i++) {
            int to = from > text.length() ? -1 : text.indexOf(delimiter, from);
            String part = from > text.length() ? "" : text.substring(from, to < 0 ? text.length() : to);
            parts[i] = part.strip();
            from = to < 0 ? text.length() + 1 : to + 1;
        }
        return parts;
    }

    private static String withoutTrailing(String text, char delimiter) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == delimiter) {
            end--;
        }
        return text.substring(0, end);
    }
}
