package org.yilian.hub.imaging.removal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.Removals;
import org.yilian.hub.imaging.index.Removals.Act;
import org.yilian.hub.imaging.index.Removals.Done;
import org.yilian.hub.imaging.index.Removals.Subject;
import org.yilian.hub.imaging.study.StudyPublisher;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** Removes objects from the archive and holds studies in it. */
@Component
public class Removal {
    private final ImageIndex index;
    private final Removals removals;
    private final StudyPublisher publisher;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Removal(
            ImageIndex index,
            Removals removals,
            StudyPublisher publisher,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.index = index;
        this.removals = removals;
        this.publisher = publisher;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Who does it, for whom, and why. */
    public record Order(String facility, String by, String reason) {}

    /**
     * Removes a study, or a series or an instance of it. Its files are deleted later; the same objects may come again.
     *
     * @param seriesUid null for the whole study
     * @param sopUid null for the whole series
     * @return the Patient the study is about, null where it has none
     * @throws HubFailure NOT_FOUND, FORBIDDEN for the study of another facility, CONFLICT when the study is held
     */
    public String remove(String studyUid, String seriesUid, String sopUid, Order order) {
        return transaction.execute(status -> {
            Removals.Study study = locked(studyUid);
            if (!study.facility().equals(order.facility())) {
                throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0541", "only its owner removes a study");
            }
            if (study.holdReason() != null) {
                throw new HubFailure(FailureCategory.CONFLICT, "HUB-0542", "the study is held");
            }
            List<InstanceRow> instances = index.instances(studyUid, seriesUid, sopUid);
            if (instances.isEmpty()) {
                throw notFound();
            }
            Instant now = clock.instant();
            long bytes =
                    instances.stream().mapToLong(row -> row.object().size()).sum();
            Subject subject = new Subject(study.facility(), studyUid, seriesUid, sopUid, instances.size(), bytes);
            removals.record(new Done(Act.REMOVE, subject, order.by(), now, order.reason()));
            if (!removals.remove(study.id(), instances, now)) {
                publisher.withdraw(study.id());
                removals.forget(study.id());
            }
            return study.patientRef();
        });
    }

    /**
     * Holds a study: nobody removes anything of it until it is freed.
     *
     * @throws HubFailure NOT_FOUND
     */
    public void hold(String studyUid, String by, String reason) {
        change(studyUid, Act.HOLD, by, reason);
    }

    /** Lets go of a held study. */
    public void free(String studyUid, String by, String reason) {
        change(studyUid, Act.FREE, by, reason);
    }

    private void change(String studyUid, Act act, String by, String reason) {
        transaction.executeWithoutResult(status -> {
            Removals.Study study = locked(studyUid);
            removals.hold(study.id(), act == Act.HOLD ? reason : null);
            Subject subject = new Subject(study.facility(), studyUid, null, null, 0, 0);
            removals.record(new Done(act, subject, by, clock.instant(), reason));
        });
    }

    private Removals.Study locked(String studyUid) {
        Optional<Removals.Study> study = removals.lock(studyUid);
        return study.orElseThrow(Removal::notFound);
    }

    private static HubFailure notFound() {
        return new HubFailure(FailureCategory.NOT_FOUND, "HUB-0540", "no such object in the archive");
    }
}
