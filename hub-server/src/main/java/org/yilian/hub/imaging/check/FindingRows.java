package org.yilian.hub.imaging.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the database knows of objects, and what is kept of a comparison. */
@Component
class FindingRows {
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FindingRows(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    record Study(long id, String uid) {}

    /** A row that names an object. */
    record Named(String key, String facility, String studyUid, String sopUid, long size) {}

    List<Study> studies() {
        List<Study> all = new ArrayList<>();
        long after = 0;
        for (List<Study> page;
                !(page = studies(after)).isEmpty();
                after = page.get(page.size() - 1).id()) {
            all.addAll(page);
        }
        return all;
    }

    private List<Study> studies(long after) {
        return jdbc.sql("select id, study_uid from yh_study where id > ? order by id limit 10000")
                .param(after)
                .query((row, n) -> new Study(row.getLong(1), row.getString(2)))
                .list();
    }

    List<Named> ofStudies(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql("select i.file_key, st.facility, st.study_uid, i.sop_uid, i.file_size from yh_instance i"
                                + " join yh_study st on st.id = i.study_id where i.study_id in (:ids)")
                        .param("ids", ids)
                        .query((row, n) -> named(row))
                        .list();
    }

    boolean isInArchive(Named named) {
        return jdbc.sql("select count(*) from yh_instance where sop_uid = ? and file_key = ?")
                        .params(named.sopUid(), named.key())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** A page of quarantine after this id, empty behind the last. */
    List<Named> quarantine(long after, List<Long> ids) {
        return jdbc.sql("select file_key, facility, study_uid, sop_uid, file_size, id from yh_image_quarantine"
                        + " where id > ? order by id limit 500")
                .param(after)
                .query((row, n) -> {
                    ids.add(row.getLong(6));
                    return named(row);
                })
                .list();
    }

    private static Named named(ResultSet row) throws SQLException {
        return new Named(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5));
    }

    /** Those of the keys that quarantine or the trash name. */
    Set<String> namedElsewhere(List<String> keys) {
        Set<String> found = new HashSet<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            found.addAll(jdbc.sql("select file_key from yh_image_quarantine where file_key in (:keys)"
                            + " union select file_key from yh_image_trash where file_key in (:keys)")
                    .param("keys", keys.subList(from, Math.min(keys.size(), from + AT_ONCE)))
                    .query(String.class)
                    .list());
        }
        return found;
    }

    void found(Finding finding) {
        transaction.executeWithoutResult(status -> {
            drop(finding.key());
            jdbc.sql("insert into yh_image_finding (file_key, kind, facility, study_uid, sop_uid, file_size, found_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .param(finding.key())
                    .param(finding.kind().name())
                    .param(finding.facility())
                    .param(finding.studyUid())
                    .param(finding.sopUid())
                    .param(finding.size())
                    .param(finding.at().atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    void forget(String key) {
        transaction.executeWithoutResult(status -> drop(key));
    }

    private void drop(String key) {
        jdbc.sql("delete from yh_image_finding where file_key = ?").param(key).update();
    }

    List<Finding> findings(int limit) {
        return jdbc.sql("select file_key, kind, facility, study_uid, sop_uid, file_size, found_at from yh_image_finding"
                        + " order by found_at desc, file_key limit ?")
                .param(limit)
                .query((row, n) -> new Finding(
                        row.getString(1),
                        Finding.Kind.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()))
                .list();
    }

    long count(Finding.Kind kind) {
        return jdbc.sql("select count(*) from yh_image_finding where kind = ?")
                .param(kind.name())
                .query(Long.class)
                .single();
    }

    void ended(Comparison done) {
        transaction.executeWithoutResult(
                status -> jdbc.sql("insert into yh_image_check (begun_at, ended_at, objects, orphans, aside, missing)"
                                + " values (?, ?, ?, ?, ?, ?)")
                        .param(done.begunAt().atOffset(ZoneOffset.UTC))
                        .param(done.endedAt().atOffset(ZoneOffset.UTC))
                        .param(done.objects())
                        .param(done.orphans())
                        .param(done.aside())
                        .param(done.missing())
                        .update());
    }

    Optional<Comparison> last() {
        return jdbc.sql("select begun_at, ended_at, objects, orphans, aside, missing from yh_image_check"
                        + " order by id desc limit 1")
                .query((row, n) -> new Comparison(
                        instant(row, 1),
                        instant(row, 2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .optional();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
