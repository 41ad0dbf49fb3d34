package org.yilian.hub.recognition;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.recognition.rules.Candidate;
import org.yilian.hub.recognition.rules.Decision;
import org.yilian.hub.recognition.rules.Decision.LineDecision;
import org.yilian.hub.recognition.rules.Question;
import org.yilian.hub.recognition.rules.RecognitionEngine;
import org.yilian.hub.recognition.rules.Rulebook;
import org.yilian.hub.security.Caller;

/**
 * Answers checks and keeps them. The same question again, with the same answer, is the same check; with another answer
 * it is a new one that supersedes the first.
 */
@Component
class CheckDesk {
    private final Region region;
    private final Asked asked;
    private final LocalCodes codes;
    private final Rulebooks rulebooks;
    private final Candidates candidates;
    private final Checks checks;
    private final Clock clock;

    CheckDesk(
            Region region,
            Asked asked,
            LocalCodes codes,
            Rulebooks rulebooks,
            Candidates candidates,
            Checks checks,
            Clock clock) {
        this.region = region;
        this.asked = asked;
        this.codes = codes;
        this.rulebooks = rulebooks;
        this.candidates = candidates;
        this.checks = checks;
        this.clock = clock;
    }

    /** @param disclosed what the answer shows, and {@code patients} whose records it was looked for in: for the audit trail */
    record Answered(CheckAnswer answer, List<String> disclosed, List<String> patients) {}

    /**
     * @throws HubFailure HUB-0915 if the hospital is unknown, HUB-0916 if the caller works for another one, HUB-0910 ..
     *     HUB-0914 for an incomplete request
     */
    @Transactional
    public Answered check(CheckRequest incoming, Caller caller) {
        CheckRequest request = incoming.checked();
        Facility org = org(request.org(), caller);
        Rulebook rulebook = rulebooks.current();
        Asked.Subject subject = asked.subject(request.patient(), org);
        Question question = question(request, org, subject, rulebook);
        List<Candidate> found = candidates.find(subject, org.code(), items(question, rulebook), rulebook, caller);
        Decision decision = RecognitionEngine.decide(question, found, rulebook);
        Checks.Asker asker = new Checks.Asker(
                org.code(), request.requestId(), request.doctor(), request.dept(), caller.name(), subject.key());
        String checkId = same(asker, decision).orElseGet(() -> keep(asker, question, found, decision));
        return new Answered(
                CheckAnswer.of(checkId, decision, rulebook),
                disclosed(decision),
                subject.certain().stream().map(id -> "Patient/" + id).toList());
    }

    /**
     * Judges a past check again by what was kept of it.
     *
     * @throws HubFailure HUB-0903 if the caller's hospital made no such check
     */
    @Transactional(readOnly = true)
    public Replay replay(String checkId, Caller caller) {
        Checks.Check check = checks.find(checkId)
                .filter(found -> caller.facility() == null
                        || caller.facility().equals(found.asker().org()))
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0903", "no such check"));
        Decision again =
                RecognitionEngine.decide(check.question(), check.candidates(), rulebooks.version(check.ruleVersion()));
        return new Replay(checkId, check.ruleVersion(), check.decision().equals(again), check.decision(), again);
    }

    /** @param same whether the decision is the one that was given then */
    record Replay(String checkId, String ruleVersion, boolean same, Decision then, Decision now) {}

    private Facility org(String code, Caller caller) {
        String wanted = code.isEmpty() && caller.facility() != null ? caller.facility() : code;
        Facility org = region.facility(wanted)
                .orElseThrow(() -> new HubFailure(FailureCategory.INCORRECT, "HUB-0915", "org is no member"));
        if (caller.facility() != null && !caller.facility().equals(org.code())) {
            throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0916", "org is not the caller's");
        }
        return org;
    }

    private Question question(CheckRequest request, Facility org, Asked.Subject subject, Rulebook rulebook) {
        Set<String> menu = codes.menu(org.code());
        List<Question.Line> lines = request.items().stream()
                .map(item -> {
                    String code =
                            item.regionalCode() == null || item.regionalCode().isBlank()
                                    ? codes.item(org.code(), item.localCode().strip())
                                    : item.regionalCode().strip();
                    return new Question.Line(
                            item.lineId(),
                            code,
                            code == null ? List.of() : rulebook.expand(code, menu),
                            item.specimen(),
                            item.bodySite(),
                            item.laterality(),
                            item.contrast());
                })
                .toList();
        return new Question(
                org.code(),
                request.encounter(),
                subject.birthDate(),
                clock.instant(),
                true,
                subject.unambiguous(),
                lines,
                new LinkedHashSet<>(request.declared()));
    }

    private static Set<String> items(Question question, Rulebook rulebook) {
        Set<String> items = new LinkedHashSet<>();
        for (Question.Line line : question.lines()) {
            line.analytes().forEach(item -> items.addAll(rulebook.related(item)));
        }
        return items;
    }

    private Optional<String> same(Checks.Asker asker, Decision decision) {
        if (asker.requestId().isEmpty()) {
            return Optional.empty();
        }
        return checks.last(asker.org(), asker.requestId())
                .filter(last -> last.asker().subject().equals(asker.subject()))
                .filter(last -> last.decision().equals(decision))
                .map(Checks.Check::checkId);
    }

    private String keep(Checks.Asker asker, Question question, List<Candidate> found, Decision decision) {
        String checkId = UUID.randomUUID().toString();
        long id = checks.add(checkId, asker, question, found, decision);
        List<String> reminded = decision.lines().stream()
                .filter(line -> line.outcome().isRecognisable())
                .map(LineDecision::lineId)
                .toList();
        if (!reminded.isEmpty()) {
            checks.append(id, asker.org(), reminded, Checks.Event.of("REMINDED", question.now(), asker.actor()));
        }
        return checkId;
    }

    private static List<String> disclosed(Decision decision) {
        return decision.lines().stream()
                .flatMap(line -> line.judged().stream())
                .filter(verdict -> verdict.chosen() != null)
                .map(verdict -> verdict.chosen().id())
                .distinct()
                .toList();
    }
}
