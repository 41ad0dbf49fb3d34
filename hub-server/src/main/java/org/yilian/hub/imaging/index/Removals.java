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

/** Rows of what is taken out of the archive, held in it, and of who did so. Writers are called inside a transaction. */
@Component
public class Removals {
    private final JdbcClient jdbc;
    private final KnownInstances known;

    Removals(JdbcClient jdbc, KnownInstances known) {
        this.jdbc = jdbc;
        this.known = known;
    }

    /** A study that something is to be done with, its row locked. {@code holdReason} is null where it is not held. */
    public record Study(long id, String facility, String patientRef, String holdReason) {}

    /** What an act was about, for its trace; series and instance are null for the whole study. */
    public record Subject(
            String facility, String studyUid, String seriesUid, String sopUid, int instances, long bytes) {}

    public enum Act {
        HOLD,
        FREE,
        REMOVE
    }

    /** One act as it was recorded. */
    public record Done(Act act, Subject subject, String by, Instant at, String reason) {}

    public Optional<Study> lock(String studyUid) {
        return jdbc.sql("select id, facility, patient_ref, hold_reason from yh_study where study_uid = ? for update")
                .param(studyUid)
                .query((row, n) -> new Study(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                .optional();
    }

    /**
     * Takes instances out of the index; their files wait in the trash. The study's counts follow, and a series without
     * instances goes.
     *
     * @return whether the study has instances left; its row stays either way
     */
    public boolean remove(long studyId, List<InstanceRow> instances, Instant now) {
        OffsetDateTime since = now.atOffset(ZoneOffset.UTC);
        instances.stream().map(InstanceRow::studyUid).distinct().forEach(known::changed);
        for (InstanceRow row : instances) {
            jdbc.sql("delete from yh_image_trash where file_key = ?")
                    .param(row.object().key())
                    .update();
            jdbc.sql("insert into yh_image_trash (file_key, sop_uid, since) values (?, ?, ?)")
                    .param(row.object().key())
                    .param(row.sopUid())
                    .param(since)
                    .update();
            jdbc.sql("delete from yh_instance where id = ?").param(row.id()).update();
        }
        jdbc.sql(
                        "update yh_series set instance_count = (select count(*) from yh_instance i where i.series_id = yh_series.id)"
                                + " where study_id = ?")
                .param(studyId)
                .update();
        jdbc.sql("delete from yh_series where study_id = ? and instance_count = 0")
                .param(studyId)
                .update();
        jdbc.sql("""
                        update yh_study
                           set series_count = (select count(*) from yh_series se where se.study_id = yh_study.id),
                               instance_count = (select count(*) from yh_instance i where i.study_id = yh_study.id),
                               byte_count = (select coalesce(sum(i.file_size), 0) from yh_instance i
                                              where i.study_id = yh_study.id),
                               modalities = ?, sop_classes = ?, changed_at = ?, dirty_since = ?
                         where id = ?
                        """)
                .param(joined("select distinct coalesce(modality, 'OT') from yh_series where study_id = ?", studyId))
                .param(joined("select distinct sop_class from yh_instance where study_id = ?", studyId))
                .param(since)
                .param(since)
                .param(studyId)
                .update();
        return jdbc.sql("select count(*) from yh_instance where study_id = ?")
                        .param(studyId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private String joined(String sql, long studyId) {
        List<String> values = jdbc.sql(sql).param(studyId).query(String.class).list();
        return "\\" + String.join("\\", values) + "\\";
    }

    /** Removes the row of a study that has nothing left. */
    public void forget(long studyId) {
        jdbc.sql("delete from yh_study where id = ?").param(studyId).update();
    }

    /**
     * @param reason null to let go
     */
    public void hold(long studyId, String reason) {
        jdbc.sql("update yh_study set hold_reason = ? where id = ?")
                .param(reason)
                .param(studyId)
                .update();
    }

    public void record(Done done) {
        Subject subject = done.subject();
        jdbc.sql("""
                        insert into yh_image_act (act, facility, study_uid, series_uid, sop_uid, instances, bytes,
                               done_by, done_at, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(done.act().name())
                .param(subject.facility())
                .param(subject.studyUid())
                .param(subject.seriesUid())
                .param(subject.sopUid())
                .param(subject.instances())
                .param(subject.bytes())
                .param(done.by())
                .param(done.at().atOffset(ZoneOffset.UTC))
                .param(done.reason())
                .update();
    }

    /** Everything that was done with a study, oldest first. */
    public List<Done> history(String studyUid) {
        return jdbc.sql(
                        "select act, facility, study_uid, series_uid, sop_uid, instances, bytes, done_by, done_at, reason"
                                + " from yh_image_act where study_uid = ? order by id")
                .param(studyUid)
                .query((row, n) -> done(row))
                .list();
    }

    private static Done done(ResultSet row) throws SQLException {
        return new Done(
                Act.valueOf(row.getString("act")),
                new Subject(
                        row.getString("facility"),
                        row.getString("study_uid"),
                        row.getString("series_uid"),
                        row.getString("sop_uid"),
                        row.getInt("instances"),
                        row.getLong("bytes")),
                row.getString("done_by"),
                row.getObject("done_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"));
    }

    /** A file that waits to be deleted. */
    public record Trash(String fileKey, String sopUid) {}

    public List<Trash> trash(Instant olderThan, int limit) {
        return jdbc.sql("select file_key, sop_uid from yh_image_trash where since <= ? order by since limit ?")
                .param(olderThan.atOffset(ZoneOffset.UTC))
                .param(limit)
                .query((row, n) -> new Trash(row.getString(1), row.getString(2)))
                .list();
    }

    /** Whether archive or quarantine name this file. */
    public boolean isNamed(Trash file) {
        return jdbc.sql("select count(*) from yh_instance where sop_uid = ? and file_key = ?")
                                .param(file.sopUid())
                                .param(file.fileKey())
                                .query(Long.class)
                                .single()
                        > 0
                || jdbc.sql("select count(*) from yh_image_quarantine where file_key = ?")
                                .param(file.fileKey())
                                .query(Long.class)
                                .single()
                        > 0;
    }

    public void forget(Trash file) {
        jdbc.sql("delete from yh_image_trash where file_key = ?")
                .param(file.fileKey())
                .update();
    }
}
