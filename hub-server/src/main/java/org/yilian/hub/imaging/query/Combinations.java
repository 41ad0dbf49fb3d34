package org.yilian.hub.imaging.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The different values that a column of lists has, {@code \CT\SR\}: few, however many studies there are. A search for one value
 * becomes a search for the lists that hold it, which an index answers, and a value that no study has is known at once.
 */
@Component
class Combinations {
    /** More are not worth walking through. */
    private static final int MOST = 500;

    private final JdbcClient jdbc;

    Combinations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param column of ours, with its table's short name
     * @return empty where there are too many
     */
    Optional<List<String>> of(String column, Predicate<String> wanted) {
        String name = column.substring(column.indexOf('.') + 1);
        List<String> found = new ArrayList<>();
        String last = "";
        for (int i = 0; i < MOST; i++) {
            // From one to the next by the index; "distinct" would read every row.
            Optional<String> next = jdbc.sql(
                            "select " + name + " from yh_study where " + name + " > ? order by " + name + " limit 1")
                    .param(last)
                    .query(String.class)
                    .optional();
            if (next.isEmpty()) {
                return Optional.of(found);
            }
            last = next.get();
            if (wanted.test(last)) {
                found.add(last);
            }
        }
        return Optional.empty();
    }
}
