package org.yilian.hub.intake;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What other features may know of a received message: by the origin that stands at the record. */
@Component
public class ReceivedMessages {
    private static final String ORIGIN = "hl7v2:";

    private final JdbcClient jdbc;

    ReceivedMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** MSH-10 of the message; empty when the origin is no message. */
    public Optional<String> controlId(String origin) {
        return origin.matches(ORIGIN + "\\d{1,18}")
                ? jdbc.sql("select control_id from yh_inbox where id = ?")
                        .param(Long.valueOf(origin.substring(ORIGIN.length())))
                        .query(String.class)
                        .optional()
                : Optional.empty();
    }
}
