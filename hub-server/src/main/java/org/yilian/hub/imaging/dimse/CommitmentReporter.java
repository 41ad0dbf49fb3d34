package org.yilian.hub.imaging.dimse;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.AssociationSettings;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.StorageCommitment;
import org.yilian.dicom.net.Timeouts;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;

/**
 * Tells who asked which instances are kept, PS3.4 J.3.3, as the index says at that moment. A peer that cannot be reached is
 * tried again with growing pauses for three days. A report may arrive twice when the hub crashes in between; it says the same.
 */
@Component
class CommitmentReporter {
    private static final Logger log = LoggerFactory.getLogger(CommitmentReporter.class);
    private static final int AT_ONCE = 20;
    private static final long FIRST_PAUSE_SECONDS = 5;
    private static final long LONGEST_PAUSE_SECONDS = 3600;
    private static final Duration PATIENCE = Duration.ofDays(3);
    private static final AssociationSettings SETTINGS =
            AssociationSettings.DEFAULT.withTimeouts(Timeouts.all(Duration.ofSeconds(15)));

    private final Commitments commitments;
    private final KeptInstances kept;
    private final MoveTargets targets;
    private final String aeTitle;
    private final Clock clock;
    /** A peer that keeps us waiting keeps nobody else waiting: a thread of its own, one round at a time. */
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            task -> new Thread(task, "storage-commitment"),
            new ThreadPoolExecutor.DiscardPolicy());

    CommitmentReporter(
            Commitments commitments, KeptInstances kept, MoveTargets targets, DicomDoorSettings settings, Clock clock) {
        this.commitments = commitments;
        this.kept = kept;
        this.targets = targets;
        this.aeTitle = settings.aeTitle();
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT3S")
    void reportDue() {
        worker.execute(this::round);
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    private void round() {
        for (Commitments.Owed owed : commitments.due(clock.instant(), AT_ONCE)) {
            if (commitments.claim(owed, clock.instant())) {
                attempt(owed);
            }
        }
    }

    private void attempt(Commitments.Owed owed) {
        try {
            DimseStatus status = report(owed);
            if (status.isSuccess() || status.isWarning()) {
                commitments.reported(owed);
                return;
            }
            log.info("storage commitment not taken: peer={} status={}", owed.aeTitle(), status.hex());
        } catch (IOException | RuntimeException e) {
            // Class names only: texts may carry what a peer sent.
            log.info(
                    "storage commitment not reported: peer={} cause={}",
                    owed.aeTitle(),
                    e.getClass().getSimpleName());
        }
        postpone(owed);
    }

    private DimseStatus report(Commitments.Owed owed) throws IOException {
        AssociationRequest to = targets.find(owed.aeTitle())
                .orElseThrow(() -> new IOException("the peer has no address any more"))
                .settings(SETTINGS)
                .propose(UID.StorageCommitmentPushModel, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)
                .onlyScp(UID.StorageCommitmentPushModel);
        StorageCommitment.Result result = kept.of(owed.facility(), owed.request());
        try (DicomClient client = DicomClient.connect(to)) {
            return client.invoke(result.message(aeTitle)).status();
        }
    }

    private void postpone(Commitments.Owed owed) {
        Instant now = clock.instant();
        if (owed.askedAt().plus(PATIENCE).isBefore(now)) {
            log.warn("HUB-0551: storage commitment given up: peer={} attempts={}", owed.aeTitle(), owed.attempts() + 1);
            commitments.giveUp(owed);
            return;
        }
        long pause = FIRST_PAUSE_SECONDS << Math.min(owed.attempts(), 20);
        commitments.later(owed, now.plusSeconds(Math.min(pause, LONGEST_PAUSE_SECONDS)));
    }
}
