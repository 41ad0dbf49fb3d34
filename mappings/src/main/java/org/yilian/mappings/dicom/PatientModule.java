package org.yilian.mappings.dicom;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;
import org.yilian.mappings.hl7v2.datatype.Names;

/** A Patient in the words of DICOM (PS3.3 C.7.1.1), but for the number, which is the asking hospital's. */
public final class PatientModule {
    private PatientModule() {}

    /** Name, date of birth and sex; empty where the Patient does not say. */
    public static DataSet of(Patient patient) {
        DataSet module = new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.PatientName, VR.PN, name(patient.getName()));
        DateType birth = patient.getBirthDateElement();
        boolean whole = birth.hasValue() && birth.getValueAsString().length() == 10;
        module.set(Tag.PatientBirthDate, VR.DA, whole ? birth.getValueAsString().replace("-", "") : "");
        return module.set(Tag.PatientSex, sex(patient.getGender()));
    }

    private static String sex(AdministrativeGender gender) {
        if (gender == null) {
            return "";
        }
        return switch (gender) {
            case MALE -> "M";
            case FEMALE -> "F";
            case OTHER -> "O";
            default -> "";
        };
    }

    /** A name in Chinese characters alone stands in the alphabetic group, too: many consoles show no other. */
    private static String name(List<HumanName> names) {
        Optional<String> han = names.stream()
                .filter(PatientModule::isHan)
                .map(PatientModule::group)
                .findFirst();
        Optional<String> latin = names.stream()
                .filter(name -> !isHan(name))
                .map(PatientModule::group)
                .findFirst();
        return han.map(group -> latin.orElse(group) + "=" + group)
                .or(() -> latin)
                .orElse("");
    }

    private static boolean isHan(HumanName name) {
        return Names.isHan(name.getFamily())
                || Names.isHan(name.getGivenAsSingleString())
                || Names.isHan(name.getText());
    }

    private static String group(HumanName name) {
        String given = name.getGiven().stream().map(PrimitiveType::getValue).collect(Collectors.joining(" "));
        String family = name.hasFamily() || !given.isEmpty() ? name.getFamily() : name.getText();
        return plain(family) + (given.isEmpty() ? "" : "^" + plain(given));
    }

    private static String plain(String part) {
        return part == null ? "" : part.replaceAll("[\\\\^=]", " ").strip();
    }
}
