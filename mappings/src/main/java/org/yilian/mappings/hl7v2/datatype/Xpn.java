package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.HumanName;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * XPN and PN (HL7 v2.8 section 2A.3.88) to HumanName, see {@link NameParts}. XPN-8 becomes the extension
 * iso21090-EN-representation.
 */
public final class Xpn {
    private Xpn() {}

    /** The name; null when it has no part. */
    public static HumanName name(MessageContext context, Field field) {
        HumanName name = NameParts.XPN.read(context, field);
        return name.hasText() ? name : null;
    }

    /** What the person is called by (XPN-15), a name of its own; null when the field does not say. */
    public static HumanName nickname(Field field) {
        String calledBy = field.get(15);
        return calledBy == null
                ? null
                : new HumanName()
                        .setUse(HumanName.NameUse.NICKNAME)
                        .setText(calledBy)
                        .addGiven(calledBy);
    }

    /** Remarks suffix, prefix, degree and professional suffix where the name is kept as one string without them. */
    public static void beside(MessageContext context, Field field, String name) {
        for (int n : new int[] {4, 5, 6, 14}) {
            if (field.has(n) && !name.contains(field.component(n))) {
                context.remark(RemarkCode.FIELD_NOT_USED, field.location(n));
            }
        }
    }
}
