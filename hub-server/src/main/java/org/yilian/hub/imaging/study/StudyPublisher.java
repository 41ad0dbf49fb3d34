package org.yilian.hub.imaging.study;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.identity.People;
import org.yilian.hub.imaging.ingest.PatientNumbers;
import org.yilian.hub.platform.Collisions;
import org.yilian.hub.record.RecordReader;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.record.Submission;
import org.yilian.mappings.Remark;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.dicom.ImagingStudyMapper;
import org.yilian.mappings.dicom.StudySummary;
import org.yilian.mappings.dicom.StudySummary.SeriesSummary;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * Keeps ImagingStudy in step with the archive, per study and debounced: written when nothing came for a moment, at the latest
 * after a while, never once per instance. The flag in the study's row and the resource change in one transaction; what a crash
 * leaves flagged is written after the next start.
 */
@Component
public class StudyPublisher {
    private static final Logger log = LoggerFactory.getLogger(StudyPublisher.class);
    private static final int AT_ONCE = 50;
    /** Instances that an ImagingStudy lists per series; the counts are always whole. */
    private static final int MAX_LISTED = 2_000;

    private static final long FIRST_PAUSE_SECONDS = 5;
    private static final long LONGEST_PAUSE_SECONDS = 600;

    private record Pause(Instant until, long seconds) {}

    private final DirtyStudies dirty;
    private final Examinations examinations;
    private final ImageDocuments documents;
    private final People people;
    private final RecordReader reader;
    private final RecordWriter record;
    private final Region region;
    private final StudyTiming timing;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** Studies that failed, and when to try again. Only touched by the scheduler's thread. */
    private final Map<Long, Pause> pauses = new HashMap<>();

    StudyPublisher(
            DirtyStudies dirty,
            Examinations examinations,
            ImageDocuments documents,
            People people,
            RecordReader reader,
            RecordWriter record,
            Region region,
            StudyTiming timing,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.dirty = dirty;
        this.examinations = examinations;
        this.documents = documents;
        this.people = people;
        this.reader = reader;
        this.record = record;
        this.region = region;
        this.timing = timing;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S", initialDelayString = "PT2S")
    synchronized void publishDue() {
        Instant now = clock.instant();
        pauses.values()
                .removeIf(pause ->
                        pause.until().plusSeconds(LONGEST_PAUSE_SECONDS).isBefore(now));
        for (long id : dirty.due(now.minus(timing.quiet()), now.minus(timing.latest()), AT_ONCE + pauses.size())) {
            Pause pause = pauses.get(id);
            if (pause == null || !pause.until().isAfter(now)) {
                publish(id, pause, now);
            }
        }
    }

    private void publish(long id, Pause before, Instant now) {
        try {
            transaction.executeWithoutResult(status -> dirty.study(id).ifPresent(this::publish));
            pauses.remove(id);
        } catch (RuntimeException e) {
            long seconds = before == null ? FIRST_PAUSE_SECONDS : Math.min(LONGEST_PAUSE_SECONDS, 2 * before.seconds());
            pauses.put(id, new Pause(now.plusSeconds(seconds), seconds));
            if (Collisions.isOne(e)) {
                log.info("imaging study waits, another transaction was faster: study={} seconds={}", id, seconds);
                return;
            }
            log.error(
                    "HUB-0530: imaging study not written: study={} cause={}",
                    id,
                    e.getClass().getSimpleName());
        }
    }

    /** Says in the record that a study is no more; in the caller's transaction, while its row is still there. */
    public void withdraw(long id) {
        dirty.study(id).ifPresent(this::publish);
    }

    private void publish(DirtyStudies.Study study) {
        Facility facility = region.facility(study.facility()).orElse(null);
        if (facility == null) {
            dirty.clean(study, null, "FACILITY_UNKNOWN", timing.complete());
            return;
        }
        List<DirtyStudies.Series> rows = dirty.series(study.id());
        List<SeriesSummary> series = rows.stream()
                .map(each -> StudySummaries.series(each, dirty.instances(each.id(), MAX_LISTED), facility.zone()))
                .toList();
        StudySummary summary = StudySummaries.study(study, series, facility.zone());
        FacilityProfile profile = PatientNumbers.profile(facility);
        List<String> patients = patients(study, facility);
        Translation translation = ImagingStudyMapper.map(
                summary,
                profile,
                timing.wadoRoot(),
                linked("ServiceRequest", study, patients),
                linked("DiagnosticReport", study, patients));
        if (!translation.writes().isEmpty()) {
            List<ResourceWrite> writes = new ArrayList<>(translation.writes());
            writes.addAll(documents.writes(study, rows, profile, translation.patientKey(), timing.wadoRoot()));
            record.write(List.of(new Submission(study.facility(), "dicom:" + study.uid(), writes)));
        }
        String remark =
                translation.remarks().stream().map(Remark::code).findFirst().orElse(null);
        dirty.clean(study, translation.patientKey(), remark, timing.complete());
    }

    /** The patient as the images number it, and the other records of that person. */
    private List<String> patients(DirtyStudies.Study study, Facility facility) {
        String issuer = study.issuer() == null || study.issuer().isEmpty() ? null : study.issuer();
        String number = study.patientId() == null ? "" : study.patientId();
        String patient = PatientNumbers.patientRef(facility, issuer, number);
        return patient == null ? List.of() : people.samePerson(patient);
    }

    private List<String> linked(String type, DirtyStudies.Study study, List<String> patients) {
        if (patients.isEmpty() || study.instances() == 0) {
            return List.of();
        }
        List<String> ids = examinations.of(type, study, patients);
        Set<String> there = ids.isEmpty() ? Set.of() : reader.existing(type, ids);
        return ids.stream().filter(there::contains).toList();
    }
}
