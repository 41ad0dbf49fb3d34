package org.yilian.hub.imaging.index;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.store.StoredObject;

/** Rows of studies, series and instances, for reading; {@link IndexWriter} makes them. */
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

    /** The first instances of a series, at most so many. */
    List<InstanceRow> instances(String studyUid, String seriesUid, int limit) {
        return jdbc.sql(INSTANCE + " where st.study_uid = ? and se.series_uid = ? order by i.number, i.id limit ?")
                .param(studyUid)
                .param(seriesUid)
                .param(limit)
                .query((row, n) -> instance(row))
                .list();
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
