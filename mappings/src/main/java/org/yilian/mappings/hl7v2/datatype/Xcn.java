package org.yilian.mappings.hl7v2.datatype;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.FacilityProfile.Authority;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;

/**
 * XCN, PPN and CNN (HL7 v2.8 section 2A.3.86) to a reference to a Practitioner, which is created when it is not there
 * yet. A person without a number is referred to by name only.
 */
public final class Xcn {
    private static final int DEGREE = 7;

    private Xcn() {}

    /** All repetitions. */
    public static List<Reference> practitioners(MessageContext context, Segment segment, int n) {
        List<Reference> all = new ArrayList<>();
        for (Field field : segment.repetitions(n)) {
            Reference reference = practitioner(context, field);
            if (reference != null) {
                all.add(reference);
            }
        }
        return all;
    }

    /** One repetition; null when it names nobody. */
    public static Reference practitioner(MessageContext context, Field field) {
        HumanName name = NameParts.XCN.read(context, field);
        return reference(context, identifier(context, field), name, () -> field.get(DEGREE));
    }

    /** One repetition of type PPN (section 2A.3.54), whose component 15 is a time; null when it names nobody. */
    public static Reference fromPpn(MessageContext context, Field field) {
        HumanName name = NameParts.PPN.read(context, field);
        return reference(context, identifier(context, field), name, () -> field.get(DEGREE));
    }

    /** NDL (section 2A.3.48): the person stands in the subcomponents of the first component. */
    public static Reference fromNdl(MessageContext context, Field field) {
        String family = field.get(1, 2);
        String given = field.get(1, 3);
        String middle = field.get(1, 4);
        String suffix = field.get(1, 5);
        String prefix = field.get(1, 6);
        String text = Names.text(prefix, family, given, middle, suffix);
        HumanName name = new HumanName().setText(text.isEmpty() ? null : text);
        if (given != null || !Names.isHan(family)) {
            name.setFamily(family);
        }
        for (String part : new String[] {given, middle}) {
            if (part != null) {
                name.addGiven(part);
            }
        }
        if (suffix != null) {
            name.addSuffix(suffix);
        }
        if (prefix != null) {
            name.addPrefix(prefix);
        }
        return reference(context, identifierOfNdl(context, field), name, () -> field.get(1, DEGREE));
    }

    private static Identifier identifierOfNdl(MessageContext context, Field field) {
        String number = field.get(1, 1);
        return number == null
                ? null
                : new Identifier()
                        .setSystem(system(context, Hd.of(field.get(1, 9), field.get(1, 10), field.get(1, 11))))
                        .setValue(number);
    }

    private static Identifier identifier(MessageContext context, Field field) {
        String number = field.get(1);
        if (number == null) {
            return null;
        }
        Identifier identifier =
                new Identifier().setSystem(system(context, Hd.of(field, 9))).setValue(number);
        Cx.type(context, identifier, field.get(13));
        Cx.checkDigit(identifier, field, 11, 12);
        Cx.assigningFacility(context, identifier, field, 14);
        return identifier;
    }

    /** Staff numbers are the facility's own unless another authority stands beside them. */
    private static String system(MessageContext context, Hd assigner) {
        FacilityProfile profile = context.profile();
        Authority known = assigner == null || assigner.namespace() == null
                ? null
                : profile.authorities().get(assigner.namespace());
        if (assigner == null || known != null && known.equals(profile.defaultAuthority())) {
            return Uris.id(profile.facility(), "staff");
        }
        String uri = assigner.uri();
        return uri != null ? uri : Uris.id(profile.facility(), "staff-" + Uri.segment(assigner.name()));
    }

    /** Gives somebody whom this message brings an address: of who was there before, others know better. */
    public static void address(MessageContext context, Reference person, List<Field> addresses) {
        String id = person.hasReference() ? person.getReferenceElement().getIdPart() : null;
        if (id == null || !(context.said("Practitioner", id) instanceof Practitioner known) || known.hasAddress()) {
            return;
        }
        for (Field field : addresses) {
            Address address = Xad.address(context, field);
            if (address != null) {
                known.addAddress(address);
            }
        }
    }

    /** The degree is only read where there is a Practitioner to have it. */
    private static Reference reference(
            MessageContext context, Identifier identifier, HumanName name, Supplier<String> degrees) {
        String display = name.getText();
        if (identifier == null) {
            return display == null ? null : new Reference().setDisplay(display);
        }
        String degree = degrees.get();
        String id = context.id("Practitioner", identifier.getSystem(), identifier.getValue());
        if (!context.hasStub("Practitioner", id)) {
            Practitioner practitioner = context.own(new Practitioner(), id);
            practitioner.addIdentifier(identifier);
            if (!name.isEmpty()) {
                practitioner.addName(name);
            }
            if (degree != null) {
                practitioner
                        .addQualification()
                        .getCode()
                        .addCoding()
                        .setSystem(Cwe.table("0360"))
                        .setCode(Cwe.code(degree));
            }
            context.stub(practitioner);
        }
        return MessageContext.reference("Practitioner", id).setDisplay(display);
    }
}
