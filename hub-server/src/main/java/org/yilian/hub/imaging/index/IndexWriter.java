package org.yilian.hub.imaging.index;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.store.StoredObject;

/**
 * Adds instances to the index, with their study and series where they are the first of it. Called inside a transaction of the
 * caller, who rolls back and repeats when another was first ({@link DataIntegrityViolationException}, {@link
 * org.springframework.dao.ConcurrencyFailureException}). Counts of a study and of a series change once for all that come
 * together: rows that all instances of a study share are what parallel senders wait for.
 */
@Component
public class IndexWriter {
    private static final int LONGEST_CLASSES = 900;

    private final ImageIndex index;
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    IndexWriter(ImageIndex index, JdbcClient jdbc, JdbcTemplate batches) {
        this.index = index;
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * An instance for the index.
     *
     * @param facility whose it is
     * @param source AE title or client that sent it
     */
    public record Addition(String facility, String source, Facts facts, StoredObject object) {
        private String study() {
            return facts.study().uid();
        }

        private String modality() {
            return facts.series().modality() == null ? "OT" : facts.series().modality();
        }
    }

    /** The study is another patient's or another facility's. */
    public static final class StudyTaken extends DataIntegrityViolationException {
        private static final long serialVersionUID = 1;

        StudyTaken() {
            super("the study belongs to another patient");
        }
    }

    /** What instances of one study share besides it. */
    private record Kind(String modality, String sopClass) {
        static Kind of(Addition addition) {
            return new Kind(addition.modality(), addition.facts().instance().sopClass());
        }
    }

    private record Row(long study, long series, Addition addition) {}

    /**
     * Adds all of them.
     *
     * @throws StudyTaken when it would mix patients
     */
    public void add(List<Addition> additions, Instant now) {
        Map<String, List<Addition>> byStudy =
                additions.stream().collect(Collectors.groupingBy(Addition::study, TreeMap::new, Collectors.toList()));
        byStudy.forEach((study, those) -> {
            Optional<ImageIndex.Owner> owner = index.owner(study);
            ImageIndex.Owner required = owner.orElseGet(() -> insertStudy(those.get(0), now));
            if (!those.stream().allMatch(each -> required.is(each.facility(), each.facts()))) {
                throw new StudyTaken();
            }
            add(required.id(), those, now);
        });
    }

    /** As {@link #add}, where an operator has decided that the object belongs to the study it names. */
    public void addAnyway(Addition addition, Instant now) {
        long study = index.owner(addition.study())
                .orElseGet(() -> insertStudy(addition, now))
                .id();
        add(study, List.of(addition), now);
    }

    private void add(long study, List<Addition> additions, Instant now) {
        Map<String, List<Addition>> bySeries = additions.stream()
                .collect(Collectors.groupingBy(
                        each -> each.facts().series().uid(), LinkedHashMap::new, Collectors.toList()));
        int newSeries = 0;
        for (List<Addition> each : bySeries.values()) {
            Facts.Series first = each.get(0).facts().series();
            Optional<Long> known = grownSeries(study, first.uid(), each.size());
            long series = known.orElseGet(() -> insertSeries(study, first, each.size()));
            newSeries += known.isPresent() ? 0 : 1;
            insertInstances(
                    each.stream()
                            .map(addition -> new Row(study, series, addition))
                            .toList(),
                    now);
        }
        grow(study, newSeries, additions, now);
    }

    private void grow(long study, int newSeries, List<Addition> additions, Instant now) {
        Map<Kind, List<Addition>> byKind =
                additions.stream().collect(Collectors.groupingBy(Kind::of, LinkedHashMap::new, Collectors.toList()));
        int series = newSeries;
        for (Map.Entry<Kind, List<Addition>> each : byKind.entrySet()) {
            grow(study, series, each.getKey(), each.getValue(), now);
            series = 0;
        }
    }

    private void grow(long study, int newSeries, Kind kind, List<Addition> additions, Instant now) {
        jdbc.sql("""
                        update yh_study
                           set instance_count = instance_count + :count, byte_count = byte_count + :bytes,
                               series_count = series_count + :series, changed_at = :now,
                               dirty_since = coalesce(dirty_since, :now),
                               modalities = case when modalities like :anyModality escape '!' then modalities
                                                 else modalities || :modality end,
                               sop_classes = case when sop_classes like :anyClass escape '!' then sop_classes
                                                  when length(sop_classes) > :longest then sop_classes
                                                  else sop_classes || :class end
                         where id = :id
                        """)
                .param("count", additions.size())
                .param(
                        "bytes",
                        additions.stream()
                                .mapToLong(each -> each.object().size())
                                .sum())
                .param("series", newSeries)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("anyModality", "%\\" + escape(kind.modality()) + "\\%")
                .param("modality", kind.modality() + "\\")
                .param("anyClass", "%\\" + kind.sopClass() + "\\%")
                .param("class", kind.sopClass() + "\\")
                .param("longest", LONGEST_CLASSES)
                .param("id", study)
                .update();
    }

    private static String escape(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }

    private ImageIndex.Owner insertStudy(Addition first, Instant now) {
        Facts.Study study = first.facts().study();
        jdbc.sql("""
                        insert into yh_study (study_uid, facility, patient_id, issuer, patient_ref,
                               name_alphabetic, name_ideographic, name_phonetic, birth_date, sex, study_date, study_time,
                               accession, study_id, description, referring, institution, modalities, sop_classes,
                               series_count, instance_count, byte_count, attributes, created_at, changed_at, dirty_since)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?)
                        """)
                .param(study.uid())
                .param(first.facility())
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
                .param("\\" + first.modality() + "\\")
                .param("\\" + first.facts().instance().sopClass() + "\\")
                .param(study.attributes().get())
                .param(now.atOffset(ZoneOffset.UTC))
                .param(now.atOffset(ZoneOffset.UTC))
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        return index.owner(study.uid()).orElseThrow();
    }

    private long insertSeries(long studyId, Facts.Series series, int instances) {
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("""
                        insert into yh_series (study_id, series_uid, modality, number, description, body_part,
                               series_date, series_time, step_date, step_time, scheduled_step_id, requested_procedure_id,
                               instance_count, attributes)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                .param(instances)
                .param(series.attributes().get())
                .update(key, "id");
        return key.getKeyAs(Long.class);
    }

    /** The series with so many instances more; empty if it is not known. */
    private Optional<Long> grownSeries(long studyId, String seriesUid, int by) {
        KeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("update yh_series set instance_count = instance_count + ? where study_id = ? and series_uid = ?")
                .param(by)
                .param(studyId)
                .param(seriesUid)
                .update(key, "id");
        return Optional.ofNullable(key.getKeyAs(Long.class));
    }

    private void insertInstances(List<Row> rows, Instant now) {
        batches.batchUpdate("""
                        insert into yh_instance (study_id, series_id, sop_uid, sop_class, transfer_syntax, number,
                               pixel_rows, pixel_columns, bits_allocated, frames, file_key, file_size, data_set_offset,
                               sha256, pixel_offset, pixel_length, frame_bits, frame_table, metadata, source, received_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """, rows, rows.size(), (statement, row) -> fill(statement, row, now));
    }

    private static void fill(PreparedStatement statement, Row row, Instant now) throws SQLException {
        Facts.Instance instance = row.addition().facts().instance();
        StoredObject object = row.addition().object();
        int at = 0;
        statement.setLong(++at, row.study());
        statement.setLong(++at, row.series());
        statement.setString(++at, instance.sopUid());
        statement.setString(++at, instance.sopClass());
        statement.setString(++at, instance.transferSyntax());
        statement.setObject(++at, instance.number(), Types.INTEGER);
        statement.setObject(++at, instance.rows(), Types.INTEGER);
        statement.setObject(++at, instance.columns(), Types.INTEGER);
        statement.setObject(++at, instance.bitsAllocated(), Types.INTEGER);
        statement.setInt(++at, instance.frames());
        statement.setString(++at, object.key());
        statement.setLong(++at, object.size());
        statement.setInt(++at, object.dataSetOffset());
        statement.setString(++at, object.sha256());
        statement.setLong(++at, instance.pixels().offset());
        statement.setLong(++at, instance.pixels().length());
        statement.setLong(++at, instance.pixels().frameBits());
        statement.setBytes(++at, instance.pixels().table());
        statement.setBytes(++at, instance.metadata());
        statement.setString(++at, row.addition().source());
        statement.setObject(++at, now.atOffset(ZoneOffset.UTC));
    }
}
