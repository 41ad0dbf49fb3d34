package org.yilian.hub.emergency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.identity.PersonSearch;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** Opens, lists and judges. Whoever opens is on record before anything is open, found or not. */
@Component
class EmergencyDesk {
    private static final Logger log = LoggerFactory.getLogger(EmergencyDesk.class);
    private static final int SHORTEST_REASON = 8;
    private static final int LONGEST_TEXT = 2_000;

    private final PersonSearch people;
    private final Openings openings;
    private final EmergencySettings settings;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final Clock clock;
    private final Counter opened;

    EmergencyDesk(
            PersonSearch people,
            Openings openings,
            EmergencySettings settings,
            AccessPolicy policy,
            AuditTrail audit,
            Clock clock,
            MeterRegistry metrics) {
        this.people = people;
        this.openings = openings;
        this.settings = settings;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
        opened = metrics.counter("hub.emergency.openings");
    }

    /** @param person for the portal's page */
    record Opened(long id, String person, Instant until) {}

    /**
     * By a whole number only, and only where it names one person: nobody is to be looked for here.
     *
     * @param number the person's identity number, or a hospital's number
     */
    Opened open(String number, String reason) {
        Caller caller = policy.requireRead(Door.EMERGENCY, "Patient");
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST_REASON || why.length() > LONGEST_TEXT) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0770", "a reason of 8 to 2000 characters is needed");
        }
        if (caller.facility() == null) {
            throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0771", "only people of a hospital treat somebody");
        }
        String asked = number == null ? "" : number.strip();
        List<PersonSearch.Found> found = asked.chars().anyMatch(Character::isDigit)
                // The one place where the decision is not asked: it is what this is about.
                ? people.by(asked, records -> records)
                : List.of();
        List<String> patients = found.stream()
                .flatMap(each -> each.records().stream())
                .map(record -> "Patient/" + record.patient())
                .toList();
        audit.record(Access.query(Door.EMERGENCY, "Patient", why, List.of(), patients)
                .as(Access.Action.EXECUTE, "break-glass")
                .ending(found.size() == 1 ? Access.Outcome.SUCCESS : Access.Outcome.FAILED));
        if (found.size() != 1) {
            throw new HubFailure(FailureCategory.NOT_FOUND, "HUB-0772", "this number does not name one person");
        }
        Instant now = clock.instant();
        Opening opening = openings.add(
                caller.name(),
                caller.facility(),
                found.get(0).records().get(0).patient(),
                why,
                now,
                now.plus(settings.lasts()));
        opened.increment();
        log.warn("HUB-0773: records opened in an emergency: opening={} facility={}", opening.id(), caller.facility());
        return new Opened(opening.id(), String.valueOf(found.get(0).person()), opening.until());
    }

    List<Opening> list(boolean waiting) {
        policy.requireRead(Door.EMERGENCY_REVIEW, "AuditEvent");
        List<Opening> all = openings.list(waiting);
        audit.record(Access.query(
                Door.EMERGENCY_REVIEW,
                "AuditEvent",
                waiting ? "waiting" : "all",
                List.of(),
                all.stream().map(each -> "Patient/" + each.patient()).distinct().toList()));
        return all;
    }

    void review(long id, Boolean justified, String note) {
        Caller caller = policy.requireRead(Door.EMERGENCY_REVIEW, "AuditEvent");
        Opening opening = openings.byId(id)
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0774", "no such opening"));
        String words = note == null ? "" : note.strip();
        if (justified == null || words.length() > LONGEST_TEXT || !justified && words.length() < SHORTEST_REASON) {
            throw new HubFailure(
                    FailureCategory.INCORRECT, "HUB-0775", "say whether it was justified, and why if it was not");
        }
        if (opening.user().equals(caller.name())) {
            throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0776", "nobody judges what they did themselves");
        }
        if (!openings.review(id, caller.name(), clock.instant(), justified, words)) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0777", "it was judged already");
        }
        List<String> patient = List.of("Patient/" + opening.patient());
        audit.record(Access.read(Door.EMERGENCY_REVIEW, "AuditEvent", List.of(), patient)
                .as(Access.Action.UPDATE, justified ? "break-glass-justified" : "break-glass-not-justified"));
    }
}
