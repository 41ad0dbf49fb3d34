package org.yilian.hub.imaging.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of a WHERE clause.
 *
 * @param sql with a {@code ?} per argument; made of column names of ours only
 * @param oneOf the same as {@code sql} where it asks for values in a column of lists, else null
 */
public record Condition(String sql, List<Object> arguments, OneOf oneOf) {

    /**
     * A column of lists, {@code \CT\SR\}, one of which values is one of these.
     *
     * @param values with the wildcards of PS3.4 C.2.2.2.4
     */
    record OneOf(String column, List<String> values) {
        boolean holds(String list) {
            return values.stream()
                    .map(value -> value.chars()
                            .mapToObj(c -> c == '*' ? "[^\\\\]*" : c == '?' ? "[^\\\\]" : Pattern.quote((char) c + ""))
                            .collect(Collectors.joining("", "\\\\", "\\\\")))
                    .anyMatch(pattern -> Pattern.compile(pattern).matcher(list).find());
        }
    }

    Condition(String sql, List<Object> arguments) {
        this(sql, arguments, null);
    }

    static Condition of(String sql, Object... arguments) {
        return new Condition(sql, List.of(arguments));
    }

    static Condition any(List<Condition> conditions) {
        return join(conditions, " or ");
    }

    static Condition all(List<Condition> conditions) {
        return join(conditions, " and ");
    }

    private static Condition join(List<Condition> conditions, String word) {
        if (conditions.size() == 1) {
            return conditions.get(0);
        }
        List<Object> arguments = new ArrayList<>();
        conditions.forEach(condition -> arguments.addAll(condition.arguments()));
        return new Condition(
                conditions.stream()
                        .map(condition -> "(" + condition.sql() + ")")
                        .reduce((a, b) -> a + word + b)
                        .orElse("1 = 1"),
                arguments);
    }

    /** A column equal to one of the values; no value, no row. */
    public static Condition in(String column, Collection<String> values) {
        if (values.isEmpty()) {
            return Condition.of("1 = 0");
        }
        return values.size() == 1
                ? Condition.of(column + " = ?", values.iterator().next())
                : new Condition(column + " in (" + "?,".repeat(values.size() - 1) + "?)", List.copyOf(values));
    }
}
