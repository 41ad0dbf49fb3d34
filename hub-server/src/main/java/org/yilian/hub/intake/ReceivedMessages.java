package org.yilian.hub.intake;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.hl7v2.MshHeader;

/** What other features may know of a received message: by the origin that stands at the record. */
@Component
public class ReceivedMessages {
    private static final String ORIGIN = "hl7v2:";

    private final JdbcClient jdbc;
    private final SealedMessages sealed;

    ReceivedMessages(JdbcClient jdbc, SealedMessages sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
    }

    /** MSH-10 of the message; empty when the origin is no message. */
    public Optional<String> controlId(String origin) {
        return id(origin).flatMap(id -> jdbc.sql("select control_id from yh_inbox where id = ?")
                .param(id)
                .query(String.class)
                .optional());
    }

    /** MSH-6.1 of the message: for whom its sender meant it. */
    public Optional<String> receivingFacility(String origin) {
        return id(origin)
                .flatMap(id -> jdbc.sql("select " + SealedMessages.RAW + " from yh_inbox where id = ?")
                        .param(id)
                        .query((row, n) -> sealed.raw(row))
                        .optional())
                .map(MshHeader::parse)
                .map(msh -> msh.component(msh.receivingFacility(), 1));
    }

    private static Optional<Long> id(String origin) {
        return origin.matches(ORIGIN + "\\d{1,18}")
                ? Optional.of(Long.valueOf(origin.substring(ORIGIN.length())))
                : Optional.empty();
    }
}
