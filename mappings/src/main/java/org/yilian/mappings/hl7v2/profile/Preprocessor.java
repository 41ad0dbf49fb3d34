package org.yilian.mappings.hl7v2.profile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Habits of hospital systems that no single field rule can mend, by name. */
public enum Preprocessor {
    /** Full-width digits and signs in OBX-5 of numbers and in OBX-7 become the plain ones. */
    FULL_WIDTH_DIGITS(Habits::fullWidthDigits),
    /** {@code 5.6 mmol/L} in OBX-5 of a number without OBX-6 becomes number and unit. */
    UNIT_IN_VALUE(Habits::unitInValue),
    /** {@code 5.6 ↑} in OBX-5 of a number without OBX-8 becomes number and flag. */
    FLAG_IN_VALUE(Habits::flagInValue),
    /** A field of PID, PV1 or NK1 that holds only a mark for "nothing" ({@code -}, {@code /}, {@code 无}, {@code NULL}) is empty. */
    EMPTY_MARKS(Habits::emptyMarks),
    /** A field that holds only zeros where a date would stand is empty. */
    ZERO_DATES(Habits::zeroDates);

    private final Consumer<Draft> habit;

    Preprocessor(Consumer<Draft> habit) {
        this.habit = habit;
    }

    void apply(Draft draft) {
        habit.accept(draft);
    }

    /** As a profile writes it: {@code unit-in-value}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What each one does. */
    private static final class Habits {
        private static final Place TYPE = Place.parse("OBX-2");
        private static final Place VALUE = Place.parse("OBX-5");
        private static final Place UNIT = Place.parse("OBX-6");
        private static final Place RANGE = Place.parse("OBX-7");
        private static final Place FLAG = Place.parse("OBX-8");
        private static final Set<String> NUMBERS = Set.of("NM", "SN", "");
        private static final Set<String> NOTHING =
                Set.of("-", "--", "/", "\\", "无", "NULL", "null", "N/A", "n/a", "None");
        private static final Set<String> PEOPLE = Set.of("PID", "PV1", "NK1");
        private static final Pattern WITH_UNIT =
                Pattern.compile("([<>≤≥]?=?\\s*-?\\d+(?:\\.\\d+)?)\\s*([^\\d\\s.,:/~^-][^~]{0,40})");
        private static final Pattern WITH_FLAG =
                Pattern.compile("([<>≤≥]?=?\\s*-?\\d+(?:\\.\\d+)?)\\s*(↑{1,2}|↓{1,2}|\\s[HL]{1,2})");
        private static final Pattern ZEROS = Pattern.compile("0{8}|0{12}|0{14}");

        static void fullWidthDigits(Draft draft) {
            for (Line line : draft.lines("OBX")) {
                if (NUMBERS.contains(line.get(TYPE))) {
                    draft.set(line, VALUE, plain(line.get(VALUE)));
                }
                draft.set(line, RANGE, plain(line.get(RANGE)));
            }
        }

        private static String plain(String text) {
            StringBuilder out = null;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= '０' && c <= '９' || "．－＋＜＞％".indexOf(c) >= 0) {
                    out = out == null ? new StringBuilder(text) : out;
                    out.setCharAt(i, (char) (c - 0xFEE0));
                }
            }
            return out == null ? text : out.toString();
        }

        static void unitInValue(Draft draft) {
            split(draft, WITH_UNIT, UNIT);
        }

        static void flagInValue(Draft draft) {
            split(draft, WITH_FLAG, FLAG);
        }

        private static void split(Draft draft, Pattern form, Place rest) {
            for (Line line : draft.lines("OBX")) {
                String value = line.get(VALUE);
                if (value.length() > 80
                        || !NUMBERS.contains(line.get(TYPE))
                        || !line.get(rest).isEmpty()) {
                    continue;
                }
                Matcher parts = form.matcher(value.strip());
                if (parts.matches()) {
                    line.set(VALUE, parts.group(1));
                    draft.set(line, rest, parts.group(2).strip());
                    draft.origin(line, rest, VALUE);
                }
            }
        }

        static void emptyMarks(Draft draft) {
            for (Line line : draft.lines()) {
                if (PEOPLE.contains(line.name())) {
                    emptyWhere(draft, line, NOTHING::contains);
                }
            }
        }

        static void zeroDates(Draft draft) {
            for (Line line : draft.lines()) {
                if (!line.name().equals("MSH")) {
                    emptyWhere(draft, line, text -> text.startsWith("00000000") && ZEROS.matches(text));
                }
            }
        }

        private static void emptyWhere(Draft draft, Line line, java.util.function.Predicate<String> nothing) {
            for (int n = 1; n <= line.lastField(); n++) {
                Place place = new Place(line.name(), n, 0, 0, 0);
                if (nothing.test(line.get(place).strip())) {
                    draft.set(line, place, "");
                }
            }
        }
    }
}
