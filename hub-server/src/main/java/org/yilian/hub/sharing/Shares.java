package org.yilian.hub.sharing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.imaging.StudyOwners.Owned;
import org.yilian.hub.security.Caller;

/** The tables of links and of browsers that opened them. */
@Component
class Shares {
    private static final String ALL = "select s.* from yh_share s";

    private final JdbcClient jdbc;

    Shares(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public Share add(String tokenHash, String codeHash, Owned study, Caller creator, Instant now, Instant until) {
        jdbc.sql("insert into yh_share (token_hash, code_hash, study_uid, facility, patient_ref, created_by,"
                        + " creator_facility, created_at, expires_at, failures, openings)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)")
                .params(
                        tokenHash,
                        codeHash,
                        study.studyUid(),
                        study.facility(),
                        study.patientRef(),
                        creator.name(),
                        creator.facility(),
                        time(now),
                        time(until))
                .update();
        return byToken(tokenHash).orElseThrow();
    }

    @Transactional(readOnly = true)
    public Optional<Share> byToken(String tokenHash) {
        return jdbc.sql(ALL + " where token_hash = ?")
                .param(tokenHash)
                .query(Shares::read)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Share> byId(long id) {
        return jdbc.sql(ALL + " where id = ?").param(id).query(Shares::read).optional();
    }

    @Transactional(readOnly = true)
    public List<Share> ofStudy(String studyUid) {
        return jdbc.sql(ALL + " where study_uid = ? order by id desc limit 100")
                .param(studyUid)
                .query(Shares::read)
                .list();
    }

    /** The link of a browser, asked anew with every request: that is what makes a revocation hold at once. */
    @Transactional(readOnly = true)
    public Optional<Share> bySession(String sessionHash) {
        return jdbc.sql(ALL + " join yh_share_session e on e.share_id = s.id where e.session_hash = ?")
                .param(sessionHash)
                .query(Shares::read)
                .optional();
    }

    /**
     * Counts a try before its code is compared, so that tries at the same moment cannot share one count.
     *
     * @return false when another try came between
     */
    @Transactional
    public boolean countTry(Share share, Instant now) {
        return jdbc.sql("update yh_share set failures = failures + 1, failed_at = ? where id = ? and failures = ?")
                        .params(time(now), share.id(), share.failures())
                        .update()
                == 1;
    }

    /** The code was right. */
    @Transactional
    public void opened(Share share, String sessionHash, Instant now) {
        jdbc.sql("update yh_share set failures = 0, openings = openings + 1, opened_at = ? where id = ?")
                .params(time(now), share.id())
                .update();
        jdbc.sql("insert into yh_share_session (session_hash, share_id, created_at) values (?, ?, ?)")
                .params(sessionHash, share.id(), time(now))
                .update();
    }

    @Transactional
    public void revoke(long id, String by, Instant now) {
        jdbc.sql("delete from yh_share_session where share_id = ?").param(id).update();
        jdbc.sql("update yh_share set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null")
                .params(time(now), by, id)
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Share read(ResultSet row, int n) throws SQLException {
        return new Share(
                row.getLong("id"),
                row.getString("code_hash"),
                row.getString("study_uid"),
                row.getString("facility"),
                row.getString("patient_ref"),
                row.getString("created_by"),
                row.getString("creator_facility"),
                instant(row, "created_at"),
                instant(row, "expires_at"),
                instant(row, "revoked_at"),
                row.getInt("failures"),
                instant(row, "failed_at"),
                row.getInt("openings"),
                instant(row, "opened_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
