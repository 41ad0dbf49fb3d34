package org.yilian.mappings.hl7v2.out;

import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;

/** Patient to PID (HL7 v2.8 section 3.4.2). PID-3 holds the numbers given, never those of the resource. */
final class PidSegment {
    private PidSegment() {}

    static void write(Er7Writer out, int setId, List<PatientNumber> numbers, Patient patient) {
        Er7Writer.Line pid = out.segment("PID").add(1, String.valueOf(setId));
        numbers.forEach(number -> pid.add(3, number.cx()));
        for (HumanName name : patient.getName()) {
            pid.add(5, Parties.xpn(name));
        }
        pid.add(7, Times.dtm(birth(patient)));
        pid.add(8, sex(patient.getGender()));
        for (Address address : patient.getAddress()) {
            pid.add(11, Parties.xad(address));
        }
        for (ContactPoint contact : patient.getTelecom()) {
            pid.add(contact.getUse() == ContactPoint.ContactPointUse.WORK ? 14 : 13, Parties.xtn(contact));
        }
        pid.add(16, Coded.cwe(patient.getMaritalStatus()));
        if (patient.getMultipleBirth() instanceof BooleanType multiple) {
            pid.add(24, multiple.booleanValue() ? "Y" : "N");
        } else if (patient.hasMultipleBirthIntegerType()) {
            pid.add(24, "Y").add(25, patient.getMultipleBirthIntegerType().getValueAsString());
        }
        if (patient.getDeceased() instanceof DateTimeType death) {
            pid.add(29, Times.dtm(death)).add(30, "Y");
        } else if (patient.hasDeceasedBooleanType()) {
            pid.add(30, patient.getDeceasedBooleanType().booleanValue() ? "Y" : "N");
        }
    }

    private static org.hl7.fhir.r4.model.BaseDateTimeType birth(Patient patient) {
        var time = patient.getBirthDateElement()
                .getExtensionByUrl("http://hl7.org/fhir/StructureDefinition/patient-birthTime");
        return time != null && time.getValue() instanceof DateTimeType exact ? exact : patient.getBirthDateElement();
    }

    /** HL7 table 0001. */
    static String sex(AdministrativeGender gender) {
        if (gender == null) {
            return null;
        }
        return switch (gender) {
            case MALE -> "M";
            case FEMALE -> "F";
            case OTHER -> "O";
            default -> "U";
        };
    }
}
