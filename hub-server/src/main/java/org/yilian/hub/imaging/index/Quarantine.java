package org.yilian.hub.imaging.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.store.StoredObject;

/** Objects that were received, could not be taken, and wait for an operator. Nothing refused is lost. */
@Component
public class Quarantine {
    private static final String COLUMNS = """
            select id, facility, source, reason, state, study_uid, sop_uid, sop_class, transfer_syntax, file_key, file_size,
                   data_set_offset, sha256, received_at, repeated, decided_at, decided_by, note from yh_image_quarantine
            """;

    private final JdbcClient jdbc;

    Quarantine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public enum State {
        HELD,
        /** Taken into the archive by an operator. */
        RELEASED,
        /** Stays here for good. */
        DISCARDED,
        /** Was in the archive until an operator released another object of the same UID. */
        REPLACED
    }

    /** One object that waits or waited. {@code studyUid} is null where it could not be read. */
    public record Held(
            long id,
            String facility,
            String source,
            String reason,
            State state,
            String studyUid,
            String sopUid,
            String sopClass,
            String transferSyntax,
            StoredObject object,
            Instant receivedAt,
            int repeated,
            Instant decidedAt,
            String decidedBy,
            String note) {}

    /** Keeps an object; the same bytes again while they wait only count. UIDs are cut to the length of their columns. */
    public void hold(
            String facility,
            String source,
            String reason,
            State state,
            String studyUid,
            String sopUid,
            String sopClass,
            String transferSyntax,
            StoredObject object,
            Instant now) {
        int known = jdbc.sql("update yh_image_quarantine set repeated = repeated + 1 where file_key = ?")
                .param(object.key())
                .update();
        if (known > 0) {
            return;
        }
        jdbc.sql("""
                        insert into yh_image_quarantine (facility, source, reason, state, study_uid, sop_uid, sop_class,
                               transfer_syntax, file_key, file_size, data_set_offset, sha256, received_at, repeated)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                        """)
                .param(facility)
                .param(source)
                .param(reason)
                .param(state.name())
                .param(cut(studyUid))
                .param(cut(sopUid))
                .param(cut(sopClass))
                .param(cut(transferSyntax))
                .param(object.key())
                .param(object.size())
                .param(object.dataSetOffset())
                .param(object.sha256())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String cut(String uid) {
        return uid == null || uid.length() <= 64 ? uid : uid.substring(0, 64);
    }

    /**
     * @param before id below which to list, newest first
     */
    public List<Held> list(State state, long before, int limit) {
        return jdbc.sql(COLUMNS + " where state = ? and id < ? order by id desc limit ?")
                .param(state.name())
                .param(before)
                .param(limit)
                .query((row, n) -> held(row))
                .list();
    }

    public Optional<Held> find(long id) {
        return jdbc.sql(COLUMNS + " where id = ?")
                .param(id)
                .query((row, n) -> held(row))
                .optional();
    }

    /** Records a decision; false when another one was first. */
    public boolean decide(long id, State state, String by, String note, Instant now) {
        return jdbc.sql("update yh_image_quarantine set state = ?, decided_at = ?, decided_by = ?, note = ?"
                                + " where id = ? and state = 'HELD'")
                        .param(state.name())
                        .param(now.atOffset(ZoneOffset.UTC))
                        .param(by)
                        .param(note)
                        .param(id)
                        .update()
                == 1;
    }

    private static Held held(ResultSet row) throws SQLException {
        OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
        return new Held(
                row.getLong("id"),
                row.getString("facility"),
                row.getString("source"),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                row.getString("study_uid"),
                row.getString("sop_uid"),
                row.getString("sop_class"),
                row.getString("transfer_syntax"),
                new StoredObject(
                        row.getString("file_key"),
                        row.getLong("file_size"),
                        row.getInt("data_set_offset"),
                        row.getString("sha256")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getInt("repeated"),
                decided == null ? null : decided.toInstant(),
                row.getString("decided_by"),
                row.getString("note"));
    }
}
