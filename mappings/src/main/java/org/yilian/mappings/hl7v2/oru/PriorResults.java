package org.yilian.mappings.hl7v2.oru;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
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
        List<Reference> reports = new ArrayList<>();
        for (OrderGroup group : OrderGroup.of(segments)) {
            for (ResourceWrite write : new ReportMapper(context, subject, group).writes()) {
                context.stub((DomainResource) write.resource());
                if (write.resource() instanceof DiagnosticReport report) {
                    reports.add(new Reference(report.getId()));
                }
            }
        }
        return reports;
    }
}
