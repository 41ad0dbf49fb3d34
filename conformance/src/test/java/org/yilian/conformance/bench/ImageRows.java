package org.yilian.conformance.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.yilian.conformance.Databases;

/**
 * Fills the image index of a stopped hub by SQL: so many studies of two series of five instances, spread over four hospitals,
 * ten years and as many patients as a third of the studies; and one study of a series of a thousand.
 */
final class ImageRows {
    static final int PER_STUDY = 10;
    /** The study with the long series. */
    static final String LONG = "1.2.9";

    private static final String ATTRIBUTES = """
            '{"00080020":{"vr":"DA","Value":["20200101"]},"00080050":{"vr":"SH","Value":["A' || x || '"]},\
            "00081030":{"vr":"LO","Value":["Chest plain"]},"00100010":{"vr":"PN","Value":[{"Alphabetic":"NAME' || x/3 || '"}]},\
            "00100020":{"vr":"LO","Value":["P' || x/3 || '"]},"0020000D":{"vr":"UI","Value":["1.2.1.' || x || '"]}}'""";

    private ImageRows() {}

    /** The database of a hub; H2's file lies in the hub's data folder. */
    static Connection open(Databases database, Path data) throws SQLException {
        Map<String, String> settings = database.settings();
        return settings.isEmpty()
                ? DriverManager.getConnection(
                        "jdbc:h2:file:" + data.resolve("db/hub").toAbsolutePath(), "sa", "")
                : DriverManager.getConnection(settings.get("HUB_DB_URL"), settings.get("HUB_DB_USER"), "");
    }

    static void fill(Databases database, Path data, int studies) throws SQLException {
        boolean h2 = database.settings().isEmpty();
        String numbers = h2 ? "system_range(1, %d) as n(x)" : "generate_series(1, %d) as n(x)";
        try (Connection connection = open(database, data);
                Statement sql = connection.createStatement()) {
            sql.execute(studies(numbers.formatted(studies)));
            sql.execute(series(numbers.formatted(2 * studies)));
            sql.execute("create table bench_blob (b " + (h2 ? "blob" : "bytea") + ")");
            blob(connection, "insert into bench_blob values (?)", "{}");
            sql.execute(instances(numbers.formatted(PER_STUDY * studies), 5));
            thousand(connection, numbers.formatted(1_000));
            sql.execute("drop table bench_blob");
            sql.execute(h2 ? "analyze" : "vacuum analyze");
        }
    }

    private static String studies(String numbers) {
        return """
                insert into yh_study (study_uid, facility, patient_id, issuer, patient_ref, name_alphabetic,
                       name_ideographic, name_phonetic, birth_date, sex, study_date, study_time, accession, study_id,
                       description, referring, institution, modalities, sop_classes, series_count, instance_count,
                       byte_count, attributes, created_at, changed_at, dirty_since)
                select '1.2.1.' || x, 'H00' || (mod(x, 4) + 1), 'P' || x/3, 'H00' || (mod(x, 4) + 1),
                       'h00' || (mod(x, 4) + 1) || '-p' || x/3, 'NAME' || x/3 || '^GIVEN', '名' || x/3, 'MING' || x/3,
                       cast(19300101 + mod(x, 80) * 10000 + mod(x, 12) * 100 + mod(x, 28) as varchar),
                       case mod(x, 2) when 0 then 'F' else 'M' end,
                       cast(20160101 + mod(x, 10) * 10000 + mod(x, 12) * 100 + mod(x, 28) as varchar),
                       cast(100000 + mod(x, 120000) as varchar), 'A' || x, 'S' || x, 'DESCRIPTION ' || mod(x, 500),
                       'DOCTOR' || mod(x, 300), 'INSTITUTION ' || mod(x, 4),
                       case mod(x, 1000) when 0 then '\\XC\\' else '\\CT\\SR\\' end,
                       case mod(x, 1000) when 0 then '\\1.2.840.10008.5.1.4.1.1.77.1.4\\'
                            else '\\1.2.840.10008.5.1.4.1.1.2\\' end,
                       2, 10, 5000000, %s, current_timestamp, current_timestamp, null
                  from %s""".formatted(ATTRIBUTES, numbers);
    }

    private static String series(String numbers) {
        return """
                insert into yh_series (study_id, series_uid, modality, number, description, body_part, series_date,
                       series_time, step_date, step_time, scheduled_step_id, requested_procedure_id, instance_count,
                       attributes)
                select st.id, '1.2.2.' || x, case when mod((x + 1) / 2, 1000) = 0 then 'XC'
                            when mod(x, 2) = 0 then 'SR' else 'CT' end, mod(x, 2) + 1,
                       'SERIES ' || mod(x, 700), case mod(x, 50) when 0 then 'CHEST' else 'HEAD' end,
                       st.study_date, st.study_time, st.study_date, st.study_time, 'STEP' || x, 'RP' || x, 5,
                       '{"00080060":{"vr":"CS","Value":["CT"]},"0020000E":{"vr":"UI","Value":["1.2.2.' || x || '"]}}'
                  from %s join yh_study st on st.study_uid = '1.2.1.' || ((x + 1) / 2)""".formatted(numbers);
    }

    private static String instances(String numbers, int perSeries) {
        return """
                insert into yh_instance (study_id, series_id, sop_uid, sop_class, transfer_syntax, number, pixel_rows,
                       pixel_columns, bits_allocated, frames, file_key, file_size, data_set_offset, sha256,
                       pixel_offset, pixel_length, frame_bits, metadata, source, received_at)
                select se.study_id, se.id, '1.2.3.' || x,
                       case se.modality when 'XC' then '1.2.840.10008.5.1.4.1.1.77.1.4'
                            else '1.2.840.10008.5.1.4.1.1.2' end,
                       '1.2.840.10008.1.2.1', mod(x, %d) + 1, case mod(x, 5000) when 0 then 1024 else 512 end, 512, 16,
                       case mod(x, 5000) when 0 then 30 else 1 end, 'none', 500000, 400, 'none', 1000, 499000, 8,
                       b.b, 'BENCH', current_timestamp
                  from %s join yh_series se on se.series_uid = '1.2.2.' || ((x - 1) / %d + 1) cross join bench_blob b""".formatted(perSeries, numbers, perSeries);
    }

    private static void thousand(Connection connection, String numbers) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("delete from bench_blob");
            blob(connection, "insert into bench_blob values (?)", header());
            sql.execute("""
                    insert into yh_study (study_uid, facility, patient_id, issuer, study_date, modalities, sop_classes,
                           series_count, instance_count, byte_count, attributes, created_at, changed_at)
                    values ('%s', 'H001', 'LONG', 'H001', '20200101', '\\CT\\', '\\1.2\\', 1, 1000, 1, '{}',
                            current_timestamp, current_timestamp)""".formatted(LONG));
            sql.execute("""
                    insert into yh_series (study_id, series_uid, modality, number, instance_count, attributes)
                    select id, '1.2.9.1', 'CT', 1, 1000, '{}' from yh_study where study_uid = '%s'""".formatted(LONG));
            sql.execute("""
                    insert into yh_instance (study_id, series_id, sop_uid, sop_class, transfer_syntax, number, frames,
                           file_key, file_size, data_set_offset, sha256, pixel_offset, pixel_length, frame_bits,
                           metadata, source, received_at)
                    select se.study_id, se.id, '1.2.9.1.' || x, '1.2', '1.2.840.10008.1.2.1', x, 1, 'none', 1, 1, 'none',
                           1, 1, 8, b.b, 'BENCH', current_timestamp
                      from %s cross join yh_series se cross join bench_blob b where se.series_uid = '1.2.9.1'""".formatted(numbers));
        }
    }

    /** As long as the header of a CT image in DICOM JSON. */
    private static String header() {
        StringBuilder json = new StringBuilder("{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"1.2.9.1.1\"]}");
        for (int i = 0; i < 170; i++) {
            json.append(",\"0019%04X\":{\"vr\":\"LO\",\"Value\":[\"value %d of a header of many values %d\"]}"
                    .formatted(0x1000 + i, i, 7919 * i));
        }
        return json.append('}').toString();
    }

    /** One piece, as org.yilian.hub.imaging.index.MetadataBlob lays it out. */
    private static void blob(Connection connection, String insert, String json) throws SQLException {
        byte[] plain = json.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(plain);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(plain);
        byte[] buffer = new byte[1 << 16];
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH));
        deflater.end();
        byte[] blob = ByteBuffer.allocate(16 + packed.size())
                .putInt(1)
                .putInt((int) crc.getValue())
                .putInt(plain.length)
                .putInt(packed.size())
                .put(packed.toByteArray())
                .array();
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setBytes(1, blob);
            statement.executeUpdate();
        }
    }
}
