package org.yilian.mappings.hl7v2.datatype;

import java.util.Set;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;

/**
 * What a segment asks to be done with what it says: HL7 tables 0206 and 0323 (one letter) and 0287 of ROL and older PRT.
 * A code of none of them is remarked, and the segment is read as one without an action.
 */
public final class Actions {
    private static final Set<String> KNOWN = Set.of("A", "D", "S", "U", "X");
    private static final Set<String> OF_ROLES = Set.of("AD", "CO", "DE", "LI", "UC", "UN", "UP");

    private Actions() {}

    /** Whether field {@code n} takes the segment's fact back. */
    public static boolean deletes(MessageContext context, Segment segment, int n) {
        String code = segment.get(n);
        if (code != null && !KNOWN.contains(code)) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, segment.field(n));
        }
        return "D".equals(code);
    }

    /** Whether ROL-2 or PRT-2 says that the part is over or never was; unlinking somebody is that too. */
    public static boolean ends(MessageContext context, Segment segment) {
        String code = segment.get(2);
        if (code != null && !KNOWN.contains(code) && !OF_ROLES.contains(code)) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, segment.field(2));
        }
        return "D".equals(code) || "DE".equals(code) || "UN".equals(code);
    }
}
