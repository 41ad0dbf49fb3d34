package org.yilian.hub.imaging;

import java.time.OffsetDateTime;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomJson;
import org.yilian.dicom.Tag;

/** A workitem as a hospital's system makes it, and what others do to it. */
final class WorkitemSample {
    private WorkitemSample() {}

    /** A reading of a study, to be begun at once. */
    static DataSet reading(String patientId, String study) {
        return new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.ProcedureStepState, "SCHEDULED")
                .set(Tag.ScheduledProcedureStepPriority, "MEDIUM")
                .set(Tag.InputReadinessState, "READY")
                .set(Tag.ProcedureStepLabel, "胸部CT远程阅片")
                .set(Tag.WorklistLabel, "远程诊断")
                .set(Tag.ScheduledProcedureStepStartDateTime, OffsetDateTime.now())
                .setItems(Tag.ScheduledWorkitemCodeSequence, code("110005", "DCM", "Interpretation"))
                .setItems(Tag.ScheduledStationNameCodeSequence, code("AI-1", "99LOCAL", "AI-1"))
                .set(Tag.PatientName, "Wang^Xiuying=王^秀英")
                .set(Tag.PatientID, patientId)
                .set(Tag.StudyInstanceUID, study);
    }

    /** The same, to be done by another member. */
    static DataSet reading(String patientId, String study, String performer) {
        return reading(patientId, study)
                .setItems(Tag.ScheduledStationGeographicLocationCodeSequence, code(performer, "99YILIAN", performer));
    }

    static DataSet state(String state, String transaction) {
        return new DataSet().set(Tag.ProcedureStepState, state).set(Tag.TransactionUID, transaction);
    }

    /** What makes a workitem complete. */
    static DataSet performed() {
        return new DataSet()
                .setItems(
                        Tag.UnifiedProcedureStepPerformedProcedureSequence,
                        new DataSet()
                                .setItems(Tag.PerformedStationNameCodeSequence, code("AI-1", "99LOCAL", "AI-1"))
                                .setItems(Tag.PerformedWorkitemCodeSequence, code("110005", "DCM", "Interpretation"))
                                .set(Tag.PerformedProcedureStepStartDateTime, OffsetDateTime.now())
                                .set(Tag.PerformedProcedureStepEndDateTime, OffsetDateTime.now()));
    }

    static DataSet code(String value, String scheme, String meaning) {
        return new DataSet()
                .set(Tag.CodeValue, value)
                .set(Tag.CodingSchemeDesignator, scheme)
                .set(Tag.CodeMeaning, meaning);
    }

    static String json(DataSet dataSet) {
        return DicomJson.toJson(dataSet);
    }
}
