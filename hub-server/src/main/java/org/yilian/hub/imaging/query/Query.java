package org.yilian.hub.imaging.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yilian.dicom.Dictionary;
import org.yilian.dicom.Tag;

/**
 * A search, parsed.
 *
 * @param conditions all must hold
 * @param keys tags asked for by value; they are returned as well
 * @param include tags asked for beyond the default ones
 * @param includeAll {@code includefield=all}
 * @param person number of a person of the region, null when not asked by person
 * @param limit answers at most, already bounded
 */
public record Query(
        Level level,
        List<Condition> conditions,
        Set<Integer> keys,
        Set<Integer> include,
        boolean includeAll,
        Long person,
        int limit,
        long offset) {

    /** Answers without a limit asked for, and answers at most: more is asked for page by page. */
    public static final int DEFAULT_LIMIT = 1_000;

    public static final int MAX_LIMIT = 5_000;

    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final int NOT_AN_ATTRIBUTE = 0;

    /**
     * Reads the parameters of a QIDO-RS request.
     *
     * @param fixed conditions that the path gives
     * @param parameters decoded query parameters
     * @throws BadQuery when a parameter cannot be understood; unknown parameters that name no attribute are ignored
     */
    public static Query parse(Level level, List<Condition> fixed, Map<String, String[]> parameters) {
        boolean fuzzy = parameters.containsKey("fuzzymatching")
                && "true".equalsIgnoreCase(parameters.get("fuzzymatching")[0]);
        List<Condition> conditions = new ArrayList<>(fixed);
        Set<Integer> keys = new HashSet<>();
        Set<Integer> include = new HashSet<>();
        boolean all = false;
        Long person = null;
        int limit = DEFAULT_LIMIT;
        long offset = 0;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            String[] values = parameter.getValue();
            switch (name) {
                case "fuzzymatching" -> {}
                case "limit" -> limit = (int) Math.min(MAX_LIMIT, number(name, values[0]));
                case "offset" -> offset = number(name, values[0]);
                case "person" -> person = number(name, values[0]);
                case "includefield" -> {
                    for (String value : values) {
                        for (String field : value.split(",")) {
                            all |= "all".equalsIgnoreCase(field.strip());
                            int tag = tagOf(field.strip());
                            if (tag != NOT_AN_ATTRIBUTE) {
                                include.add(tag);
                            }
                        }
                    }
                }
                default -> {
                    int tag = tagOf(name);
                    if (tag == NOT_AN_ATTRIBUTE) {
                        continue;
                    }
                    keys.add(tag);
                    Key key = Key.of(tag);
                    String value = String.join("\\", values).strip();
                    if (value.isEmpty() || value.equals("*")) {
                        continue;
                    }
                    if (key == null || key.level.compareTo(level) > 0) {
                        throw BadQuery.unsupported(Dictionary.keywordOf(tag));
                    }
                    conditions.add(Conditions.of(key, value, fuzzy));
                }
            }
        }
        return new Query(level, conditions, keys, include, all, person, limit, offset);
    }

    /**
     * A condition of a door's own.
     *
     * @param sql with a {@code ?} per argument; {@code st}, {@code se} and {@code i} name study, series and instance
     */
    public static Condition where(String sql, List<Object> arguments) {
        return new Condition(sql, arguments);
    }

    /** Whether the index can match on this attribute when answers of this level are asked for. */
    public static boolean matches(Level level, int tag) {
        Key key = Key.of(tag);
        return key != null && key.level.compareTo(level) <= 0;
    }

    /** Keywords of the attributes that the index can match on when answers of this level are asked for. */
    public static List<String> keywords(Level level) {
        return Arrays.stream(Key.values())
                .filter(key -> key.level.compareTo(level) <= 0)
                .map(Key::name)
                .toList();
    }

    /** This query with one more condition. */
    public Query and(Condition condition) {
        List<Condition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new Query(level, more, keys, include, includeAll, person, limit, offset);
    }

    /** Conditions that a path gives by UID. */
    public static Condition study(String uid) {
        return Condition.of("st.study_uid = ?", uid);
    }

    /** Studies of this day or later, a day as DICOM writes it. */
    public static Condition since(String day) {
        return Condition.of("st.study_date >= ?", day);
    }

    /** Studies that have a series of this modality. */
    public static Condition modality(String name) {
        return Conditions.of(Key.ModalitiesInStudy, name, false);
    }

    public static Condition series(String uid) {
        return Condition.of("se.series_uid = ?", uid);
    }

    /** Tag of the last attribute of {@code Keyword}, {@code GGGGEEEE} or a path of them through sequences. */
    private static int tagOf(String name) {
        int tag = NOT_AN_ATTRIBUTE;
        for (String step : name.split("\\.")) {
            if (HEX.matcher(step).matches()) {
                tag = Integer.parseUnsignedInt(step, 16);
            } else {
                tag = Dictionary.tagOf(step).orElse(NOT_AN_ATTRIBUTE);
            }
            if (tag == NOT_AN_ATTRIBUTE) {
                return tag;
            }
        }
        return tag == Tag.RequestAttributesSequence ? NOT_AN_ATTRIBUTE : tag;
    }

    private static long number(String parameter, String value) {
        try {
            long number = Long.parseLong(value.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw BadQuery.number(parameter);
    }
}
