package org.yilian.mappings.hl7v2.datatype;

import java.util.ArrayList;
import java.util.List;
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
 * XCN and CNN (HL7 v2.8 section 2A.3.86) to a reference to a Practitioner, which is created when it is not there yet. A
 * person without a number is referred to by name only.
 */
public final class Xcn {
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
        String family = field.get(2, 1);
        String given = field.get(3);
        String suffix = field.get(5);
        String prefix = field.get(6);
        String text = Names.text(prefix, family, given, field.get(4), suffix);
        HumanName name = new HumanName().setText(text.isEmpty() ? null : text);
        if (given != null || !Names.isHan(family)) {
            name.setFamily(family);
        }
        if (given != null) {
            name.addGiven(given);
        }
        if (prefix != null) {
            name.addPrefix(prefix);
        }
        if (suffix != null) {
            name.addSuffix(suffix);
        }
        return reference(context, identifier(context, field), name);
    }

    /** NDL (section 2A.3.48): the person stands in the subcomponents of the first component. */
    public static Reference fromNdl(MessageContext context, Field field) {
        String number = field.get(1, 1);
        String family = field.get(1, 2);
        String given = field.get(1, 3);
        String text = Names.text(field.get(1, 6), family, given, field.get(1, 4), field.get(1, 5));
        HumanName name = new HumanName().setText(text.isEmpty() ? null : text);
        if (given != null || !Names.isHan(family)) {
            name.setFamily(family);
        }
        if (given != null) {
            name.addGiven(given);
        }
        Identifier identifier = number == null
                ? null
                : new Identifier().setSystem(staff(context)).setValue(number);
        return reference(context, identifier, name);
    }

    private static Identifier identifier(MessageContext context, Field field) {
        String number = field.get(1);
        if (number == null) {
            return null;
        }
        Identifier identifier = new Identifier().setValue(number);
        String namespace = field.get(9, 1);
        String universal = field.get(9, 2);
        FacilityProfile profile = context.profile();
        Authority known = namespace == null ? null : profile.authorities().get(namespace);
        boolean own =
                namespace == null && universal == null || known != null && known.equals(profile.defaultAuthority());
        if (own) {
            identifier.setSystem(staff(context));
        } else if (universal != null && Uri.isOid(universal)) {
            identifier.setSystem("urn:oid:" + universal);
        } else {
            String word = Uri.segment(namespace == null ? universal : namespace);
            identifier.setSystem(Uris.id(profile.facility(), "staff-" + word));
        }
        Cx.type(context, identifier, field.get(13));
        return identifier;
    }

    private static String staff(MessageContext context) {
        return Uris.id(context.profile().facility(), "staff");
    }

    private static Reference reference(MessageContext context, Identifier identifier, HumanName name) {
        String display = name.getText();
        if (identifier == null) {
            return display == null ? null : new Reference().setDisplay(display);
        }
        String id = context.id("Practitioner", identifier.getSystem(), identifier.getValue());
        if (!context.hasStub("Practitioner", id)) {
            Practitioner practitioner = context.own(new Practitioner(), id);
            practitioner.addIdentifier(identifier);
            if (!name.isEmpty()) {
                practitioner.addName(name);
            }
            context.stub(practitioner);
        }
        return MessageContext.reference("Practitioner", id).setDisplay(display);
    }
}
