package org.yilian.mappings;

import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;
import org.hl7.fhir.r4.model.Reference;

/**
 * What a merge of two Patients of one hospital leaves at each, whichever standard told of it (ADR 0052): links both ways, the
 * old numbers at the survivor, and nothing else, so that it can be taken back exactly.
 */
public final class MergedRecords {
    private MergedRecords() {}

    /** At the survivor. */
    public static void replaces(Patient survivor, String replacedId) {
        link(survivor, LinkType.REPLACES, replacedId);
    }

    /** At the other, which is no longer active. */
    public static void replacedBy(Patient replaced, String survivorId) {
        replaced.setActive(false);
        link(replaced, LinkType.REPLACEDBY, survivorId);
    }

    /** The other's numbers join the survivor's with use {@code old}, but for those that it has. */
    public static void keepOld(Patient survivor, List<Identifier> numbers) {
        for (Identifier number : numbers) {
            if (survivor.getIdentifier().stream().noneMatch(each -> isSame(each, number))) {
                survivor.addIdentifier(number.copy().setUse(Identifier.IdentifierUse.OLD));
            }
        }
    }

    private static boolean isSame(Identifier one, Identifier other) {
        return one.hasSystem()
                && one.getSystem().equals(other.getSystem())
                && one.hasValue()
                && one.getValue().equals(other.getValue());
    }

    private static void link(Patient patient, LinkType type, String otherId) {
        patient.addLink().setType(type).setOther(new Reference("Patient/" + otherId));
    }
}
