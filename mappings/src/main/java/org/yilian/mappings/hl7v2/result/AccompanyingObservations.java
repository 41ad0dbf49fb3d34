package org.yilian.mappings.hl7v2.result;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.group.Group;
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
        PatientResults results = new PatientResults(context, subject);
        ObservationMapper mapper = new ObservationMapper(results, ResultFrame.beside(subject, key, specimen, asOf));
        List<Reference> all = mapper.write(Result.of(groups));
        mapper.documents().forEach(context::write);
        return all;
    }
}
