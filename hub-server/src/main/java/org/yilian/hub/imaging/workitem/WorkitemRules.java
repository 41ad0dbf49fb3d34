package org.yilian.hub.imaging.workitem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.hub.facility.Facility;

/**
 * Which attributes a workitem has at which moment, <a
 * href="https://dicom.nema.org/medical/dicom/current/output/chtml/part04/sect_CC.2.5.html">PS3.4 table CC.2.5-3</a>. Pure.
 */
final class WorkitemRules {
    /** Coding scheme of facility codes, where a workitem names the hospital that is to do it. */
    private static final String REGIONAL = "99YILIAN";

    private static final Set<String> PRIORITIES = Set.of("HIGH", "MEDIUM", "LOW");
    private static final Set<String> READINESS = Set.of("INCOMPLETE", "UNAVAILABLE", "READY");

    /** Type 2 when a workitem is made: there, empty where nobody said. */
    private static final int[] EXPECTED = {
        Tag.ScheduledProcessingParametersSequence,
        Tag.ScheduledStationNameCodeSequence,
        Tag.ScheduledStationClassCodeSequence,
        Tag.ScheduledStationGeographicLocationCodeSequence,
        Tag.ScheduledWorkitemCodeSequence,
        Tag.InputInformationSequence,
        Tag.PatientName,
        Tag.PatientID,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.AdmissionID,
        Tag.ReferencedRequestSequence,
        Tag.ProcedureStepProgressInformationSequence,
        Tag.UnifiedProcedureStepPerformedProcedureSequence
    };

    /** Said when a workitem is made, or changed by the service that is there for it. */
    private static final Set<Integer> FIXED = Set.of(
            Tag.SOPClassUID,
            Tag.SOPInstanceUID,
            Tag.ProcedureStepState,
            Tag.PatientName,
            Tag.PatientID,
            Tag.IssuerOfPatientID,
            Tag.PatientBirthDate,
            Tag.PatientSex,
            Tag.AdmissionID,
            Tag.ReferencedRequestSequence);

    private WorkitemRules() {}

    /** What is kept of a new workitem. */
    static DataSet created(DataSet told, String uid, Facility facility, Instant now) {
        String sopClass = told.string(Tag.SOPClassUID, "");
        if (!sopClass.isEmpty() && !sopClass.equals(UID.UnifiedProcedureStepPush)) {
            throw WorkitemRefused.incorrect("The SOP class is not Unified Procedure Step - Push");
        }
        if (!WorkitemState.SCHEDULED.term().equals(told.string(Tag.ProcedureStepState))) {
            throw WorkitemRefused.incorrect("The Procedure Step State of a new workitem is SCHEDULED");
        }
        if (told.hasValue(Tag.TransactionUID)) {
            throw WorkitemRefused.incorrect("A new workitem has no Transaction UID");
        }
        if (!told.items(Tag.ProcedureStepProgressInformationSequence).isEmpty()
                || !told.items(Tag.UnifiedProcedureStepPerformedProcedureSequence)
                        .isEmpty()) {
            throw WorkitemRefused.incorrect("A new workitem tells of no progress and of nothing performed");
        }
        DataSet made = kept(told);
        for (int tag : EXPECTED) {
            if (!made.contains(tag)) {
                made.setEmpty(tag);
            }
        }
        if (!made.hasValue(Tag.WorklistLabel)) {
            made.set(Tag.WorklistLabel, facility.code());
        }
        made.set(Tag.SOPClassUID, UID.UnifiedProcedureStepPush).set(Tag.SOPInstanceUID, uid);
        check(made, facility.zone());
        return stamped(made, facility.zone(), now);
    }

    /** What is kept after an update; sequences are replaced whole. */
    static DataSet updated(DataSet known, DataSet told, ZoneId zone, Instant now) {
        for (int tag : told.tags()) {
            if (FIXED.contains(tag)) {
                throw WorkitemRefused.incorrect("The request changes an attribute that an update does not change");
            }
        }
        DataSet changed = known.copy().putAll(kept(told));
        check(changed, zone);
        return stamped(changed, zone, now);
    }

    /** What is kept of a workitem that is done. */
    static DataSet completed(DataSet known, ZoneId zone, Instant now) {
        DataSet done = known.copy();
        DataSet performed = done.item(Tag.UnifiedProcedureStepPerformedProcedureSequence);
        if (performed == null
                || performed.items(Tag.PerformedStationNameCodeSequence).isEmpty()
                || performed.items(Tag.PerformedWorkitemCodeSequence).isEmpty()
                || performed.dateTime(Tag.PerformedProcedureStepStartDateTime, zone) == null
                || performed.dateTime(Tag.PerformedProcedureStepEndDateTime, zone) == null) {
            throw WorkitemRefused.conflict("The workitem does not meet what its final state requires: Performed Station"
                    + " Name, Performed Workitem Code, start and end of the performed procedure");
        }
        if (!performed.contains(Tag.OutputInformationSequence)) {
            performed.setEmpty(Tag.OutputInformationSequence);
        }
        return stamped(done, zone, now);
    }

    /**
     * What is kept of a workitem that is not to be done, or no further.
     *
     * @param why of a request to cancel: reason and contact, may be empty
     */
    static DataSet canceled(DataSet known, DataSet why, ZoneId zone, Instant now) {
        DataSet ended = known.copy();
        DataSet progress = ended.item(Tag.ProcedureStepProgressInformationSequence);
        if (progress == null) {
            progress = ended.addItem(Tag.ProcedureStepProgressInformationSequence);
        }
        progress.putAll(why.select(tag -> tag == Tag.ReasonForCancellation
                || tag == Tag.ProcedureStepDiscontinuationReasonCodeSequence
                || tag == Tag.ContactURI
                || tag == Tag.ContactDisplayName));
        if (!progress.hasValue(Tag.ProcedureStepCancellationDateTime)) {
            progress.set(Tag.ProcedureStepCancellationDateTime, at(now, zone));
        }
        if (progress.items(Tag.ProcedureStepDiscontinuationReasonCodeSequence).isEmpty()) {
            progress.setItems(
                    Tag.ProcedureStepDiscontinuationReasonCodeSequence,
                    new DataSet()
                            .set(Tag.CodeValue, "110513")
                            .set(Tag.CodingSchemeDesignator, "DCM")
                            .set(Tag.CodeMeaning, "Discontinued for unspecified reason"));
        }
        return stamped(ended, zone, now);
    }

    /** When it is to begin. */
    static Instant start(DataSet attributes, ZoneId zone) {
        return attributes
                .dateTime(Tag.ScheduledProcedureStepStartDateTime, zone)
                .toInstant();
    }

    /** The hospital that is asked to do it, empty where none is named. */
    static String performer(DataSet attributes) {
        return attributes.items(Tag.ScheduledStationGeographicLocationCodeSequence).stream()
                .filter(each -> REGIONAL.equals(each.string(Tag.CodingSchemeDesignator)))
                .map(each -> each.string(Tag.CodeValue, ""))
                .findFirst()
                .orElse("");
    }

    private static DataSet kept(DataSet told) {
        return told.select(tag -> Tag.group(tag) > 2 && tag != Tag.TransactionUID && tag != Tag.ProcedureStepState)
                .transcode("ISO_IR 192");
    }

    private static void check(DataSet workitem, ZoneId zone) {
        if (!PRIORITIES.contains(workitem.string(Tag.ScheduledProcedureStepPriority, ""))) {
            throw WorkitemRefused.incorrect("The Scheduled Procedure Step Priority is HIGH, MEDIUM or LOW");
        }
        if (!READINESS.contains(workitem.string(Tag.InputReadinessState, ""))) {
            throw WorkitemRefused.incorrect("The Input Readiness State is INCOMPLETE, UNAVAILABLE or READY");
        }
        if (!workitem.hasValue(Tag.ProcedureStepLabel)) {
            throw WorkitemRefused.incorrect("A workitem has a Procedure Step Label");
        }
        if (workitem.dateTime(Tag.ScheduledProcedureStepStartDateTime, zone) == null) {
            throw WorkitemRefused.incorrect("A workitem has a Scheduled Procedure Step Start DateTime");
        }
    }

    private static DataSet stamped(DataSet workitem, ZoneId zone, Instant now) {
        return workitem.set(Tag.ScheduledProcedureStepModificationDateTime, at(now, zone));
    }

    private static OffsetDateTime at(Instant now, ZoneId zone) {
        return now.atZone(zone).toOffsetDateTime();
    }
}
