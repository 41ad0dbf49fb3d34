package org.yilian.hub.imaging.dimse;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
import org.yilian.dicom.net.NormalizedRequest;
import org.yilian.dicom.net.StorageCommitment;
import org.yilian.dicom.net.Timeouts;
import org.yilian.hub.imaging.ingest.DicomDoorSettings;

/**
 * Tells who asked which instances are kept, PS3.4 J.3.3, and which have become available, R.3.2, as the index says at that
 * moment. A peer that cannot be reached is tried again with growing pauses for three days. A report may arrive twice when the
 * hub crashes in between; it says the same, under the same UID.
 */
@Component
class PeerReporter {
    private static final Logger log = LoggerFactory.getLogger(PeerReporter.class);
    private static final int AT_ONCE = 20;
    /** Duplicate SOP Instance: told before, in an attempt whose answer was lost. */
    private static final int DUPLICATE = 0x0111;

    private static final long FIRST_PAUSE_SECONDS = 5;
    private static final long LONGEST_PAUSE_SECONDS = 3600;
    private static final Duration PATIENCE = Duration.ofDays(3);
    private static final AssociationSettings SETTINGS =
            AssociationSettings.DEFAULT.withTimeouts(Timeouts.all(Duration.ofSeconds(15)));

    private final OwedReports reports;
    private final KeptInstances kept;
    private final Availability availability;
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
            task -> new Thread(task, "dimse-reports"),
            new ThreadPoolExecutor.DiscardPolicy());

    PeerReporter(
            OwedReports reports,
            KeptInstances kept,
            Availability availability,
            MoveTargets targets,
            DicomDoorSettings settings,
            Clock clock) {
        this.reports = reports;
        this.kept = kept;
        this.availability = availability;
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
        for (OwedReports.Owed owed : reports.due(clock.instant(), AT_ONCE)) {
            if (reports.claim(owed, clock.instant())) {
                attempt(owed);
            }
        }
    }

    private void attempt(OwedReports.Owed owed) {
        try {
            DimseStatus status = report(owed);
            boolean before = owed.kind() == OwedReports.Kind.AVAILABILITY && status.code() == DUPLICATE;
            if (status.isSuccess() || status.isWarning() || before) {
                reports.reported(owed);
                return;
            }
            log.info("report not taken: kind={} peer={} status={}", owed.kind(), owed.aeTitle(), status.hex());
        } catch (IOException | RuntimeException e) {
            // Class names only: texts may carry what a peer sent.
            log.info(
                    "report not sent: kind={} peer={} cause={}",
                    owed.kind(),
                    owed.aeTitle(),
                    e.getClass().getSimpleName());
        }
        postpone(owed);
    }

    private DimseStatus report(OwedReports.Owed owed) throws IOException {
        AssociationRequest to = targets.find(owed.aeTitle())
                .orElseThrow(() -> new IOException("the peer has no address any more"))
                .settings(SETTINGS);
        return switch (owed.kind()) {
            case COMMITMENT -> committed(owed, to);
            case AVAILABILITY -> available(owed, to);
        };
    }

    private DimseStatus committed(OwedReports.Owed owed, AssociationRequest to) throws IOException {
        to.propose(UID.StorageCommitmentPushModel, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)
                .onlyScp(UID.StorageCommitmentPushModel);
        StorageCommitment.Result result = kept.of(owed.facility(), owed.request());
        try (DicomClient client = DicomClient.connect(to)) {
            return client.invoke(result.message(aeTitle)).status();
        }
    }

    /** A study that is gone meanwhile is not told of: as good as told. */
    private DimseStatus available(OwedReports.Owed owed, AssociationRequest to) throws IOException {
        Optional<NormalizedRequest> notification = availability.of(owed.subject(), owed.uid());
        if (notification.isEmpty()) {
            return DimseStatus.SUCCESS;
        }
        to.propose(UID.InstanceAvailabilityNotification, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian);
        try (DicomClient client = DicomClient.connect(to)) {
            return client.invoke(notification.get()).status();
        }
    }

    private void postpone(OwedReports.Owed owed) {
        Instant now = clock.instant();
        if (owed.askedAt().plus(PATIENCE).isBefore(now)) {
            log.warn(
                    "HUB-0551: report given up: kind={} peer={} attempts={}",
                    owed.kind(),
                    owed.aeTitle(),
                    owed.attempts() + 1);
            reports.giveUp(owed);
            return;
        }
        long pause = FIRST_PAUSE_SECONDS << Math.min(owed.attempts(), 20);
        reports.later(owed, now.plusSeconds(Math.min(pause, LONGEST_PAUSE_SECONDS)));
    }
}
