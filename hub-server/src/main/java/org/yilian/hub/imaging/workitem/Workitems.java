package org.yilian.hub.imaging.workitem;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.imaging.ingest.PatientNumbers;

/**
 * The services of PS3.4 CC.2 without their events. Who may ask is decided before; here it is decided whether the workitem is in
 * a state for it. Every refusal is a {@link WorkitemRefused}.
 */
@Component
public class Workitems {
    private static final String INCONSISTENT =
            "The submitted request is inconsistent with the current state of the workitem: ";

    private final WorkitemRows rows;
    private final Region region;
    private final Clock clock;

    Workitems(WorkitemRows rows, Region region, Clock clock) {
        this.rows = rows;
        this.region = region;
        this.clock = clock;
    }

    /**
     * What came of a request that was taken.
     *
     * @param warning what the asking system should know, in the words of PS3.18 11; null for nothing
     */
    public record Outcome(Workitem workitem, String warning) {}

    @Transactional(readOnly = true)
    public Optional<Workitem> find(String uid) {
        return rows.find(uid);
    }

    /**
     * Makes a workitem.
     *
     * @param uid one that nobody used, or empty for one of the hub's
     */
    @Transactional
    public Workitem create(Facility facility, String uid, DataSet told) {
        String own = uid.isEmpty() ? UID.create() : uid;
        if (!UID.isValid(own)) {
            throw WorkitemRefused.incorrect("The UID of the workitem is none");
        }
        Instant now = clock.instant();
        DataSet attributes = WorkitemRules.created(told, own, facility, now);
        Workitem made = new Workitem(
                own,
                facility.code(),
                performer(attributes, facility.code()),
                patient(attributes, facility),
                WorkitemState.SCHEDULED,
                null,
                WorkitemRules.start(attributes, facility.zone()),
                attributes);
        try {
            rows.insert(made, now);
        } catch (DuplicateKeyException e) {
            throw WorkitemRefused.conflict("There is a workitem of this UID");
        }
        return made;
    }

    /**
     * Changes what a workitem tells: anybody concerned while it waits, afterwards who does it.
     *
     * @param asking code of the asking hospital
     * @param lock Transaction UID, empty for none
     */
    @Transactional
    public Workitem update(String uid, String asking, String lock, DataSet told) {
        Workitem known = concerned(uid, asking);
        switch (known.state()) {
            case SCHEDULED -> {
                if (!lock.isEmpty()) {
                    throw WorkitemRefused.incorrect("The Transaction UID is incorrect: nobody does the workitem yet");
                }
            }
            case IN_PROGRESS -> requireLock(known, lock);
            default -> throw ended();
        }
        Instant now = clock.instant();
        ZoneId zone = zone(known);
        DataSet changed = WorkitemRules.updated(known.attributes(), told, zone, now);
        String performer = performer(changed, known.facility());
        if (!performer.equals(known.performer()) && !asking.equals(known.facility())) {
            throw WorkitemRefused.incorrect("Only the hospital that made the workitem says who is to do it");
        }
        Workitem news = new Workitem(
                uid,
                known.facility(),
                performer,
                known.patient(),
                known.state(),
                known.lock(),
                WorkitemRules.start(changed, zone),
                changed);
        rows.update(news, now);
        return news;
    }

    /**
     * Takes a workitem up, or ends it. Of several who want to take it up one does.
     *
     * @param told Procedure Step State and Transaction UID
     */
    @Transactional
    public Outcome move(String uid, String asking, DataSet told) {
        WorkitemState wanted = WorkitemState.of(told.string(Tag.ProcedureStepState, ""))
                .orElseThrow(() -> WorkitemRefused.incorrect("The Procedure Step State is none of the standard's"));
        String lock = told.string(Tag.TransactionUID, "");
        if (lock.isEmpty()) {
            throw WorkitemRefused.incorrect("The Transaction UID is missing");
        }
        if (!UID.isValid(lock)) {
            throw WorkitemRefused.incorrect("The Transaction UID is no UID");
        }
        if (wanted == WorkitemState.SCHEDULED) {
            throw WorkitemRefused.incorrect("A workitem is scheduled when it is made, and never again");
        }
        Workitem known = concerned(uid, asking);
        if (known.state().isFinal() && known.state() == wanted) {
            return new Outcome(known, already(wanted));
        }
        if (known.state().isFinal()) {
            throw ended();
        }
        boolean taken = known.state() == WorkitemState.IN_PROGRESS;
        if (wanted == WorkitemState.IN_PROGRESS) {
            if (taken) {
                throw WorkitemRefused.conflict(INCONSISTENT + "it is in progress");
            }
            return kept(known.moved(wanted, lock, known.attributes()));
        }
        if (!taken) {
            throw WorkitemRefused.conflict(INCONSISTENT + "it is not in progress yet");
        }
        requireLock(known, lock);
        Instant now = clock.instant();
        return kept(known.moved(
                wanted,
                lock,
                wanted == WorkitemState.COMPLETED
                        ? WorkitemRules.completed(known.attributes(), zone(known), now)
                        : WorkitemRules.canceled(known.attributes(), new DataSet(), zone(known), now)));
    }

    /**
     * Cancels a workitem that nobody has taken up. Who has taken one up ends it by {@link #move}: there is no way here to ask
     * them to.
     *
     * @param why reason and contact, may be empty
     */
    @Transactional
    public Outcome cancel(String uid, String asking, DataSet why) {
        Workitem known = concerned(uid, asking);
        return switch (known.state()) {
            case SCHEDULED ->
                kept(known.moved(
                        WorkitemState.CANCELED,
                        null,
                        WorkitemRules.canceled(
                                known.attributes(), why.copy().transcode("ISO_IR 192"), zone(known), clock.instant())));
            case CANCELED -> new Outcome(known, already(WorkitemState.CANCELED));
            case COMPLETED -> throw WorkitemRefused.conflict(INCONSISTENT + "it is COMPLETED");
            case IN_PROGRESS ->
                throw WorkitemRefused.conflict(INCONSISTENT + "it is in progress, and who performs it cannot be told");
        };
    }

    private Outcome kept(Workitem workitem) {
        rows.update(workitem, clock.instant());
        return new Outcome(workitem, null);
    }

    private Workitem concerned(String uid, String asking) {
        return rows.locked(uid).filter(each -> each.concerns(asking)).orElseThrow(WorkitemRefused::absent);
    }

    private static void requireLock(Workitem workitem, String lock) {
        if (lock.isEmpty()) {
            throw WorkitemRefused.incorrect("The Transaction UID is missing");
        }
        if (!lock.equals(workitem.lock())) {
            throw WorkitemRefused.incorrect("The Transaction UID is incorrect");
        }
    }

    private static WorkitemRefused ended() {
        return WorkitemRefused.conflict(INCONSISTENT + "it has ended");
    }

    private static String already(WorkitemState state) {
        return "The UPS is already in the requested state of " + state.term();
    }

    private String performer(DataSet attributes, String owner) {
        String named = WorkitemRules.performer(attributes);
        if (!named.isEmpty() && region.facility(named).isEmpty()) {
            throw WorkitemRefused.incorrect("The Scheduled Station Geographic Location names no member of the region");
        }
        return named.isEmpty() ? owner : named;
    }

    private static String patient(DataSet attributes, Facility facility) {
        return PatientNumbers.patientRef(
                facility,
                attributes.hasValue(Tag.IssuerOfPatientID) ? attributes.string(Tag.IssuerOfPatientID) : null,
                attributes.string(Tag.PatientID, ""));
    }

    private ZoneId zone(Workitem workitem) {
        return region.facility(workitem.facility()).map(Facility::zone).orElse(ZoneId.of("Asia/Shanghai"));
    }
}
