package org.yilian.hub.audit;

import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One bit of one character of one column of the trail, changed as whoever may write to the database can.
 *
 * @param before what stood there
 */
record OneBit(String column, long number, String before) {
    static final List<String> COLUMNS = List.of("agent", "facility", "door", "action", "outcome", "content", "hash");

    /** Wherever chance says; where nothing stands, something does then. */
    static OneBit flip(JdbcClient jdbc, Random random, String column, long number) {
        String before = jdbc.sql("select " + column + " from yh_audit where number = ?")
                .param(number)
                .query(String.class)
                .optional()
                .orElse(null);
        StringBuilder after = new StringBuilder(before == null || before.isEmpty() ? "x" : before);
        if (before != null && !before.isEmpty()) {
            int place = random.nextInt(before.length());
            after.setCharAt(place, (char) (before.charAt(place) ^ 1));
        }
        write(jdbc, column, number, after.toString());
        return new OneBit(column, number, before);
    }

    void putBack(JdbcClient jdbc) {
        write(jdbc, column, number, before);
    }

    private static void write(JdbcClient jdbc, String column, long number, String value) {
        jdbc.sql("update yh_audit set " + column + " = :value where number = :number")
                .param("value", value)
                .param("number", number)
                .update();
    }
}
