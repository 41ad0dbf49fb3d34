package org.yilian.hub.imaging.study;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.index.KnownInstances;
import org.yilian.mappings.dicom.StudySummary.InstanceSummary;

/** Studies whose ImagingStudy lags behind, in the database: a crash forgets none. */
@Component
class DirtyStudies {
    private final JdbcClient jdbc;
    private final KnownInstances known;

    DirtyStudies(JdbcClient jdbc, KnownInstances known) {
        this.jdbc = jdbc;
        this.known = known;
    }

    /** A study as it stands. {@code changedAt}, {@code instances} and {@code linkRound} tell one state from the next. */
    record Study(
            long id,
            String uid,
            String facility,
            String patientId,
            String issuer,
            String attributes,
            int instances,
            OffsetDateTime changedAt,
            String accession,
            int linkRound) {}

    record Series(long id, String uid, Integer number, String modality, String attributes, int instances) {}

    /**
     * Studies that are due, longest waiting first.
     *
     * @param quietSince nothing came since
     * @param waitingSince or they lag behind since
     */
    List<Long> due(Instant quietSince, Instant waitingSince, int limit) {
        return jdbc.sql("""
                        select id from yh_study
                         where dirty_since is not null and (changed_at <= ? or dirty_since <= ?)
                         order by dirty_since limit ?
                        """)
                .param(quietSince.atOffset(ZoneOffset.UTC))
                .param(waitingSince.atOffset(ZoneOffset.UTC))
                .param(limit)
                .query(Long.class)
                .list();
    }

    Optional<Study> study(long id) {
        return jdbc.sql("select id, study_uid, facility, patient_id, issuer, attributes, instance_count, changed_at,"
                        + " accession, link_round"
                        + " from yh_study where id = ? and dirty_since is not null")
                .param(id)
                .query((row, n) -> study(row))
                .optional();
    }

    private static Study study(ResultSet row) throws SQLException {
        return new Study(
                row.getLong("id"),
                row.getString("study_uid"),
                row.getString("facility"),
                row.getString("patient_id"),
                row.getString("issuer"),
                row.getString("attributes"),
                row.getInt("instance_count"),
                row.getObject("changed_at", OffsetDateTime.class),
                row.getString("accession"),
                row.getInt("link_round"));
    }

    List<Series> series(long studyId) {
        return jdbc.sql("select id, series_uid, number, modality, attributes, instance_count from yh_series"
                        + " where study_id = ? and instance_count > 0 order by number, id")
                .param(studyId)
                .query((row, n) -> new Series(
                        row.getLong("id"),
                        row.getString("series_uid"),
                        row.getObject("number", Integer.class),
                        row.getString("modality"),
                        row.getString("attributes"),
                        row.getInt("instance_count")))
                .list();
    }

    List<InstanceSummary> instances(long seriesId, int limit) {
        return jdbc.sql("select sop_uid, sop_class, number from yh_instance where series_id = ?"
                        + " order by number, id limit ?")
                .param(seriesId)
                .param(limit)
                .query((row, n) -> new InstanceSummary(
                        row.getString("sop_uid"), row.getString("sop_class"), row.getObject("number", Integer.class)))
                .list();
    }

    /**
     * Takes the flag away unless something came meanwhile; in the transaction that wrote the record.
     *
     * @param complete how long nothing may come until a state that nobody was told of counts as complete
     */
    void clean(Study study, String patientRef, String remark, Duration complete) {
        known.changed(study.uid());
        jdbc.sql("update yh_study set patient_ref = coalesce(?, patient_ref), remark = ? where id = ?")
                .param(patientRef)
                .param(remark)
                .param(study.id())
                .update();
        jdbc.sql("update yh_study set dirty_since = null, settle_at = case"
                        + " when settled_of is null or settled_of < changed_at then ? else settle_at end where id = ? and changed_at = ? and instance_count = ?"
                        + " and link_round = ?")
                .param(study.changedAt().plus(complete))
                .param(study.id())
                .param(study.changedAt())
                .param(study.instances())
                .param(study.linkRound())
                .update();
    }
}
