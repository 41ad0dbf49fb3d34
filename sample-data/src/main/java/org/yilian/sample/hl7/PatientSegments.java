package org.yilian.sample.hl7;

import java.util.ArrayList;
import java.util.List;
import org.yilian.sample.Hospital;
import org.yilian.sample.cast.PersonName;
import org.yilian.sample.cast.Registration;
import org.yilian.sample.history.Department;
import org.yilian.sample.history.Visit;

/** PID, PV1 and DG1 with each hospital's habits. */
final class PatientSegments {
    private PatientSegments() {}

    /** @param number the patient number to speak of: the current or the former one */
    static SegmentText pid(Registration registration, String number) {
        Hospital hospital = registration.hospital();
        List<String> identifiers = new ArrayList<>();
        identifiers.add(number(hospital, number));
        if (registration.identityNumber() != null) {
            identifiers.add(SegmentText.components(registration.identityNumber(), "", "", "CN-ID", "NI"));
        }
        SegmentText pid = new SegmentText("PID")
                .set(1, "1")
                .encoded(3, String.join("~", identifiers))
                .encoded(5, name(hospital, registration.name()))
                .set(7, Times.write(registration.birthDate()))
                .set(8, registration.person().sex().letter())
                .set(13, registration.phone(), "PRN", "CP");
        return registration.address().isEmpty() ? pid : pid.set(11, registration.address(), "", "", "", "", "CHN", "H");
    }

    /** The township hospital writes the bare number; whoever receives it has to know whose it is. */
    static String number(Hospital hospital, String number) {
        return hospital == Hospital.H004
                ? SegmentText.components(number)
                : SegmentText.components(number, "", "", hospital.name(), "MR");
    }

    /** H001 adds pinyin as a second name, H002 writes the whole name as family name. */
    private static String name(Hospital hospital, PersonName name) {
        return switch (hospital) {
            case H001 ->
                SegmentText.components(name.family(), name.given(), "", "", "", "", "L", "I")
                        + "~"
                        + SegmentText.components(name.familyPinyin(), name.givenPinyin(), "", "", "", "", "L", "A");
            case H002 -> SegmentText.components(name.text());
            case H003, H004 -> SegmentText.components(name.family(), name.given());
        };
    }

    static SegmentText pv1(Visit visit, boolean discharged) {
        Hospital hospital = visit.registration().hospital();
        Department department = visit.department();
        SegmentText pv1 = new SegmentText("PV1")
                .set(1, "1")
                .set(2, visit.kind().patientClass())
                .set(3, department.code(), "", visit.bed(), hospital.name(), "", "", "", "", department.name())
                .encoded(7, doctor(visit))
                .set(10, department.code())
                .encoded(19, visit.number())
                .set(44, Times.write(hospital, visit.start()));
        if (discharged) {
            pv1.set(36, "1").set(45, Times.write(hospital, visit.end()));
        }
        return pv1;
    }

    static String doctor(Visit visit) {
        return SegmentText.components(visit.doctor().number(), visit.doctor().name());
    }

    static SegmentText dg1(Visit visit) {
        Hospital hospital = visit.registration().hospital();
        return new SegmentText("DG1")
                .set(1, "1")
                .set(3, visit.diagnosis().code(), visit.diagnosis().name(), "I10")
                .set(5, Times.write(hospital, visit.start()))
                .set(6, "W");
    }
}
