package org.yilian.hub.intake;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Messages as received, for those who try what would be made of them. Who may is the caller's to ask. */
@Component
public class StoredMessages {
    private final JdbcClient jdbc;
    private final SealedMessages sealed;

    StoredMessages(JdbcClient jdbc, SealedMessages sealed) {
        this.sealed = sealed;
        this.jdbc = jdbc;
    }

    /** Nothing of the content is in its text. */
    public record Stored(long id, String facility, byte[] raw) {
        @Override
        public String toString() {
            return "Stored[" + id + "]";
        }
    }

    @Transactional(readOnly = true)
    public Optional<Stored> find(long id) {
        return jdbc.sql("select " + SealedMessages.RAW + " from yh_inbox where id = ?")
                .param(id)
                .query((row, n) -> new Stored(row.getLong("id"), row.getString("facility"), sealed.raw(row)))
                .optional();
    }

    /** The latest of a facility that were taken, newest first. */
    @Transactional(readOnly = true)
    public List<Stored> latest(String facility, int limit) {
        return jdbc.sql("select " + SealedMessages.RAW
                        + " from yh_inbox where facility = ? and state in ('DONE', 'FAILED')"
                        + " order by id desc limit " + limit)
                .param(facility)
                .query((row, n) -> new Stored(row.getLong("id"), row.getString("facility"), sealed.raw(row)))
                .list();
    }
}
