package org.yilian.hub.recognition.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.yilian.hub.recognition.rules.Decision.LineDecision;
import org.yilian.hub.recognition.rules.Decision.Other;
import org.yilian.hub.recognition.rules.Decision.Step;
import org.yilian.hub.recognition.rules.Decision.Verdict;

/**
 * Judges whether stored results spare what is about to be ordered. A pure function: same question, candidates (in any
 * order) and rulebook, same decision.
 *
 * <p>Of several results the newest that qualifies is chosen; equal times are told apart by issue time, then by id. A
 * panel is judged per analyte: it is recognisable only if all of it is, because whoever drops the order drops all of it.
 */
public final class RecognitionEngine {
    private static final Comparator<Instant> TIME = Comparator.nullsFirst(Comparator.naturalOrder());

    /** Best first. */
    private static final Comparator<Inspection> PREFERENCE = Comparator.comparing(
                    (Inspection each) -> each.outcome().isRecognisable() ? 0 : 1)
            .thenComparing(RecognitionEngine::reached, Comparator.reverseOrder())
            .thenComparing(each -> each.candidate().time(), TIME.reversed())
            .thenComparing(each -> each.candidate().issued(), TIME.reversed())
            .thenComparing(each -> each.candidate().id())
            .thenComparing(each -> each.candidate().version(), Comparator.reverseOrder());

    private RecognitionEngine() {}

    public static Decision decide(Question question, List<Candidate> candidates, Rulebook rulebook) {
        List<Candidate> visible =
                candidates.stream().filter(Candidate::permitted).toList();
        List<LineDecision> lines = question.lines().stream()
                .map(line -> line(question, line, visible, rulebook))
                .toList();
        return new Decision(rulebook.version(), lines);
    }

    /** Recognisable ones are told apart by time alone; of the others, who got farther is nearer to the order. */
    private static int reached(Inspection each) {
        return each.outcome().isRecognisable() ? 0 : each.decidedBy().ordinal();
    }

    private static LineDecision line(
            Question question, Question.Line line, List<Candidate> candidates, Rulebook rulebook) {
        List<Verdict> judged = line.analytes().stream()
                .map(item -> verdict(question, line, item, candidates, rulebook))
                .toList();
        if (judged.isEmpty()) {
            judged = List.of(nothing(line.item(), Reason.CODE_NOT_MAPPED));
        }
        List<Verdict> good =
                judged.stream().filter(each -> each.outcome().isRecognisable()).toList();
        Outcome outcome = outcome(judged, good);
        Set<Reason> reasons = new LinkedHashSet<>();
        if (!good.isEmpty() && good.size() < judged.size()) {
            reasons.add(Reason.PARTIAL);
        }
        judged.stream()
                .sorted(Comparator.comparing(each -> each.outcome().isRecognisable() ? 1 : 0))
                .forEach(each -> reasons.addAll(each.reasons()));
        return new LineDecision(
                line.lineId(),
                line.item(),
                outcome,
                List.copyOf(reasons),
                good.stream()
                        .map(Verdict::expires)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                good.stream().map(Verdict::saving).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add),
                outcome == Outcome.RECOGNISABLE && reasons.isEmpty(),
                judged);
    }

    private static Outcome outcome(List<Verdict> judged, List<Verdict> good) {
        if (good.isEmpty()) {
            boolean readable = judged.stream().anyMatch(each -> each.outcome() == Outcome.REFERENCE_ONLY);
            return readable ? Outcome.REFERENCE_ONLY : Outcome.NOT_RECOGNISABLE;
        }
        if (good.size() < judged.size()) {
            return Outcome.REFERENCE_ONLY;
        }
        boolean alert = good.stream().anyMatch(each -> each.outcome() == Outcome.RECOGNISABLE_WITH_ALERT);
        return alert ? Outcome.RECOGNISABLE_WITH_ALERT : Outcome.RECOGNISABLE;
    }

    private static Verdict verdict(
            Question question, Question.Line line, String item, List<Candidate> candidates, Rulebook rulebook) {
        if (!question.permitted()) {
            return nothing(item, Reason.ACCESS_DENIED);
        }
        if (!question.identityCertain()) {
            return nothing(item, Reason.ID_UNCERTAIN);
        }
        Set<String> related = rulebook.related(item);
        List<Inspection> inspected = candidates.stream()
                .filter(candidate -> related.contains(candidate.item()))
                .map(candidate -> new Inspection(question, line, item, candidate, rulebook))
                .sorted(PREFERENCE)
                .toList();
        return inspected.isEmpty() ? nothing(item, Reason.NO_RESULT) : verdict(question, item, inspected, rulebook);
    }

    private static Verdict verdict(Question question, String item, List<Inspection> inspected, Rulebook rulebook) {
        Inspection best = inspected.get(0);
        boolean good = best.outcome().isRecognisable();
        if (!best.candidate().certain()) {
            // Another person's, perhaps: not even its age or status is told.
            return nothing(item, Reason.ID_UNCERTAIN);
        }
        List<Other> others = new ArrayList<>();
        inspected.stream().skip(1).filter(each -> each.candidate().certain()).forEach(each -> others.add(other(each)));
        return new Verdict(
                item,
                best.outcome(),
                best.reasons(),
                best.candidate(),
                good ? best.expires() : null,
                good ? rulebook.price(item, question.org()) : BigDecimal.ZERO,
                List.copyOf(best.notes()),
                good ? List.copyOf(best.marks()) : List.of(),
                List.copyOf(best.trace()),
                List.copyOf(others));
    }

    private static Other other(Inspection each) {
        Candidate candidate = each.candidate();
        String report = candidate.report() == null ? candidate.id() : candidate.report();
        int version = candidate.report() == null ? candidate.version() : candidate.reportVersion();
        return new Other(report, version, candidate.facility(), candidate.time(), each.outcome(), each.reasons());
    }

    private static Verdict nothing(String item, Reason reason) {
        return new Verdict(
                item,
                Outcome.NOT_RECOGNISABLE,
                List.of(reason),
                null,
                null,
                BigDecimal.ZERO,
                List.of(),
                List.of(),
                List.of(new Step(reason.gate(), false, reason, "")),
                List.of());
    }
}
