package org.yilian.hub.recognition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.recognition.rules.Candidate;
import org.yilian.hub.recognition.rules.Rulebook;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;

/** Stored results that may spare what is ordered: of the person, of related items, of other hospitals. */
@Component
class Candidates {
    /** Older ones are never recognisable; the list stays short for people with long histories. */
    private static final int MOST = 400;

    private final NamedParameterJdbcTemplate jdbc;
    private final AccessPolicy policy;

    Candidates(JdbcTemplate jdbc, AccessPolicy policy) {
        this.policy = policy;
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
    }

    /** A study as the index of images tells of it. */
    private record Images(
            String resource,
            String uid,
            String facility,
            String patient,
            String accession,
            String item,
            String bodySite,
            String laterality,
            boolean available,
            Instant started) {}

    /** Those the asking hospital may see, in a fixed order: to a question, what is kept from who asks does not exist. */
    List<Candidate> find(
            Asked.Subject subject, String org, Collection<String> items, Rulebook rulebook, Caller caller) {
        Map<String, String> about = new HashMap<>();
        List<Candidate> found = find(subject, org, items, rulebook, about);
        return policy.visible(
                caller,
                found,
                each -> each.study() != null && !each.id().startsWith("Observation/")
                        ? Piece.study(each.study(), each.facility(), about.get(each.id()))
                        : Piece.of(
                                each.id(),
                                each.facility(),
                                about.get(each.id()),
                                rulebook.isExamination(each.item()) ? DataCategory.IMAGING : DataCategory.LAB));
    }

    /** @param about is told of whom each result is */
    private List<Candidate> find(
            Asked.Subject subject, String org, Collection<String> items, Rulebook rulebook, Map<String, String> about) {
        Set<String> patients = new HashSet<>(subject.certain());
        patients.addAll(subject.possible());
        if (patients.isEmpty() || items.isEmpty()) {
            return List.of();
        }
        Map<String, ?> values = Map.of("patients", patients, "items", items, "org", org);
        boolean examinations = items.stream().anyMatch(rulebook::isExamination);
        List<Images> studies = examinations ? studies(values) : List.of();
        Set<String> reported = new HashSet<>();
        List<Candidate> found = new ArrayList<>(jdbc.query(
                "select resource, version, report, report_version, report_status, facility, patient, kind, item, status,"
                        + " result_value, unit, ucum, ref_range, flag, critical, clinical_at, issued_at, accession, study"
                        + " from yh_result where patient in (:patients) and item in (:items) and latest = true"
                        + " and kind in ('LAB', 'IMAGING') and facility <> :org"
                        + " order by clinical_at desc, resource limit " + MOST,
                values,
                (row, n) -> {
                    about.put(row.getString("resource"), row.getString("patient"));
                    return candidate(row, subject, studies, reported);
                }));
        studies.stream()
                .filter(study -> items.contains(study.item()) && !reported.contains(study.resource()))
                .forEach(study -> {
                    about.put(study.resource(), study.patient());
                    found.add(unreported(study, subject));
                });
        return found;
    }

    private List<Images> studies(Map<String, ?> values) {
        return jdbc.query(
                "select resource, study_uid, facility, patient, accession, item, body_site, laterality, available, started_at"
                        + " from yh_imaging_fact where patient in (:patients) and facility <> :org"
                        + " order by started_at desc, resource limit " + MOST,
                values,
                (row, n) -> new Images(
                        row.getString("resource"),
                        row.getString("study_uid"),
                        row.getString("facility"),
                        row.getString("patient"),
                        row.getString("accession"),
                        row.getString("item"),
                        row.getString("body_site"),
                        row.getString("laterality"),
                        row.getBoolean("available"),
                        instant(row, "started_at")));
    }

    private static Candidate candidate(ResultSet row, Asked.Subject subject, List<Images> studies, Set<String> reported)
            throws SQLException {
        boolean examination = "IMAGING".equals(row.getString("kind"));
        Images images = examination ? images(row, studies) : null;
        if (images != null) {
            reported.add(images.resource());
        }
        String report = row.getString("report");
        Instant clinical = images != null && images.started() != null ? images.started() : instant(row, "clinical_at");
        return new Candidate(
                row.getString("resource"),
                row.getInt("version"),
                report == null ? null : "DiagnosticReport/" + report,
                row.getInt("report_version"),
                row.getString("facility"),
                row.getString("item"),
                status(row.getString("status"), row.getString("report_status")),
                row.getString("result_value"),
                row.getString("unit"),
                row.getString("ucum"),
                row.getString("ref_range"),
                row.getString("flag"),
                clinical,
                instant(row, "issued_at"),
                row.getBoolean("critical"),
                false,
                false,
                subject.certain().contains(row.getString("patient")),
                true,
                images != null && images.available(),
                null,
                images == null ? null : images.bodySite(),
                images == null ? null : images.laterality(),
                null,
                images == null ? null : images.uid(),
                Set.of());
    }

    /** A voided report voids its results, whatever they say themselves. */
    private static String status(String own, String report) {
        return "cancelled".equals(report) || "entered-in-error".equals(report) ? report : own;
    }

    private static Images images(ResultSet row, List<Images> studies) throws SQLException {
        String study = row.getString("study");
        String accession = row.getString("accession");
        String facility = row.getString("facility");
        for (Images each : studies) {
            boolean named = each.resource().equals(study);
            boolean numbered = study == null
                    && accession != null
                    && accession.equals(each.accession())
                    && facility.equals(each.facility());
            if (named || numbered) {
                return each;
            }
        }
        return null;
    }

    /** Images without a report yet: they exist, but nobody has read them. */
    private static Candidate unreported(Images study, Asked.Subject subject) {
        return new Candidate(
                study.resource(),
                1,
                null,
                0,
                study.facility(),
                study.item(),
                "registered",
                null,
                null,
                null,
                null,
                null,
                study.started(),
                null,
                false,
                false,
                false,
                subject.certain().contains(study.patient()),
                true,
                study.available(),
                null,
                study.bodySite(),
                study.laterality(),
                null,
                study.uid(),
                Set.of());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
