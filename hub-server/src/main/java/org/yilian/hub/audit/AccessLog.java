package org.yilian.hub.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.security.Door;

/** Who came near the records of a patient: the trail as the patient may see it, without queries and without ids. */
@Component
public class AccessLog {
    private static final int MOST = 20_000;

    private final JdbcClient jdbc;

    AccessLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One use of a door.
     *
     * @param agent user name or client id
     * @param user whether it was a person
     * @param app id of the app the person worked through, null where there was none
     * @param interaction the record's word: {@code read}, {@code search-type}, {@code c-move} ...
     * @param allowed false where it was refused or failed
     */
    public record Seen(
            Instant at,
            String agent,
            String facility,
            boolean user,
            String app,
            Door door,
            String action,
            String interaction,
            boolean allowed) {}

    /**
     * Newest first, at most {@value #MOST}.
     *
     * @param patients logical ids, as {@code Patient/h001-...}
     */
    @Transactional(readOnly = true)
    public List<Seen> of(Collection<String> patients, Instant from, Instant to) {
        if (patients.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("select a.content from yh_audit a where a.number in (select e.number from yh_audit_entity e"
                        + " where e.reference in (:patients) and e.kind = 'P') and a.recorded_at >= :from"
                        + " and a.recorded_at < :to order by a.number desc fetch first " + MOST + " rows only")
                .param("patients", patients)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list()
                .stream()
                .map(AuditRecord::parse)
                // The number of what an earlier record told already.
                .filter(record -> record.times() == null)
                .map(AccessLog::seen)
                .toList();
    }

    private static Seen seen(AuditRecord record) {
        return new Seen(
                record.instant(),
                record.agent(),
                record.facility(),
                Boolean.TRUE.equals(record.user()),
                record.app(),
                Door.valueOf(record.door()),
                record.action(),
                record.interaction(),
                record.outcome().equals(Access.Outcome.SUCCESS.code()));
    }
}
