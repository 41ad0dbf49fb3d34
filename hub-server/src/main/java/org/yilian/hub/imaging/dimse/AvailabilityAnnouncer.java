package org.yilian.hub.imaging.dimse;

import java.math.BigInteger;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility.HospitalSystem;
import org.yilian.hub.facility.Region;
import org.yilian.hub.record.StudySettled;

/**
 * Has the systems of the owner that ask for it notified of a study that has come. What is owed commits with the state that the
 * study has been told of: none is forgotten, none is told twice for one state.
 */
@Component
class AvailabilityAnnouncer {
    private final Region region;
    private final OwedReports reports;
    private final Clock clock;

    AvailabilityAnnouncer(Region region, OwedReports reports, Clock clock) {
        this.region = region;
        this.reports = reports;
        this.clock = clock;
    }

    @EventListener
    void settled(StudySettled study) {
        region.facility(study.facility()).stream()
                .flatMap(facility -> facility.systems().stream())
                .filter(HospitalSystem::availability)
                .forEach(system ->
                        reports.announce(system.ae(), study.facility(), study.studyUid(), uid(), clock.instant()));
    }

    /** PS3.5 B.2. */
    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }
}
