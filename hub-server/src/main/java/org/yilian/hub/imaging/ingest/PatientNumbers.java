package org.yilian.hub.imaging.ingest;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.platform.Urls;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * Whose number a Patient ID (0010,0020) is. Its issuer is looked up among the facility's authorities, as CX-4 of a message is; a
 * number without issuer belongs to the facility's default authority, else to the one of its own name.
 */
public final class PatientNumbers {
    private PatientNumbers() {}

    /** Logical id of the Patient that this number names; null for no number and for an issuer nobody knows. */
    public static String patientRef(Facility facility, String issuer, String number) {
        Facility.Authority authority =
                issuer == null ? bare(facility) : facility.authorities().get(issuer);
        return authority == null || number.isEmpty()
                ? null
                : LogicalIds.patient(facility.code(), authority.system(), number);
    }

    /** Logical ids of the Patients that this number may name at the facility, whoever gave it out. */
    public static Set<String> patientRefs(Facility facility, String number) {
        return Stream.concat(Stream.of(bare(facility)), facility.authorities().values().stream())
                .map(authority -> LogicalIds.patient(facility.code(), authority.system(), number))
                .collect(Collectors.toSet());
    }

    /**
     * A number as DICOM writes it.
     *
     * @param issuer empty for the authority that numbers without issuer belong to
     */
    public record Number(String value, String issuer) {}

    /** What the facility calls the patient: the number without issuer, else one that is no citizen's; both empty without. */
    public static Number of(Facility facility, Patient patient) {
        Facility.Authority bare = bare(facility);
        return number(patient, bare.system())
                .map(value -> new Number(value, ""))
                .or(() -> facility.authorities().entrySet().stream()
                        .filter(each -> !"NI".equals(each.getValue().type()))
                        .flatMap(each -> number(patient, each.getValue().system()).stream()
                                .map(value -> new Number(value, each.getKey())))
                        .findFirst())
                .orElse(new Number("", ""));
    }

    private static Optional<String> number(Patient patient, String system) {
        return patient.getIdentifier().stream()
                .filter(each -> system.equals(each.getSystem()) && each.hasValue())
                .map(Identifier::getValue)
                .findFirst();
    }

    /** How the mappings read the studies of a facility. */
    public static FacilityProfile profile(Facility facility) {
        FacilityProfile.Builder builder = FacilityProfile.builder(facility.code())
                .name(facility.nameZh())
                .zone(facility.zone())
                .defaultCharset(facility.charset());
        facility.authorities()
                .forEach((key, authority) -> builder.authority(key, authority.system(), authority.type()));
        Facility.Authority bare = bare(facility);
        return builder.defaultAuthority(new FacilityProfile.Authority(bare.system(), bare.type()))
                .build();
    }

    private static Facility.Authority bare(Facility facility) {
        String named = facility.defaultAuthority() == null ? facility.code() : facility.defaultAuthority();
        return facility.authorities()
                .getOrDefault(
                        named,
                        new Facility.Authority(
                                Urls.BASE + "/id/" + facility.code().toLowerCase(Locale.ROOT) + "/mrn", "MR"));
    }
}
