package org.yilian.mappings.hl7v2.out;

import java.util.List;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;

/** Names, addresses and phones as XPN, XCN, NDL, XAD and XTN (HL7 v2.8 section 2A.3). */
final class Parties {
    private Parties() {}

    /** A name of which only the text is known stands whole in XPN-1. */
    static Composite xpn(HumanName name) {
        return Composite.of(family(name), given(name, 0), given(name, 1), suffix(name), prefix(name), null, use(name));
    }

    private static String family(HumanName name) {
        return name.hasFamily() || name.hasGiven() ? name.getFamily() : name.getText();
    }

    private static String given(HumanName name, int n) {
        return name.getGiven().size() > n ? name.getGiven().get(n).getValue() : null;
    }

    private static String suffix(HumanName name) {
        return name.hasSuffix() ? name.getSuffix().get(0).getValue() : null;
    }

    private static String prefix(HumanName name) {
        return name.hasPrefix() ? name.getPrefix().get(0).getValue() : null;
    }

    /** HL7 table 0200. */
    private static String use(HumanName name) {
        if (!name.hasUse()) {
            return null;
        }
        return switch (name.getUse()) {
            case OFFICIAL -> "L";
            case USUAL -> "D";
            case MAIDEN -> "M";
            case NICKNAME -> "N";
            case ANONYMOUS -> "S";
            case TEMP -> "T";
            default -> null;
        };
    }

    /** A practitioner with number and name; of a reference that leads nowhere the display. */
    static Composite xcn(Reference reference, Sources sources) {
        if (reference == null || reference.isEmpty()) {
            return null;
        }
        Practitioner practitioner = sources.get(reference, Practitioner.class);
        if (practitioner == null) {
            return Composite.of(null, reference.getDisplay());
        }
        HumanName name = name(practitioner);
        return Composite.of(number(practitioner), family(name), given(name, 0));
    }

    static Composite ndl(Reference reference, Sources sources) {
        Practitioner practitioner = sources.get(reference, Practitioner.class);
        if (practitioner == null) {
            return reference.hasDisplay() ? Composite.of(java.util.Arrays.asList(null, reference.getDisplay())) : null;
        }
        HumanName name = name(practitioner);
        return Composite.of(java.util.Arrays.asList(number(practitioner), family(name), given(name, 0)));
    }

    private static HumanName name(Practitioner practitioner) {
        return practitioner.hasName() ? practitioner.getName().get(0) : new HumanName();
    }

    private static String number(Practitioner practitioner) {
        return practitioner.hasIdentifier()
                ? practitioner.getIdentifier().get(0).getValue()
                : null;
    }

    static Composite xad(Address address) {
        List<org.hl7.fhir.r4.model.StringType> lines = address.getLine();
        String street = lines.isEmpty() ? address.getText() : lines.get(0).getValue();
        String more = lines.size() > 1 ? lines.get(1).getValue() : null;
        return Composite.of(
                street,
                more,
                address.getCity(),
                address.getState(),
                address.getPostalCode(),
                address.getCountry(),
                home(address),
                null,
                address.getDistrict());
    }

    /** HL7 table 0190. */
    private static String home(Address address) {
        return address.getUse() == Address.AddressUse.HOME
                ? "H"
                : address.getUse() == Address.AddressUse.WORK ? "B" : null;
    }

    /** XTN-1 for those who read nothing else, XTN-12 (XTN-4 for mail) as the standard has it. */
    static Composite xtn(ContactPoint contact) {
        if (contact.getSystem() == ContactPoint.ContactPointSystem.EMAIL) {
            return Composite.of(null, "NET", "Internet", contact.getValue());
        }
        boolean mobile = contact.getUse() == ContactPoint.ContactPointUse.MOBILE;
        String use = contact.getUse() == ContactPoint.ContactPointUse.WORK ? "WPN" : "PRN";
        return Composite.of(contact.getValue(), use, mobile ? "CP" : "PH");
    }
}
