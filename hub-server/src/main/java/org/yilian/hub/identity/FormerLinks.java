package org.yilian.hub.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links as they were before something moved them, so that it can be undone exactly. Joins the caller's transaction. */
@Component
class FormerLinks {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;

    FormerLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param at ISO 8601, to the last digit */
    record Link(long person, String rule, String at) {}

    /** Where a record was, and where it came to. */
    record Move(String patient, Link from, long to) {}

    Map<String, Link> of(Set<Long> people) {
        Map<String, Link> links = new TreeMap<>();
        if (!people.isEmpty()) {
            jdbc.sql("select patient, person_id, rule_name, linked_at from yh_person_link where person_id in (:people)")
                    .param("people", people)
                    .query(row -> {
                        links.put(
                                row.getString(1),
                                new Link(
                                        row.getLong(2),
                                        row.getString(3),
                                        row.getTimestamp(4).toInstant().toString()));
                    });
        }
        return links;
    }

    /** What has moved since, as text for {@link #undo}. */
    String moved(Map<String, Link> before) {
        List<Move> moves = before.entrySet().stream()
                .map(each -> new Move(each.getKey(), each.getValue(), now(each.getKey())))
                .filter(each -> each.to() != each.from().person())
                .toList();
        try {
            return JSON.writeValueAsString(moves);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Moves cannot be written");
        }
    }

    private long now(String patient) {
        return jdbc.sql("select person_id from yh_person_link where patient = ?")
                .param(patient)
                .query(Long.class)
                .single();
    }

    /** Puts back each record that is still where it was moved to. @return whether all were */
    boolean undo(String moved) {
        boolean all = true;
        for (Move move : moves(moved)) {
            all &= jdbc.sql("update yh_person_link set person_id = ?, rule_name = ?, linked_at = ?"
                                    + " where patient = ? and person_id = ?")
                            .params(
                                    move.from().person(),
                                    move.from().rule(),
                                    Timestamp.from(Instant.parse(move.from().at())),
                                    move.patient(),
                                    move.to())
                            .update()
                    == 1;
        }
        return all;
    }

    private static List<Move> moves(String moved) {
        try {
            return List.of(JSON.readValue(moved, Move[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Moves cannot be read");
        }
    }
}
