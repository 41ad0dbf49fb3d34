package org.yilian.mappings.hl7v2.problem;

import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;

/** What happens to a problem, goal or pathway: HL7 table 0287 in the first field of its segment, else the event. */
enum CareAction {
    ADD,
    UPDATE,
    /** Deletions are of what was an error: what is over has a life cycle that says so. */
    DELETE,
    /** Only named, for something else to be linked with it. */
    NONE;

    static CareAction of(MessageContext context, Segment segment, CareAction event) {
        String code = segment.get(1);
        if (code == null) {
            return event;
        }
        return switch (code) {
            case "AD" -> ADD;
            case "UP", "CO" -> UPDATE;
            case "DE" -> DELETE;
            case "LI", "UC", "UN" -> NONE;
            default -> {
                context.remark(RemarkCode.TABLE_CODE_UNKNOWN, segment.field(1));
                yield event;
            }
        };
    }
}
