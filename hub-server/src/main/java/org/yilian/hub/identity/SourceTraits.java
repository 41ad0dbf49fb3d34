package org.yilian.hub.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.hub.identity.matching.CitizenId;
import org.yilian.hub.identity.matching.Traits;
import org.yilian.hub.platform.Urls;

/** Reads of a Patient what {@link Traits} compare. */
final class SourceTraits {
    private static final int LONGEST_KEY = 300;
    private static final String MAIDEN_NAME = "http://hl7.org/fhir/StructureDefinition/patient-mothersMaidenName";
    private static final String MOTHER = "MTH";
    /** Of HL7 table 0203: which numbers count beyond one hospital. */
    private static final Map<String, Traits.Kind> KINDS = Map.of(
            "NI", Traits.Kind.CITIZEN,
            "PPN", Traits.Kind.PASSPORT,
            "PRC", Traits.Kind.PERMIT,
            "TPR", Traits.Kind.PERMIT,
            "SS", Traits.Kind.INSURANCE,
            "HC", Traits.Kind.INSURANCE,
            "MC", Traits.Kind.INSURANCE,
            "NIIP", Traits.Kind.INSURANCE);

    private SourceTraits() {}

    static Traits of(Patient patient, String facility) {
        List<Traits.Name> names =
                patient.getName().stream().map(SourceTraits::name).toList();
        List<Traits.Number> numbers = new ArrayList<>();
        Set<String> identifiers = new LinkedHashSet<>();
        String mrn = "";
        for (Identifier each : patient.getIdentifier()) {
            if (!each.hasValue()) {
                continue;
            }
            Optional<Traits.Kind> kind = kind(each);
            kind.ifPresent(known -> numbers.add(new Traits.Number(known, each.getValue())));
            if (mrn.isEmpty() && kind.isEmpty()) {
                mrn = each.getValue();
            }
            String key = each.getSystem() + "|" + mended(each);
            if (key.length() <= LONGEST_KEY) {
                identifiers.add(key);
            }
        }
        return new Traits(
                patient.getIdElement().getIdPart(),
                facility,
                names.isEmpty() ? "" : shortened(names.get(0).shown(), 200),
                names,
                patient.hasGender() ? patient.getGender().toCode() : "",
                patient.hasBirthDate() ? patient.getBirthDateElement().getValueAsString() : "",
                numbers,
                patient.getTelecom().stream()
                        .filter(each -> each.hasValue() && each.getSystem() != ContactPoint.ContactPointSystem.EMAIL)
                        .map(ContactPoint::getValue)
                        .toList(),
                patient.getAddress().stream()
                        .map(SourceTraits::address)
                        .filter(each -> !each.isEmpty())
                        .toList(),
                new Traits.Mother(mother(patient), ""),
                patient.getMultipleBirth() instanceof IntegerType order ? order.getValue() : 0,
                shortened(mrn, 100),
                identifiers,
                !patient.hasActive() || patient.getActive(),
                replacedBy(patient));
    }

    private static Optional<Traits.Kind> kind(Identifier identifier) {
        return Urls.CITIZEN_ID.equals(identifier.getSystem())
                ? Optional.of(Traits.Kind.CITIZEN)
                : identifier.getType().getCoding().stream()
                        .map(Coding::getCode)
                        .filter(code -> code != null && KINDS.containsKey(code))
                        .map(KINDS::get)
                        .findFirst();
    }

    private static String mended(Identifier identifier) {
        return Urls.CITIZEN_ID.equals(identifier.getSystem())
                ? CitizenId.of(identifier.getValue()).map(CitizenId::value).orElse(identifier.getValue())
                : identifier.getValue();
    }

    private static Traits.Name name(HumanName name) {
        return new Traits.Name(
                name.hasFamily() ? name.getFamily() : "",
                name.hasGiven() ? name.getGivenAsSingleString() : "",
                name.hasText() ? name.getText() : "");
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String address(Address address) {
        if (address.hasText()) {
            return address.getText();
        }
        List<String> parts = new ArrayList<>();
        parts.add(address.hasState() ? address.getState() : "");
        parts.add(address.hasCity() ? address.getCity() : "");
        parts.add(address.hasDistrict() ? address.getDistrict() : "");
        address.getLine().forEach(line -> parts.add(line.getValueNotNull()));
        return String.join("", parts);
    }

    private static String mother(Patient patient) {
        Extension maiden = patient.getExtensionByUrl(MAIDEN_NAME);
        if (maiden != null && maiden.hasValue()) {
            return maiden.getValue().primitiveValue();
        }
        return patient.getContact().stream()
                .filter(each -> each.getRelationship().stream()
                        .anyMatch(role -> role.getCoding().stream().anyMatch(code -> MOTHER.equals(code.getCode()))))
                .map(each -> name(each.getName()).shown())
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
}
