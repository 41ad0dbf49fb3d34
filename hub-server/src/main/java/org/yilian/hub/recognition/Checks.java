package org.yilian.hub.recognition;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Region;
import org.yilian.hub.recognition.rules.Candidate;
import org.yilian.hub.recognition.rules.Decision;
import org.yilian.hub.recognition.rules.Outcome;
import org.yilian.hub.recognition.rules.Question;
import org.yilian.hub.recognition.rules.Reason;

/** Tables of checks and of what happened to them. Joins the caller's transaction. Events are only ever added. */
@Component
class Checks {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Region region;

    Checks(JdbcClient jdbc, JdbcTemplate batches, Region region) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.region = region;
    }

    /** Who asked about whom: the part of a check that the rules do not need. */
    record Asker(String org, String requestId, String doctor, String department, String actor, String subject) {}

    record Check(
            long id,
            String checkId,
            Asker asker,
            String ruleVersion,
            Question question,
            List<Candidate> candidates,
            Decision decision) {}

    record Line(String lineId, String item, Outcome outcome, BigDecimal saving) {}

    /**
     * @param decides whether it is the one decision of its line
     * @param informed whether the patient was told; null if not said
     * @param voluntary an acceptance of what was shown for reference only
     * @param counted false for a refusal that reports leave out
     */
    record Event(
            String name,
            boolean decides,
            Instant at,
            String actor,
            String reason,
            String remark,
            Boolean informed,
            boolean voluntary,
            boolean counted,
            BigDecimal saving) {
        static Event of(String name, Instant at, String actor) {
            return new Event(name, false, at, actor, null, null, null, false, true, BigDecimal.ZERO);
        }
    }

    long add(String checkId, Asker asker, Question question, List<Candidate> candidates, Decision decision) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into yh_check (check_id, org, request_id, doctor, department, actor, subject, asked_at,"
                        + " report_month, rule_version, question, candidates, decision)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        checkId,
                        asker.org(),
                        asker.requestId(),
                        asker.doctor(),
                        asker.department(),
                        asker.actor(),
                        asker.subject(),
                        Timestamp.from(question.now()),
                        ResultFacts.month(question.now(), region),
                        decision.ruleVersion(),
                        StoredJson.write(question),
                        StoredJson.write(candidates),
                        StoredJson.write(decision))
                .update(key, "id");
        long id = key.getKey().longValue();
        batches.batchUpdate(
                "insert into yh_check_line (check_ref, line_id, org, subject, item, outcome, reasons, saving)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                decision.lines().stream()
                        .map(line -> new Object[] {
                            id,
                            line.lineId(),
                            asker.org(),
                            asker.subject(),
                            line.item() == null ? "" : line.item(),
                            line.outcome().name(),
                            String.join(
                                    " ",
                                    line.reasons().stream().map(Reason::code).toList()),
                            line.saving()
                        })
                        .toList());
        return id;
    }

    void append(long check, String org, List<String> lines, Event event) {
        batches.batchUpdate(
                "insert into yh_check_event (check_ref, line_id, event, decides, happened_at, report_month, org, actor,"
                        + " reason, remark, informed, voluntary, counted, saving)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                lines.stream()
                        .map(line -> new Object[] {
                            check,
                            line,
                            event.name(),
                            event.decides() ? "D" : null,
                            Timestamp.from(event.at()),
                            ResultFacts.month(event.at(), region),
                            org,
                            event.actor(),
                            event.reason(),
                            event.remark(),
                            event.informed(),
                            event.voluntary(),
                            event.counted(),
                            event.saving()
                        })
                        .toList());
    }

    Optional<Check> find(String checkId) {
        return one("where check_id = ?", checkId);
    }

    /** The last check that this hospital numbered so. */
    Optional<Check> last(String org, String requestId) {
        return one("where org = ? and request_id = ? order by id desc limit 1", org, requestId);
    }

    private Optional<Check> one(String where, Object... values) {
        return jdbc.sql(
                        "select id, check_id, org, request_id, doctor, department, actor, subject, rule_version, question,"
                                + " candidates, decision from yh_check " + where)
                .params(values)
                .query((row, n) -> new Check(
                        row.getLong("id"),
                        row.getString("check_id"),
                        new Asker(
                                row.getString("org"),
                                row.getString("request_id"),
                                row.getString("doctor"),
                                row.getString("department"),
                                row.getString("actor"),
                                row.getString("subject")),
                        row.getString("rule_version"),
                        StoredJson.read(row.getString("question"), new TypeReference<Question>() {}),
                        StoredJson.read(row.getString("candidates"), new TypeReference<List<Candidate>>() {}),
                        StoredJson.read(row.getString("decision"), new TypeReference<Decision>() {})))
                .optional();
    }

    Optional<Line> line(long check, String lineId) {
        return jdbc.sql("select line_id, item, outcome, saving from yh_check_line where check_ref = ? and line_id = ?")
                .params(check, lineId)
                .query((row, n) -> new Line(
                        row.getString(1), row.getString(2), Outcome.valueOf(row.getString(3)), row.getBigDecimal(4)))
                .optional();
    }

    /** Whether the hospital asked again about the same item of the same person, so that this answer is out of date. */
    boolean superseded(Check check, Line line) {
        return !check.asker().subject().isEmpty()
                && jdbc.sql("select count(*) from yh_check_line where subject = ? and org = ? and item = ?"
                                        + " and check_ref > ?")
                                .params(check.asker().subject(), check.asker().org(), line.item(), check.id())
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** The one decision a line has had, if any. */
    Optional<Event> decision(long check, String lineId) {
        return jdbc.sql("select event, happened_at, actor, reason, remark, informed, voluntary, counted, saving"
                        + " from yh_check_event"
                        + " where check_ref = ? and line_id = ? and decides = 'D'")
                .params(check, lineId)
                .query((row, n) -> new Event(
                        row.getString(1),
                        true,
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        (Boolean) row.getObject(6),
                        row.getBoolean(7),
                        row.getBoolean(8),
                        row.getBigDecimal(9)))
                .optional();
    }
}
