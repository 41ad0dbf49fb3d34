package org.yilian.hub.imaging.query;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yilian.dicom.Tag;

/** Attributes that can be matched, with their columns. {@code st}, {@code se} and {@code i} name study, series, instance. */
enum Key {
    StudyDate(Tag.StudyDate, Level.STUDY, "st.study_date", Matching.DATE),
    StudyTime(Tag.StudyTime, Level.STUDY, "st.study_time", Matching.TIME),
    AccessionNumber(Tag.AccessionNumber, Level.STUDY, "st.accession", Matching.TEXT),
    ModalitiesInStudy(Tag.ModalitiesInStudy, Level.STUDY, "st.modalities", Matching.ANY_OF),
    SOPClassesInStudy(Tag.SOPClassesInStudy, Level.STUDY, "st.sop_classes", Matching.ANY_OF),
    ReferringPhysicianName(Tag.ReferringPhysicianName, Level.STUDY, "st.referring", Matching.NAME),
    StudyDescription(Tag.StudyDescription, Level.STUDY, "st.description", Matching.TEXT),
    InstitutionName(Tag.InstitutionName, Level.STUDY, "st.institution", Matching.TEXT),
    PatientName(Tag.PatientName, Level.STUDY, "st.name_alphabetic", Matching.NAME),
    PatientID(Tag.PatientID, Level.STUDY, "st.patient_id", Matching.TEXT),
    IssuerOfPatientID(Tag.IssuerOfPatientID, Level.STUDY, "st.issuer", Matching.TEXT),
    PatientBirthDate(Tag.PatientBirthDate, Level.STUDY, "st.birth_date", Matching.DATE),
    PatientSex(Tag.PatientSex, Level.STUDY, "st.sex", Matching.TEXT),
    StudyInstanceUID(Tag.StudyInstanceUID, Level.STUDY, "st.study_uid", Matching.UID),
    StudyID(Tag.StudyID, Level.STUDY, "st.study_id", Matching.TEXT),
    NumberOfStudyRelatedSeries(Tag.NumberOfStudyRelatedSeries, Level.STUDY, "st.series_count", Matching.NUMBER),
    NumberOfStudyRelatedInstances(Tag.NumberOfStudyRelatedInstances, Level.STUDY, "st.instance_count", Matching.NUMBER),
    Modality(Tag.Modality, Level.SERIES, "se.modality", Matching.TEXT),
    SeriesInstanceUID(Tag.SeriesInstanceUID, Level.SERIES, "se.series_uid", Matching.UID),
    SeriesNumber(Tag.SeriesNumber, Level.SERIES, "se.number", Matching.NUMBER),
    SeriesDescription(Tag.SeriesDescription, Level.SERIES, "se.description", Matching.TEXT),
    BodyPartExamined(Tag.BodyPartExamined, Level.SERIES, "se.body_part", Matching.TEXT),
    SeriesDate(Tag.SeriesDate, Level.SERIES, "se.series_date", Matching.DATE),
    SeriesTime(Tag.SeriesTime, Level.SERIES, "se.series_time", Matching.TIME),
    PerformedProcedureStepStartDate(Tag.PerformedProcedureStepStartDate, Level.SERIES, "se.step_date", Matching.DATE),
    PerformedProcedureStepStartTime(Tag.PerformedProcedureStepStartTime, Level.SERIES, "se.step_time", Matching.TIME),
    ScheduledProcedureStepID(Tag.ScheduledProcedureStepID, Level.SERIES, "se.scheduled_step_id", Matching.TEXT),
    RequestedProcedureID(Tag.RequestedProcedureID, Level.SERIES, "se.requested_procedure_id", Matching.TEXT),
    SOPClassUID(Tag.SOPClassUID, Level.INSTANCE, "i.sop_class", Matching.UID),
    SOPInstanceUID(Tag.SOPInstanceUID, Level.INSTANCE, "i.sop_uid", Matching.UID),
    InstanceNumber(Tag.InstanceNumber, Level.INSTANCE, "i.number", Matching.NUMBER),
    Rows(Tag.Rows, Level.INSTANCE, "i.pixel_rows", Matching.NUMBER),
    Columns(Tag.Columns, Level.INSTANCE, "i.pixel_columns", Matching.NUMBER),
    BitsAllocated(Tag.BitsAllocated, Level.INSTANCE, "i.bits_allocated", Matching.NUMBER),
    NumberOfFrames(Tag.NumberOfFrames, Level.INSTANCE, "i.frames", Matching.NUMBER);

    private static final Map<Integer, Key> BY_TAG =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(key -> key.tag, Function.identity()));

    final int tag;
    final Level level;
    final String column;
    final Matching matching;

    Key(int tag, Level level, String column, Matching matching) {
        this.tag = tag;
        this.level = level;
        this.column = column;
        this.matching = matching;
    }

    /** The key of a tag, null where the index has none. */
    static Key of(int tag) {
        return BY_TAG.get(tag);
    }
}
