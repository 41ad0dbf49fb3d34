package org.yilian.mappings.dicom;

import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;

/**
 * The patient of a study, known by the same number as in the hospital's messages: the issuer is looked up in the same
 * table as CX-4, a number without issuer belongs to the facility's default authority.
 */
record DicomPatient(Patient resource, String logicalId) {

    /** Null when there is no number, or none whose issuer is known. */
    static DicomPatient of(StudySummary summary, FacilityProfile profile) {
        String number = blankToNull(summary.patientId());
        Authority authority = authority(blankToNull(summary.issuer()), profile);
        if (number == null || authority == null) {
            return null;
        }
        Patient patient = new Patient();
        Identifier identifier =
                patient.addIdentifier().setSystem(authority.system()).setValue(number);
        if (authority.type() != null) {
            identifier.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode(authority.type());
        }
        if (blankToNull(summary.patientName()) != null) {
            PersonName.of(summary.patientName()).names().forEach(patient::addName);
        }
        patient.setGender(gender(blankToNull(summary.patientSex())));
        if (summary.patientBirthDate() != null) {
            patient.setBirthDateElement(new DateType(summary.patientBirthDate().toString()));
        }
        patient.setManagingOrganization(new Reference("Organization/" + LogicalIds.organization(summary.facility())));
        return new DicomPatient(patient, LogicalIds.patient(summary.facility(), authority.system(), number));
    }

    private static Authority authority(String issuer, FacilityProfile profile) {
        return issuer == null
                ? profile.defaultAuthority()
                : profile.authorities().get(issuer);
    }

    private static AdministrativeGender gender(String sex) {
        if (sex == null) {
            return null;
        }
        return switch (sex) {
            case "M" -> AdministrativeGender.MALE;
            case "F" -> AdministrativeGender.FEMALE;
            case "O" -> AdministrativeGender.OTHER;
            default -> AdministrativeGender.UNKNOWN;
        };
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
