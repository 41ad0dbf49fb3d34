package org.yilian.hub.recognition;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.recognition.rules.Rulebook;
import org.yilian.hub.recognition.rules.Rules;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** The plain JSON door of recognition, {@code /recognition/v1}: docs/recognition.md has examples. */
@RestController
@RequestMapping("/recognition/v1")
class RecognitionDoor {
    private final CheckDesk checkDesk;
    private final DecisionDesk decisionDesk;
    private final Rulebooks rulebooks;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final FhirContext fhir;

    RecognitionDoor(
            CheckDesk checkDesk,
            DecisionDesk decisionDesk,
            Rulebooks rulebooks,
            AccessPolicy policy,
            AuditTrail audit,
            FhirContext fhir) {
        this.checkDesk = checkDesk;
        this.decisionDesk = decisionDesk;
        this.rulebooks = rulebooks;
        this.policy = policy;
        this.audit = audit;
        this.fhir = fhir;
    }

    @PostMapping("/check")
    CheckAnswer check(@RequestBody CheckRequest request) {
        Caller caller = policy.requireRead(Door.RECOGNITION, "Observation", "DiagnosticReport", "ImagingStudy");
        CheckDesk.Answered answered = checkDesk.check(request, caller);
        audit.record(Access.query(
                        Door.RECOGNITION,
                        "Observation",
                        answered.answer().checkId(),
                        answered.disclosed(),
                        answered.patients())
                .as(Access.Action.EXECUTE, "recognition-check"));
        return answered.answer();
    }

    @PostMapping("/decision")
    DecisionDesk.Kept decide(@RequestBody DecisionRequest request) {
        Caller caller = policy.requireRead(Door.RECOGNITION);
        DecisionDesk.Kept kept = decisionDesk.decide(request, caller);
        audit.record(Access.query(Door.RECOGNITION, null, kept.checkId(), List.of(), List.of())
                .as(Access.Action.CREATE, "recognition-decision"));
        return kept;
    }

    /** @param then the decision as it was given, {@code now} as the same rules judge the same facts again */
    record Replayed(String checkId, String ruleVersion, boolean same, CheckAnswer then, CheckAnswer now) {}

    @GetMapping("/checks/{checkId}/replay")
    Replayed replay(@PathVariable String checkId) {
        Caller caller = policy.requireRead(Door.RECOGNITION);
        CheckDesk.Replay replay = checkDesk.replay(checkId, caller);
        Rulebook rulebook = rulebooks.version(replay.ruleVersion());
        audit.record(Access.query(Door.RECOGNITION, "Observation", checkId, List.of(), List.of())
                .as(Access.Action.EXECUTE, "recognition-replay"));
        return new Replayed(
                checkId,
                replay.ruleVersion(),
                replay.same(),
                CheckAnswer.of(checkId, replay.then(), rulebook),
                CheckAnswer.of(checkId, replay.now(), rulebook));
    }

    /** @param category LAB or IMAGING; {@code panel} true where ordering it means ordering several items */
    record Entry(
            String code,
            String nameZh,
            String nameEn,
            String category,
            boolean panel,
            String scope,
            String window,
            String unit,
            List<String> items) {}

    record ReasonEntry(String code, String zh, String en, boolean countsAsRefusal, boolean needsText) {}

    record Catalogue(String version, List<Entry> items, List<ReasonEntry> reasons) {}

    @GetMapping("/catalogue")
    Catalogue catalogue() {
        policy.requireRead(Door.RECOGNITION);
        Rulebook rulebook = rulebooks.current();
        List<Entry> entries = new ArrayList<>();
        for (Rules.Panel panel : rulebook.rules().panels()) {
            if (panel.items().size() > 1) {
                entries.add(new Entry(
                        panel.code(), panel.nameZh(), panel.nameEn(), "LAB", true, null, null, null, panel.items()));
            }
        }
        for (Rules.Item item : rulebook.rules().catalogue()) {
            entries.add(new Entry(
                    item.code(),
                    item.nameZh(),
                    item.nameEn(),
                    item.kind().name(),
                    false,
                    item.scope(),
                    item.window("*").toString(),
                    item.unit(),
                    null));
        }
        return new Catalogue(
                rulebook.version(),
                entries,
                Arrays.stream(RefusalReason.values())
                        .map(each -> new ReasonEntry(
                                each.code(), each.zh(), each.en(), each.countsAsRefusal(), each.needsText()))
                        .toList());
    }

    /** The dictionary of refusals as a FHIR CodeSystem. */
    @GetMapping(value = "/reasons", produces = "application/fhir+json")
    String reasons() {
        policy.requireRead(Door.RECOGNITION);
        return fhir.newJsonParser().encodeResourceToString(ReasonCodes.codeSystem());
    }
}
