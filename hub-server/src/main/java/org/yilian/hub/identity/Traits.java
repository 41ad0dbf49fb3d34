package org.yilian.hub.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.hub.platform.Urls;

/**
 * What is compared of one source record, normalised. Empty text where nothing is known.
 *
 * @param citizenId a number with a right checksum, else empty
 * @param mrn the record's own number at its hospital
 * @param identifiers {@code system|value} of every identifier
 * @param replacedBy logical id of the record that took its place by a merge, or null
 */
record Traits(
        String patient,
        String facility,
        String name,
        String sex,
        String birthDate,
        String citizenId,
        String phone,
        String mrn,
        Set<String> identifiers,
        boolean active,
        String replacedBy) {
    private static final int LONGEST_KEY = 300;

    static Traits of(Patient patient, String facility) {
        Set<String> identifiers = new LinkedHashSet<>();
        String citizen = "";
        String mrn = "";
        for (Identifier each : patient.getIdentifier()) {
            if (!each.hasValue()) {
                continue;
            }
            String value = each.getValue();
            if (Urls.CITIZEN_ID.equals(each.getSystem())) {
                Optional<CitizenId> valid = CitizenId.of(value);
                citizen = valid.map(CitizenId::value).orElse(citizen);
                value = valid.map(CitizenId::value).orElse(value);
            } else if (mrn.isEmpty()) {
                mrn = value;
            }
            String key = each.getSystem() + "|" + value;
            if (key.length() <= LONGEST_KEY) {
                identifiers.add(key);
            }
        }
        return new Traits(
                patient.getIdElement().getIdPart(),
                facility,
                shortened(name(patient), 200),
                patient.hasGender() ? patient.getGender().toCode() : "",
                patient.hasBirthDate() ? patient.getBirthDateElement().getValueAsString() : "",
                citizen,
                shortened(phone(patient), 40),
                shortened(mrn, 100),
                identifiers,
                !patient.hasActive() || patient.getActive(),
                replacedBy(patient));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String name(Patient patient) {
        for (HumanName name : patient.getName()) {
            if (name.hasText()) {
                return name.getText();
            }
            if (name.hasFamily() || name.hasGiven()) {
                return (name.hasFamily() ? name.getFamily() : "") + name.getGivenAsSingleString();
            }
        }
        return "";
    }

    private static String phone(Patient patient) {
        return patient.getTelecom().stream()
                .filter(each -> each.hasValue() && each.getSystem() != ContactPoint.ContactPointSystem.EMAIL)
                .map(each -> Text.phone(each.getValue()))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String replacedBy(Patient patient) {
        return patient.getLink().stream()
                .filter(link -> link.getType() == Patient.LinkType.REPLACEDBY)
                .map(link -> link.getOther().getReferenceElement().getIdPart())
                .findFirst()
                .orElse(null);
    }

    String comparableName() {
        return Text.name(name);
    }

    /** Name, birth date and sex; empty unless all three are known. */
    String demographics() {
        return name.isEmpty() || birthDate.isEmpty() || sex.isEmpty()
                ? ""
                : comparableName() + "|" + birthDate + "|" + sex;
    }

    /** What this record is found by, as kind and value. */
    List<String[]> keys() {
        List<String[]> keys = new ArrayList<>();
        identifiers.forEach(each -> keys.add(new String[] {"ID", each}));
        if (!demographics().isEmpty()) {
            keys.add(new String[] {"DEMO", demographics()});
        }
        if (!name.isEmpty()) {
            keys.add(new String[] {"NAME", comparableName()});
        }
        return keys;
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
        return "Traits[" + patient + "]";
    }
}
