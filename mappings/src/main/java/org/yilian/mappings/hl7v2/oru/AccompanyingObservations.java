package org.yilian.mappings.hl7v2.oru;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * OBX that are no results of a report but come with something else: answers asked for at order entry, findings beside a
 * problem, a referral or an appointment. Without a status they count as final: nobody asks for a result of them.
 */
public final class AccompanyingObservations {
    private AccompanyingObservations() {}

    /**
     * Writes an Observation for each group and returns references to them.
     *
     * @param groups each with its OBX and the NTE behind it
     * @param key what they come with, by which they are known together with their code
     */
    public static List<Reference> write(
            MessageContext context, Subject subject, List<Group> groups, String key, Instant asOf) {
        return write(context, subject, groups, key, null, asOf);
    }

    /** As above, of a specimen. */
    public static List<Reference> write(
            MessageContext context, Subject subject, List<Group> groups, String key, Reference specimen, Instant asOf) {
        DiagnosticReport none = new DiagnosticReport().setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
        if (specimen != null) {
            none.addSpecimen(specimen);
        }
        ObservationMapper mapper =
                new ObservationMapper(context, subject, none, new OrderNumbers(null, null), key, null, asOf);
        List<Reference> all = new ArrayList<>();
        for (OrderGroup.Result result : results(groups)) {
            Observation observation = mapper.map(result);
            if (observation != null) {
                context.write(ResourceWrite.replace(observation, asOf));
                all.add(new Reference(observation.getId()));
            }
        }
        return all;
    }

    private static List<OrderGroup.Result> results(List<Group> groups) {
        List<OrderGroup.Result> results = new ArrayList<>();
        for (Group group : groups) {
            OrderGroup.add(results, group.first("OBX"));
            List<Segment> notes = group.all("NTE");
            results.get(results.size() - 1).notes().addAll(notes);
        }
        return results;
    }
}
