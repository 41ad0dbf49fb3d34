package org.yilian.hub.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All results of some source records as lists show them, without opening a resource. The caller asks who may see them. */
@Component
public class ResultHistory {
    private static final int MOST = 5_000;

    private final JdbcClient jdbc;

    ResultHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A value as its laboratory gave it; absent parts are null. */
    public record Item(String name, String value, String unit, String range, String flag, String regionalCode) {
        @Override
        public String toString() {
            return "Item";
        }
    }

    /**
     * A laboratory report (LAB), a study's images (IMAGING) or an examination's written report (REPORT).
     *
     * @param resource {@code Type/id} of the report or study
     * @param at specimen or acquisition time, else issue time; null if neither is known
     * @param text of a written report
     */
    public record Entry(
            String kind,
            String resource,
            String patient,
            String facility,
            Instant at,
            String title,
            String status,
            List<Item> items,
            String text,
            String studyUid,
            String modality,
            Integer instances) {
        @Override
        public String toString() {
            return "Entry[" + resource + "]";
        }
    }

    @Transactional(readOnly = true)
    public List<Entry> of(Collection<String> patients) {
        if (patients.isEmpty()) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>(reports(patients));
        entries.addAll(studies(patients));
        return entries;
    }

    private List<Entry> studies(Collection<String> patients) {
        return jdbc.sql(
                        "select resource, patient, facility, started_at, title, available, study_uid, modality, instances"
                                + " from yh_imaging_fact where patient in (:patients) order by started_at desc, resource limit "
                                + MOST)
                .param("patients", patients)
                .query((row, n) -> new Entry(
                        "IMAGING",
                        row.getString("resource"),
                        row.getString("patient"),
                        row.getString("facility"),
                        instant(row, "started_at"),
                        row.getString("title"),
                        row.getBoolean("available") ? "available" : "registered",
                        List.of(),
                        null,
                        row.getString("study_uid"),
                        row.getString("modality"),
                        row.getInt("instances")))
                .list();
    }

    /** Rows of one report become one entry. */
    private List<Entry> reports(Collection<String> patients) {
        Map<String, List<Row>> byReport = new LinkedHashMap<>();
        jdbc.sql("select resource, patient, facility, kind, item, status, report, report_status, report_title, name,"
                        + " result_value, unit, ref_range, flag, clinical_at, issued_at from yh_result"
                        + " where patient in (:patients) and latest = true"
                        + " order by clinical_at desc, report, resource limit " + MOST)
                .param("patients", patients)
                .query((row, n) -> Row.of(row))
                .list()
                .forEach(row -> byReport.computeIfAbsent(row.key(), key -> new ArrayList<>())
                        .add(row));
        return byReport.values().stream().map(ResultHistory::entry).toList();
    }

    private static Entry entry(List<Row> rows) {
        Row first = rows.get(0);
        boolean examination = rows.stream().anyMatch(row -> !row.kind().equals("LAB"));
        String text = examination ? text(rows) : null;
        List<Item> items = examination
                ? List.of()
                : rows.stream()
                        .map(row -> new Item(
                                row.name(),
                                row.value(),
                                row.unit(),
                                row.range(),
                                row.flag(),
                                row.item().isEmpty() ? null : row.item()))
                        .toList();
        return new Entry(
                examination ? "REPORT" : "LAB",
                first.key(),
                first.patient(),
                first.facility(),
                first.at(),
                first.title().isEmpty() ? first.name() : first.title(),
                first.reportStatus().isEmpty() ? first.status() : first.reportStatus(),
                items,
                text,
                null,
                null,
                null);
    }

    private static String text(List<Row> rows) {
        List<String> parts = rows.stream()
                .filter(row -> row.kind().equals("TEXT") && row.value() != null)
                .map(row -> row.name() + "：" + row.value())
                .toList();
        return parts.isEmpty() ? null : String.join("\n", parts);
    }

    private record Row(
            String resource,
            String patient,
            String facility,
            String kind,
            String item,
            String status,
            String report,
            String reportStatus,
            String title,
            String name,
            String value,
            String unit,
            String range,
            String flag,
            Instant at) {

        static Row of(ResultSet row) throws SQLException {
            Instant clinical = instant(row, "clinical_at");
            return new Row(
                    row.getString("resource"),
                    row.getString("patient"),
                    row.getString("facility"),
                    row.getString("kind"),
                    row.getString("item"),
                    row.getString("status"),
                    row.getString("report"),
                    row.getString("report_status"),
                    row.getString("report_title"),
                    row.getString("name"),
                    row.getString("result_value"),
                    row.getString("unit"),
                    row.getString("ref_range"),
                    row.getString("flag"),
                    clinical == null ? instant(row, "issued_at") : clinical);
        }

        String key() {
            return report == null ? resource : "DiagnosticReport/" + report;
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
