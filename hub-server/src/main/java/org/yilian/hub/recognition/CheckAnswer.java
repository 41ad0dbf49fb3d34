package org.yilian.hub.recognition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.yilian.hub.recognition.rules.Candidate;
import org.yilian.hub.recognition.rules.Decision;
import org.yilian.hub.recognition.rules.Decision.LineDecision;
import org.yilian.hub.recognition.rules.Decision.Other;
import org.yilian.hub.recognition.rules.Decision.Verdict;
import org.yilian.hub.recognition.rules.Outcome;
import org.yilian.hub.recognition.rules.Reason;
import org.yilian.hub.recognition.rules.Rulebook;
import org.yilian.hub.recognition.rules.Rules;

/**
 * A decision as the JSON door tells it. Money has two decimals and is text, times have an offset.
 *
 * @param checkId names this check in decisions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckAnswer(String checkId, String ruleVersion, List<Line> lines) {

    /** @param parts the analytes of a panel, each judged by itself; null for a single item */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String lineId,
            String item,
            Outcome outcome,
            List<Reason> reasons,
            Evidence evidence,
            String expires,
            String saving,
            boolean preselected,
            List<String> notes,
            List<Step> trace,
            List<Another> others,
            List<Line> parts) {}

    /**
     * @param report {@code <facility>/<logical id of the DiagnosticReport>}
     * @param resource where the value is read by FHIR
     * @param regionalValue the value in the catalogue's unit, where the source uses another
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Evidence(
            String report,
            int version,
            String facility,
            String resource,
            String value,
            String unit,
            String range,
            String flag,
            String regionalValue,
            String regionalUnit,
            String status,
            String collected,
            String issued,
            String studyUid,
            List<String> marks) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(String gate, boolean ok, Reason reason, String record) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Another(
            String report, int version, String facility, String collected, Outcome outcome, List<Reason> reasons) {}

    static CheckAnswer of(String checkId, Decision decision, Rulebook rulebook) {
        return new CheckAnswer(
                checkId,
                decision.ruleVersion(),
                decision.lines().stream().map(line -> line(line, rulebook)).toList());
    }

    private static Line line(LineDecision line, Rulebook rulebook) {
        boolean single = line.judged().size() == 1
                && (line.item() == null
                        || line.judged().get(0).item() == null
                        || line.judged().get(0).item().equals(line.item()));
        Verdict shown = shown(line);
        return new Line(
                line.lineId(),
                line.item(),
                line.outcome(),
                line.reasons(),
                evidence(shown, rulebook),
                time(line.expires(), rulebook),
                money(line.saving()),
                line.preselected(),
                line.judged().stream()
                        .flatMap(each -> each.notes().stream())
                        .distinct()
                        .toList(),
                steps(shown),
                single ? others(shown, rulebook) : null,
                single
                        ? null
                        : line.judged().stream()
                                .map(each -> part(each, rulebook))
                                .toList());
    }

    private static Line part(Verdict verdict, Rulebook rulebook) {
        return new Line(
                null,
                verdict.item(),
                verdict.outcome(),
                verdict.reasons(),
                evidence(verdict, rulebook),
                time(verdict.expires(), rulebook),
                money(verdict.saving()),
                false,
                verdict.notes(),
                steps(verdict),
                others(verdict, rulebook),
                null);
    }

    /** Of a panel the analyte that decides: one that is not recognisable, else the one that expires first. */
    private static Verdict shown(LineDecision line) {
        Verdict shown = line.judged().get(0);
        for (Verdict each : line.judged()) {
            boolean better = rank(each) < rank(shown)
                    || rank(each) == rank(shown)
                            && each.expires() != null
                            && shown.expires() != null
                            && each.expires().isBefore(shown.expires());
            shown = better ? each : shown;
        }
        return shown;
    }

    private static int rank(Verdict each) {
        if (each.chosen() == null) {
            return 3;
        }
        return switch (each.outcome()) {
            case RECOGNISABLE_WITH_ALERT -> 0;
            case RECOGNISABLE -> 1;
            default -> 2;
        };
    }

    private static Evidence evidence(Verdict verdict, Rulebook rulebook) {
        Candidate chosen = verdict.chosen();
        if (chosen == null) {
            return null;
        }
        boolean readable = verdict.outcome() != Outcome.NOT_RECOGNISABLE;
        String unit = rulebook.item(chosen.item()).map(Rules.Item::unit).orElse(null);
        boolean converts = readable && unit != null && chosen.ucum() != null && !unit.equals(chosen.ucum());
        String converted = converts
                ? rulebook.convert(chosen.item(), chosen.value(), chosen.ucum(), unit)
                        .map(value -> value.stripTrailingZeros().toPlainString())
                        .orElse(null)
                : null;
        String report = chosen.report() == null ? chosen.id() : chosen.report();
        return new Evidence(
                chosen.facility() + "/" + report.substring(report.indexOf('/') + 1),
                chosen.report() == null ? chosen.version() : chosen.reportVersion(),
                chosen.facility(),
                chosen.id(),
                readable ? chosen.value() : null,
                readable ? chosen.unit() : null,
                readable ? chosen.range() : null,
                readable ? chosen.flag() : null,
                converted,
                converted == null ? null : unit,
                chosen.status(),
                time(chosen.clinical() == null ? chosen.issued() : chosen.clinical(), rulebook),
                time(chosen.issued(), rulebook),
                readable && chosen.images() ? chosen.study() : null,
                verdict.marks());
    }

    private static List<Step> steps(Verdict verdict) {
        return verdict.trace().stream()
                .map(step -> new Step(step.gate().name(), step.ok(), step.reason(), step.record()))
                .toList();
    }

    private static List<Another> others(Verdict verdict, Rulebook rulebook) {
        return verdict.others().isEmpty()
                ? null
                : verdict.others().stream()
                        .map(other -> another(other, rulebook))
                        .toList();
    }

    private static Another another(Other other, Rulebook rulebook) {
        return new Another(
                other.facility() + "/" + other.report().substring(other.report().indexOf('/') + 1),
                other.version(),
                other.facility(),
                time(other.time(), rulebook),
                other.outcome(),
                other.reasons());
    }

    private static String time(Instant instant, Rulebook rulebook) {
        return instant == null
                ? null
                : instant.atZone(rulebook.zone()).toOffsetDateTime().toString();
    }

    static String money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** Nothing of the results. */
    @Override
    public String toString() {
        return "CheckAnswer[" + checkId + "]";
    }
}
