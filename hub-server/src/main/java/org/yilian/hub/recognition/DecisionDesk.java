package org.yilian.hub.recognition;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.recognition.DecisionRequest.Act;
import org.yilian.hub.recognition.rules.Outcome;
import org.yilian.hub.security.Caller;

/** Keeps what doctors do with a check. One decision for a line; the same one again changes nothing. */
@Component
class DecisionDesk {
    private static final int LONGEST_TEXT = 1000;

    private final Checks checks;
    private final Clock clock;

    DecisionDesk(Checks checks, Clock clock) {
        this.checks = checks;
        this.clock = clock;
    }

    /** @param saving what the acceptance saves, at the prices of the check */
    record Kept(String checkId, String lineId, String state, String saving) {}

    /**
     * @throws HubFailure HUB-0920 no such check or line of the caller's hospital, HUB-0927 nothing to accept, HUB-0928
     *     the check is superseded, HUB-0929 decided otherwise already; and those of {@link DecisionRequest#checked}
     */
    @Transactional
    public Kept decide(DecisionRequest request, Caller caller) {
        Act act = request.checked();
        Checks.Check check = checks.find(request.checkId())
                .filter(found -> caller.facility() == null
                        || caller.facility().equals(found.asker().org()))
                .orElseThrow(DecisionDesk::unknown);
        Checks.Line line = checks.line(check.id(), request.lineId()).orElseThrow(DecisionDesk::unknown);
        Checks.Event event = event(request, act, line, caller);
        if (act == Act.VIEW) {
            checks.append(check.id(), check.asker().org(), List.of(line.lineId()), event);
            return kept(request, event);
        }
        Optional<Checks.Event> before = checks.decision(check.id(), line.lineId());
        if (before.isPresent()) {
            return repeated(request, event, before.get());
        }
        if (checks.superseded(check, line)) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0928", "a later check took this one's place");
        }
        try {
            checks.append(check.id(), check.asker().org(), List.of(line.lineId()), event);
        } catch (DuplicateKeyException e) {
            throw conflict();
        }
        return kept(request, event);
    }

    private Checks.Event event(DecisionRequest request, Act act, Checks.Line line, Caller caller) {
        boolean accepts = act == Act.ACCEPT;
        if (accepts && line.outcome() == Outcome.NOT_RECOGNISABLE) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0927", "there is nothing to accept");
        }
        String actor = request.doctor() == null || request.doctor().isBlank() ? caller.name() : request.doctor();
        boolean nothingSaved = line.saving().signum() == 0;
        return new Checks.Event(
                act.event(),
                act != Act.VIEW,
                clock.instant(),
                FactReader.cut(actor, 100),
                request.reason(),
                FactReader.cut(request.text(), LONGEST_TEXT),
                request.informed(),
                accepts && line.outcome() == Outcome.REFERENCE_ONLY && nothingSaved,
                act != Act.OVERRIDE
                        || RefusalReason.of(request.reason()).orElseThrow().countsAsRefusal(),
                accepts ? line.saving() : BigDecimal.ZERO);
    }

    private static Kept repeated(DecisionRequest request, Checks.Event now, Checks.Event before) {
        boolean same = before.name().equals(now.name())
                && Objects.equals(before.reason(), now.reason())
                && Objects.equals(before.remark(), now.remark())
                && Objects.equals(before.informed(), now.informed());
        if (!same) {
            throw conflict();
        }
        return kept(request, before);
    }

    private static Kept kept(DecisionRequest request, Checks.Event event) {
        return new Kept(request.checkId(), request.lineId(), event.name(), CheckAnswer.money(event.saving()));
    }

    private static HubFailure unknown() {
        return new HubFailure(FailureCategory.NOT_FOUND, "HUB-0920", "no such check or line");
    }

    private static HubFailure conflict() {
        return new HubFailure(FailureCategory.CONFLICT, "HUB-0929", "this line was decided otherwise already");
    }
}
