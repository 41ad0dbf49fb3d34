package org.yilian.hub.imaging.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.store.StoredObject;

/**
 * Rows of studies, series and instances. Writers are called inside a transaction of the caller, who rolls back and repeats
 * when another was first ({@link org.springframework.dao.DataIntegrityViolationException},
 * {@link org.springframework.dao.ConcurrencyFailureException}).
 */
@Component
public class ImageIndex {
    private static final String INSTANCE = """
            select i.id, st.study_uid, se.series_uid, st.facility, st.patient_ref, i.sop_uid, i.sop_class, i.transfer_syntax,
                   i.number, i.frames, i.file_key, i.file_size, i.data_set_offset, i.sha256,
                   i.pixel_offset, i.pixel_length, i.frame_bits, i.frame_table, i.received_at
              from yh_instance i
              join yh_series se on se.id = i.series_id
              join yh_study st on st.id = i.study_id
            """;

    private final JdbcClient jdbc;

    ImageIndex(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** To whom a study belongs. */
    public record Owner(long id, String facility, String patientId) {
        public boolean is(String otherFacility, Facts facts) {
            return facility.equals(otherFacility)
                    && patientId.equals(facts.study().patientId());
        }
    }

    /** Hash of the instance of this UID. */
    public Optional<String> hashOf(String sopUid) {
        return jdbc.sql("select sha256 from yh_instance where sop_uid = ?")
                .param(sopUid)
                .query(String.class)
                .optional();
    }

    public Optional<Owner> owner(String studyUid) {
        return jdbc.sql("select id, facility, patient_id from yh_study where study_uid = ?")
                .param(studyUid)
                .query((row, n) -> new Owner(row.getLong(1), row.getString(2), row.getString(3)))
                .optional();
    }

    /** The study is another patient's or another facility's. */
    public static final class StudyTaken extends DataIntegrityViolationException {
        private static final long serialVersionUID = 1;

        StudyTaken() {
            super("the study belongs to another patient");
        }
    }

    /**
     * Adds an instance, with its study and series where it is their first.
     *
     * @throws StudyTaken when it would mix patients
     */
    public void add(String facility, String source, Facts facts, StoredObject object, Instant now) {
        Optional<Owner> study = owner(facts.study().uid());
        if (study.isPresent() && !study.get().is(facility, facts)) {
            throw new StudyTaken();
        }
        add(study, facility, source, facts, object, now);
    }

    /** As {@link #add}, where an operator has decided that the object belongs to the study it names. */
    public void addAnyway(String facility, String source, Facts facts, StoredObject object, Instant now) {
        add(owner(facts.study().uid()), facility, source, facts, object, now);
    }

    private void add(
            Optional<Owner> study, String facility, String source, Facts facts, StoredObject object, Instant now) {
        long studyId = study.isPresent()
                ? grow(study.get().id(), facts, object, now)
                : insertStudy(facility, facts, object, now);
        long seriesId = series(studyId, facts.series());
        insertInstance(studyId, seriesId, source, facts.instance(), object, now);
    }

    /**
     * Takes an instance out of the index, in the caller's transaction; its file stays. A series or study may be left empty for
     * the moment.
     */
    public Optional<InstanceRow> remove(String sopUid) {
        Optional<InstanceRow> found = jdbc.sql(INSTANCE + " where i.sop_uid = ?")
                .param(sopUid)
                .query((row, n) -> instance(row))
                .optional();
        found.ifPresent(row -> {
            jdbc.sql("update yh_study set instance_count = instance_count - 1, byte_count = byte_count - ?"
                            + " where study_uid = ?")
                    .param(row.object().size())
                    .param(row.studyUid())
                    .update();
            jdbc.sql("update yh_series set instance_count = instance_count - 1"
                            + " where id = (select series_id from yh_instance where id = ?)")
                    .param(row.id())
                    .update();
            jdbc.sql("delete from yh_instance where id = ?").param(row.id()).update();
        });
        return found;
    }

    private long grow(long id, Facts facts, StoredObject object, Instant now) {
        jdbc.sql("""
                        update yh_study
                           set instance_count = instance_count + 1, byte_count = byte_count + :bytes, changed_at = :now,
                               dirty_since = coalesce(dirty_since, :now),
                               modalities = case when modalities like :anyModality escape '!' then modalities
                                                 else modalities || :modality end,
                               sop_classes = case when sop_classes like :anyClass escape '!' then sop_classes
                                                  when length(sop_classes) > 900 then sop_classes
                                                  else sop_classes || :class end
                         where id = :id
                        """)
                .param("bytes", object.size())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("anyModality", "%\\" + escape(modality(facts)) + "\\%")
                .param("modality", modality(facts) + "\\")
                .param("anyClass", "%\\" + facts.instance().sopClass() + "\\%")
                .param("class", facts.instance().sopClass() + "\\")
                .param("id", id)
                .update();
        return id;
    }

    private static String modality(Facts facts) {
        return facts.series().modality() == null ? "OT" : facts.series().modality();
    }

    private static String escape(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }

    private long insertStudy(String facility, Facts facts, StoredObject object, Instant now) {
        Facts.Study study = facts.study();
        jdbc.sql("""
                        insert into yh_study (study_uid, facility, patient_id, issuer, patient_ref,
                               name_alphabetic, name_ideographic, name_phonetic, birth_date, sex, study_date, study_time,
                               accession, study_id, description, referring, institution, modalities, sop_classes,
                               series_count, instance_count, byte_count, attributes, created_at, changed_at, dirty_since)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?, ?)
                        """)
                .param(study.uid())
                .param(facility)
                .param(study.patientId())
                .param(study.issuer())
                .param(study.patientRef())
                .param(study.nameAlphabetic())
                .param(study.nameIdeographic())
                .param(study.namePhonetic())
                .param(study.birthDate())
                .param(study.sex())
                .param(study.date())
                .param(study.time())
                .param(study.accession())
                .param(study.studyId())
                .param(study.description())
                .param(study.referring())
                .param(study.institution())
                .param("\\" + modality(facts) + "\\")
                .param("\\" + facts.instance().sopClass() + "\\")
                .param(object.size())
                .param(study.attributes())
                .param(now.atOffset(ZoneOffset.UTC))
                .param(now.atOffset(ZoneOffset.UTC))
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        return owner(study.uid()).orElseThrow().id();
    }

    private long series(long studyId, Facts.Series series) {
        Optional<Long> known = seriesId(studyId, series.uid());
        if (known.isPresent()) {
            jdbc.sql("update yh_series set instance_count = instance_count + 1 where id = ?")
                    .param(known.get())
                    .update();
            return known.get();
        }
        jdbc.sql("""
                        insert into yh_series (study_id, series_uid, modality, number, description, body_part,
                               series_date, series_time, step_date, step_time, scheduled_step_id, requested_procedure_id,
                               instance_count, attributes)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                        """)
                .param(studyId)
                .param(series.uid())
                .param(series.modality())
                .param(series.number())
                .param(series.description())
                .param(series.bodyPart())
                .param(series.date())
                .param(series.time())
                .param(series.stepDate())
                .param(series.stepTime())
                .param(series.scheduledStepId())
                .param(series.requestedProcedureId())
                .param(series.attributes())
                .update();
        jdbc.sql("update yh_study set series_count = series_count + 1 where id = ?")
                .param(studyId)
                .update();
        return seriesId(studyId, series.uid()).orElseThrow();
    }

    private Optional<Long> seriesId(long studyId, String seriesUid) {
        return jdbc.sql("select id from yh_series where study_id = ? and series_uid = ?")
                .param(studyId)
                .param(seriesUid)
                .query(Long.class)
                .optional();
    }

    private void insertInstance(
            long studyId, long seriesId, String source, Facts.Instance instance, StoredObject object, Instant now) {
        jdbc.sql("""
                        insert into yh_instance (study_id, series_id, sop_uid, sop_class, transfer_syntax, number,
                               pixel_rows, pixel_columns, bits_allocated, frames, file_key, file_size, data_set_offset,
                               sha256, pixel_offset, pixel_length, frame_bits, frame_table, metadata, source, received_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(studyId)
                .param(seriesId)
                .param(instance.sopUid())
                .param(instance.sopClass())
                .param(instance.transferSyntax())
                .param(instance.number())
                .param(instance.rows())
                .param(instance.columns())
                .param(instance.bitsAllocated())
                .param(instance.frames())
                .param(object.key())
                .param(object.size())
                .param(object.dataSetOffset())
                .param(object.sha256())
                .param(instance.pixels().offset())
                .param(instance.pixels().length())
                .param(instance.pixels().frameBits())
                .param(instance.pixels().table())
                .param(instance.metadata())
                .param(source)
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Instances of a study, or of one of its series, or one of them; in series and instance order. */
    public List<InstanceRow> instances(String studyUid, String seriesUid, String sopUid) {
        String sql = INSTANCE + " where st.study_uid = ?"
                + (seriesUid == null ? "" : " and se.series_uid = ?")
                + (sopUid == null ? "" : " and i.sop_uid = ?")
                + " order by se.number, se.id, i.number, i.id";
        JdbcClient.StatementSpec statement = jdbc.sql(sql).param(studyUid);
        if (seriesUid != null) {
            statement = statement.param(seriesUid);
        }
        if (sopUid != null) {
            statement = statement.param(sopUid);
        }
        return statement.query((row, n) -> instance(row)).list();
    }

    /** Compressed metadata of one instance, see {@link MetadataBlob}. */
    public byte[] metadata(long instanceId) {
        return jdbc.sql("select metadata from yh_instance where id = ?")
                .param(instanceId)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    /** Compressed metadata of instances, in the order of the ids; for pages of some hundred. */
    public List<byte[]> metadata(List<Long> instanceIds) {
        if (instanceIds.isEmpty()) {
            return List.of();
        }
        Map<Long, byte[]> found = new HashMap<>();
        jdbc.sql("select id, metadata from yh_instance where id in (:ids)")
                .param("ids", instanceIds)
                .query(row -> {
                    found.put(row.getLong(1), row.getBytes(2));
                });
        return instanceIds.stream().map(found::get).toList();
    }

    private static InstanceRow instance(ResultSet row) throws SQLException {
        return new InstanceRow(
                row.getLong("id"),
                row.getString("study_uid"),
                row.getString("series_uid"),
                row.getString("facility"),
                row.getString("patient_ref"),
                row.getString("sop_uid"),
                row.getString("sop_class"),
                row.getString("transfer_syntax"),
                row.getObject("number", Integer.class),
                row.getInt("frames"),
                new StoredObject(
                        row.getString("file_key"),
                        row.getLong("file_size"),
                        row.getInt("data_set_offset"),
                        row.getString("sha256")),
                new PixelLayout(
                        row.getLong("pixel_offset"),
                        row.getLong("pixel_length"),
                        row.getLong("frame_bits"),
                        row.getBytes("frame_table")),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }
}
