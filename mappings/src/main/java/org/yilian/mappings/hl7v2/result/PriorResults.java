package org.yilian.mappings.hl7v2.result;

import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * Earlier results that an order repeats for the filler's information (HL7 v2.8 section 4.4.6, PRIOR_RESULT): created when
 * absent, under the same ids as in the message that reported them, and otherwise left alone.
 */
public final class PriorResults {
    private PriorResults() {}

    /** References to the reports, which are thereby among the writes. */
    public static List<Reference> stub(MessageContext context, Subject subject, List<Segment> segments) {
        PatientResults results = PatientResults.ofBefore(context, subject);
        results.read(ResultGrammar.orders(segments));
        return results.reports();
    }
}
