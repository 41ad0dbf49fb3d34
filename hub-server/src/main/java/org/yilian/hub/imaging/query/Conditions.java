package org.yilian.hub.imaging.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One attribute and the value asked for, as a condition. */
final class Conditions {
    private static final int MAX_LIST = 1_000;
    private static final Pattern UIDS = Pattern.compile("[0-9.]{1,64}([\\\\,][0-9.]{1,64})*");
    private static final Pattern DATES = Pattern.compile("(\\d{8})?(-)?(\\d{8})?");
    private static final Pattern TIMES = Pattern.compile("(\\d{2,6}(?:\\.\\d{1,6})?)?(-)?(\\d{2,6}(?:\\.\\d{1,6})?)?");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,9}");
    private static final String LATEST = "235959.999999";

    private Conditions() {}

    /**
     * @param value as sent, decoded; never empty
     * @param fuzzy whether names also match by the beginnings of their words
     * @throws BadQuery when the value is not of the form the key has
     */
    static Condition of(Key key, String value, boolean fuzzy) {
        return switch (key.matching) {
            case UID -> uids(key, value);
            case TEXT -> text(key.column, value);
            case NAME -> key == Key.PatientName ? patientName(value, fuzzy) : name(key.column, value, fuzzy);
            case DATE -> range(key, DATES, value.replace(".", ""), "");
            case TIME -> range(key, TIMES, value.replace(":", ""), LATEST);
            case NUMBER -> number(key, value);
            case ANY_OF -> anyOf(key, value);
        };
    }

    private static Condition uids(Key key, String value) {
        if (!UIDS.matcher(value).matches()) {
            throw BadQuery.value(key.name());
        }
        List<String> list = Arrays.asList(value.split("[\\\\,]"));
        if (list.size() > MAX_LIST) {
            throw BadQuery.value(key.name());
        }
        return Condition.in(key.column, list);
    }

    private static Condition text(String column, String value) {
        String[] values = value.split("\\\\");
        if (values.length > 1) {
            return Condition.any(Arrays.stream(values)
                    .limit(MAX_LIST)
                    .map(each -> text(column, each))
                    .toList());
        }
        return hasWildcard(value)
                ? Condition.of(column + " like ? escape '!'", pattern(value))
                : Condition.of(column + " = ?", value);
    }

    private static Condition anyOf(Key key, String value) {
        List<String> values = Arrays.stream(value.split("[\\\\,]"))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .limit(MAX_LIST)
                .toList();
        Condition like = Condition.any(values.stream()
                .map(each -> Condition.of(key.column + " like ? escape '!'", "%\\" + pattern(each) + "\\%"))
                .toList());
        return new Condition(like.sql(), like.arguments(), new Condition.OneOf(key.column, values));
    }

    private static Condition number(Key key, String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw BadQuery.value(key.name());
        }
        return Condition.of(key.column + " = ?", Integer.valueOf(value));
    }

    private static Condition range(Key key, Pattern form, String value, String latest) {
        var parts = form.matcher(value);
        if (!parts.matches() || value.equals("-")) {
            throw BadQuery.value(key.name());
        }
        String from = parts.group(1);
        String to = parts.group(3);
        if (parts.group(2) == null) {
            return latest.isEmpty()
                    ? Condition.of(key.column + " = ?", from)
                    : Condition.of(key.column + " >= ? and " + key.column + " <= ?", from, upTo(from, latest));
        }
        List<Condition> bounds = new ArrayList<>(2);
        if (from != null) {
            bounds.add(Condition.of(key.column + " >= ?", from));
        }
        if (to != null) {
            bounds.add(Condition.of(key.column + " <= ?", upTo(to, latest)));
        }
        return Condition.all(bounds);
    }

    /** A time of lower precision stands for its whole minute or hour. */
    private static String upTo(String value, String latest) {
        return value.length() < latest.length() ? value + latest.substring(value.length()) : value;
    }

    private static Condition patientName(String value, boolean fuzzy) {
        String[] columns = {"st.name_alphabetic", "st.name_ideographic", "st.name_phonetic"};
        String[] groups = value.split("=", 3);
        if (groups.length > 1) {
            List<Condition> all = new ArrayList<>();
            for (int i = 0; i < groups.length; i++) {
                if (!groups[i].isBlank()) {
                    all.add(name(columns[i], groups[i], fuzzy));
                }
            }
            if (all.isEmpty()) {
                throw BadQuery.value(Key.PatientName.name());
            }
            return Condition.all(all);
        }
        return Condition.any(
                Arrays.stream(columns).map(column -> name(column, value, fuzzy)).toList());
    }

    private static Condition name(String column, String value, boolean fuzzy) {
        String wanted = value.strip().toUpperCase(Locale.ROOT);
        if (fuzzy) {
            List<Condition> words = new ArrayList<>();
            for (String word : wanted.split("[\\s^,*]+")) {
                if (!word.isEmpty()) {
                    String start = pattern(word) + "%";
                    words.add(Condition.of(
                            column + " like ? escape '!' or " + column + " like ? escape '!' or " + column
                                    + " like ? escape '!'",
                            start,
                            "%^" + start,
                            "% " + start));
                }
            }
            return words.isEmpty() ? Condition.of("1 = 1") : Condition.all(words);
        }
        String trimmed = wanted.replaceAll("\\^+$", "");
        return hasWildcard(trimmed)
                ? Condition.of(column + " like ? escape '!'", pattern(trimmed))
                : Condition.of(column + " = ?", trimmed);
    }

    private static boolean hasWildcard(String value) {
        return value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    }

    private static String pattern(String value) {
        StringBuilder like = new StringBuilder(value.length() + 4);
        for (char c : value.toCharArray()) {
            switch (c) {
                case '*' -> like.append('%');
                case '?' -> like.append('_');
                case '%', '_', '!' -> like.append('!').append(c);
                default -> like.append(c);
            }
        }
        return like.toString();
    }
}
