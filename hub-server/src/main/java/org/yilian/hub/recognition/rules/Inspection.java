package org.yilian.hub.recognition.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yilian.hub.recognition.rules.Decision.Step;
import org.yilian.hub.recognition.rules.Rules.Item;
import org.yilian.hub.recognition.rules.Rules.Member;
import org.yilian.hub.recognition.rules.Rules.Qualification;

/** One result before all gates, for one ordered item. Gates after a failed one are judged too and kept in the trace. */
final class Inspection {
    private static final Set<String> SETTLED = Set.of("final", "amended", "corrected");
    private static final Set<String> VOID = Set.of("cancelled", "entered-in-error");

    private final Question question;
    private final Question.Line line;
    private final String ordered;
    private final Candidate candidate;
    private final Rulebook rulebook;
    private final Optional<Item> entry;
    private final List<Step> trace = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private Instant expires;

    Inspection(Question question, Question.Line line, String ordered, Candidate candidate, Rulebook rulebook) {
        this.question = question;
        this.line = line;
        this.ordered = ordered;
        this.candidate = candidate;
        this.rulebook = rulebook;
        this.entry = rulebook.item(ordered);
        pass(Gate.G0, "");
        identity();
        status();
        sameItem();
        catalogue();
        qualification();
        direction();
        window();
        complete();
        alerts();
        exemptions();
    }

    Candidate candidate() {
        return candidate;
    }

    List<Step> trace() {
        return trace;
    }

    List<String> notes() {
        return notes;
    }

    List<String> marks() {
        return marks;
    }

    /** Null where no window applies. */
    Instant expires() {
        return expires;
    }

    /** The gate that decides: the first that failed, or null. */
    Gate decidedBy() {
        return trace.stream()
                .filter(step -> !step.ok())
                .map(Step::gate)
                .findFirst()
                .orElse(null);
    }

    Outcome outcome() {
        Gate gate = decidedBy();
        return gate == null ? Outcome.RECOGNISABLE : gate.ifFailed();
    }

    /** The reason of the first failure; of a recognisable result all that alerts or exempts. */
    List<Reason> reasons() {
        List<Reason> failed = trace.stream()
                .filter(step -> !step.ok())
                .map(Step::reason)
                .distinct()
                .toList();
        return outcome().isRecognisable() || failed.isEmpty() ? failed : failed.subList(0, 1);
    }

    private void identity() {
        check(Gate.G1, candidate.certain(), Reason.ID_UNCERTAIN, candidate.certain() ? "MATCH" : "POSSIBLE");
    }

    private void status() {
        Reason reason = VOID.contains(candidate.status()) ? Reason.VOIDED : Reason.NOT_FINAL;
        check(Gate.G2, SETTLED.contains(candidate.status()), reason, candidate.status());
    }

    private void sameItem() {
        boolean same = candidate.item().equals(ordered)
                && agrees(line.laterality(), candidate.laterality(), true)
                && agrees(line.bodySite(), candidate.bodySite(), false)
                && (line.contrast() == null
                        || candidate.contrast() == null
                        || line.contrast().equals(candidate.contrast()))
                && agrees(line.specimen(), entry.map(Item::specimen).orElse(null), false);
        check(Gate.G3, same, Reason.ITEM_DIFFERS, candidate.item());
        if (!rulebook.comparable(ordered, candidate.facility(), question.org())) {
            fail(Gate.G3, Reason.METHOD_NOT_COMPARABLE, "C");
        }
        if (question.birthDate() != null && candidate.time() != null) {
            int age = Period.between(question.birthDate(), rulebook.day(candidate.time()))
                    .getYears();
            boolean valid = onTheDay().stream().allMatch(each -> validAt(age, each));
            if (!valid) {
                fail(Gate.G3, Reason.AGE_NOT_VALID, "");
            }
        }
    }

    private static boolean validAt(int age, Qualification each) {
        return (each.minAge() == null || age >= each.minAge()) && (each.maxAge() == null || age <= each.maxAge());
    }

    /** What the order does not say does not matter; what it says and the result does not, matters for sides only. */
    private static boolean agrees(String wanted, String found, boolean required) {
        if (wanted == null || wanted.isBlank()) {
            return true;
        }
        if (found == null || found.isBlank()) {
            return !required;
        }
        return wanted.equalsIgnoreCase(found);
    }

    private void catalogue() {
        boolean covered = entry.filter(this::inForce)
                .filter(item -> covers(item.scope(), candidate.facility()) && covers(item.scope(), question.org()))
                .isPresent();
        check(Gate.G4, covered, Reason.NOT_IN_CATALOGUE, entry.map(Item::scope).orElse(""));
        if (covered) {
            marks.addAll(
                    switch (entry.orElseThrow().scope()) {
                        case "NATIONAL" -> List.of("全国HR");
                        case "PROVINCE" -> List.of("省HR");
                        default -> List.of("市HR");
                    });
        }
    }

    private boolean inForce(Item item) {
        LocalDate today = rulebook.day(question.now());
        return (item.from() == null || !today.isBefore(item.from()))
                && (item.to() == null || !today.isAfter(item.to()));
    }

    private boolean covers(String scope, String facility) {
        Member member = rulebook.member(facility);
        if (scope.startsWith("DISTRICT:")) {
            return scope.substring("DISTRICT:".length()).equals(member.district());
        }
        if (scope.startsWith("FACILITIES:")) {
            return Set.of(scope.substring("FACILITIES:".length()).split("\\+")).contains(facility);
        }
        return member.rank() > 0;
    }

    private List<Qualification> onTheDay() {
        return candidate.time() == null
                ? List.of()
                : rulebook.qualifications(candidate.facility(), ordered, rulebook.day(candidate.time()));
    }

    private static boolean qualified(List<Qualification> all) {
        return !all.isEmpty() && all.stream().allMatch(Qualification::pass);
    }

    private void qualification() {
        List<Qualification> then = onTheDay();
        String record =
                String.join(" ", then.stream().map(Qualification::scheme).toList());
        check(Gate.G5, qualified(then), Reason.QC_NOT_QUALIFIED, record);
        if (!candidate.marks().isEmpty()
                && !marks.isEmpty()
                && !candidate.marks().containsAll(marks)) {
            fail(Gate.G5, Reason.MARK_MISMATCH, "");
        }
        List<Qualification> today =
                rulebook.qualifications(candidate.facility(), ordered, rulebook.day(question.now()));
        if (qualified(then) && !qualified(today)) {
            notes.add("QC-FAILED-SINCE");
        } else if (!qualified(then) && qualified(today)) {
            notes.add("QC-PASSED-SINCE");
        }
    }

    private void direction() {
        boolean restricted =
                entry.filter(item -> "SAME_OR_HIGHER".equals(item.direction())).isPresent();
        int source = rulebook.member(candidate.facility()).rank();
        int target = rulebook.member(question.org()).rank();
        check(Gate.G6, !restricted || source >= target, Reason.DIRECTION, source + "->" + target);
    }

    private void window() {
        Instant time = candidate.time();
        Duration window = entry.map(item -> item.window(question.encounter())).orElse(null);
        if (time == null || window == null) {
            return;
        }
        if (candidate.clinical() == null) {
            notes.add("TIME-BASIS-WEAK");
        }
        expires = time.plus(window);
        check(Gate.G7, !question.now().isAfter(expires), Reason.EXPIRED, window.toString());
    }

    private void complete() {
        Instant time = candidate.time();
        if (time == null) {
            fail(Gate.G8, Reason.DATA_INCOMPLETE, "no time");
        } else if (time.isAfter(question.now().plus(rulebook.rules().policy().drift()))) {
            fail(Gate.G8, Reason.DATA_INCOMPLETE, "time in the future");
        } else if (entry.filter(item -> item.kind() == Rules.Kind.IMAGING).isPresent()) {
            images(entry.orElseThrow());
        } else {
            value();
        }
    }

    private void images(Item item) {
        boolean good = item.quality() == null || candidate.quality() == null || candidate.quality() >= item.quality();
        if (!candidate.images()) {
            fail(Gate.G8, Reason.IMAGES_UNAVAILABLE, "");
        } else {
            check(Gate.G8, good, Reason.DATA_INCOMPLETE, candidate.quality() == null ? "" : "" + candidate.quality());
        }
    }

    private void value() {
        boolean measured =
                entry.map(Item::unit).filter(unit -> !unit.equals("1")).isPresent();
        boolean whole =
                present(candidate.value()) && present(candidate.range()) && (!measured || present(candidate.unit()));
        check(Gate.G8, whole, Reason.DATA_INCOMPLETE, "");
    }

    private static boolean present(String text) {
        return text != null && !text.isBlank();
    }

    private void alerts() {
        boolean open = (candidate.critical() || beyondLimits()) && !candidate.criticalClosed();
        check(Gate.G9, !open, Reason.OPEN_CRITICAL, open ? "OPEN" : "");
        if (candidate.specimenDoubtful()) {
            fail(Gate.G9, Reason.SPECIMEN_DOUBTFUL, "");
        }
        if (open && !outcome().isRecognisable()) {
            notes.add(Reason.OPEN_CRITICAL.code());
        }
    }

    private boolean beyondLimits() {
        return entry.flatMap(item -> rulebook.convert(ordered, candidate.value(), candidate.ucum(), item.unit())
                        .filter(value -> below(value, item.criticalLow()) || below(item.criticalHigh(), value)))
                .isPresent();
    }

    private static boolean below(BigDecimal value, BigDecimal limit) {
        return value != null && limit != null && value.compareTo(limit) < 0;
    }

    private void exemptions() {
        List<Reason> declared = question.declared().stream()
                .sorted()
                .map(Reason::exemption)
                .filter(java.util.Objects::nonNull)
                .toList();
        if (declared.isEmpty()) {
            pass(Gate.G10, "");
        }
        declared.forEach(reason -> fail(Gate.G10, reason, ""));
    }

    private void check(Gate gate, boolean ok, Reason reason, String record) {
        trace.add(new Step(gate, ok, ok ? null : reason, record));
    }

    private void pass(Gate gate, String record) {
        trace.add(new Step(gate, true, null, record));
    }

    private void fail(Gate gate, Reason reason, String record) {
        trace.add(new Step(gate, false, reason, record));
    }
}
