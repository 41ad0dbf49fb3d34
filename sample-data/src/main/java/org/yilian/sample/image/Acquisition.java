package org.yilian.sample.image;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.cast.Registration;
import org.yilian.sample.history.ExamOrder;
import org.yilian.sample.history.Visit;

/** What all instances of a study have in common: patient, study, series and equipment modules (PS3.3 C.7.1 to C.7.5). */
final class Acquisition {
    private final Visit visit;
    private final ExamOrder exam;
    private final ZonedDateTime start;

    Acquisition(Visit visit, ExamOrder exam) {
        this.visit = visit;
        this.exam = exam;
        this.start = exam.at().atZone(RegionPlan.ZONE);
    }

    /**
     * @param suffix names the instance within the study; equal names give equal UIDs
     * @param seconds after the beginning of the examination
     */
    DataSet instance(String sopClassUid, String suffix, int series, String seriesDescription, int number, int seconds) {
        DataSet dataSet = new DataSet();
        Hospital hospital = visit.registration().hospital();
        dataSet.set(Tag.SpecificCharacterSet, charset(hospital));
        if (hospital == Hospital.H001) {
            dataSet.set(Tag.TimezoneOffsetFromUTC, "+0800");
        }
        patient(dataSet);
        study(dataSet);
        LocalTime at = start.toLocalTime().plusSeconds(seconds);
        dataSet.set(Tag.SOPClassUID, sopClassUid)
                .set(Tag.SOPInstanceUID, Uids.of(exam.studyInstanceUid(), "instance/" + suffix))
                .set(Tag.SeriesInstanceUID, Uids.of(exam.studyInstanceUid(), "series/" + series))
                .set(Tag.Modality, exam.exam().modality())
                .set(Tag.SeriesNumber, series)
                .set(Tag.SeriesDescription, seriesDescription)
                .set(Tag.SeriesDate, start.toLocalDate())
                .set(Tag.SeriesTime, start.toLocalTime())
                .set(Tag.ContentDate, start.toLocalDate())
                .set(Tag.ContentTime, at)
                .set(Tag.InstanceNumber, number)
                .set(Tag.InstanceCreationDate, start.toLocalDate())
                .set(Tag.InstanceCreationTime, at);
        equipment(dataSet, hospital);
        return dataSet;
    }

    ZonedDateTime start() {
        return start;
    }

    private static String charset(Hospital hospital) {
        return hospital == Hospital.H001 || hospital == Hospital.H003 ? "ISO_IR 192" : "GB18030";
    }

    private void patient(DataSet dataSet) {
        Registration registration = visit.registration();
        int age = registration.person().ageOn(start.toLocalDate());
        dataSet.set(Tag.PatientName, Names.patient(registration))
                .set(Tag.PatientID, visit.patientNumber())
                .set(Tag.IssuerOfPatientID, registration.hospital().name())
                .set(Tag.PatientBirthDate, registration.birthDate())
                .set(Tag.PatientSex, registration.person().sex().letter())
                .set(Tag.PatientAge, String.format(Locale.ROOT, "%03dY", age));
    }

    private void study(DataSet dataSet) {
        Hospital hospital = visit.registration().hospital();
        DataSet code =
                Codes.of(exam.code().code(), "99" + hospital.name(), exam.code().name());
        dataSet.set(Tag.StudyInstanceUID, exam.studyInstanceUid())
                .set(Tag.StudyDate, start.toLocalDate())
                .set(Tag.StudyTime, start.toLocalTime())
                .set(Tag.StudyID, String.valueOf(exam.index() + 1))
                .set(Tag.AccessionNumber, exam.accession())
                .set(
                        Tag.ReferringPhysicianName,
                        Names.doctor(hospital, visit.doctor().name()))
                .set(Tag.StudyDescription, exam.code().name())
                .setItems(Tag.ProcedureCodeSequence, code)
                .setItems(
                        Tag.RequestAttributesSequence,
                        new DataSet()
                                .set(Tag.RequestedProcedureID, exam.placer())
                                .set(Tag.ScheduledProcedureStepID, exam.accession()));
    }

    private void equipment(DataSet dataSet, Hospital hospital) {
        dataSet.set(Tag.Manufacturer, "Yilian sample devices")
                .set(Tag.ManufacturerModelName, "Phantom " + exam.exam().modality())
                .set(Tag.InstitutionName, hospital.nameZh())
                .set(Tag.StationName, hospital.name() + exam.exam().modality())
                .set(Tag.DeviceSerialNumber, hospital.name() + "-1")
                .set(Tag.SoftwareVersions, "1.0");
    }
}
