package org.yilian.mappings.hl7v2.problem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/** What problems, goals and pathways have in common. */
final class CareWrites {
    private CareWrites() {}

    /**
     * Writes a resource by its action.
     *
     * @param stub complete as R4 wants it, for when it is not there yet
     */
    static void write(
            MessageContext context,
            CareAction action,
            DomainResource said,
            DomainResource stub,
            Set<String> cleared,
            Instant asOf) {
        if (action == CareAction.NONE || !stub.equalsDeep(said)) {
            context.stub(stub);
        }
        if (action != CareAction.NONE) {
            context.write(ResourceWrite.merge(said, cleared, asOf));
        }
    }

    /** ROL-4 or PRT-5: those who take part, whatever their role. */
    static List<Reference> people(MessageContext context, List<Segment> segments) {
        List<Reference> all = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.is("ROL")) {
                segment.skip(1, 2);
                all.addAll(Xcn.practitioners(context, segment, 4));
            } else if (segment.is("PRT")) {
                segment.skip(1, 2);
                all.addAll(Xcn.practitioners(context, segment, 5));
            }
        }
        return all;
    }
}
