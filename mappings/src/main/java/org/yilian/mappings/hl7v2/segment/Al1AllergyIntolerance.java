package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.DateTimeType;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/**
 * AL1 (HL7 v2.8 section 3.4.6) to AllergyIntolerance, after the guide's map. Known by patient and allergen, as AL1 has no
 * number of its own.
 */
public final class Al1AllergyIntolerance {
    private Al1AllergyIntolerance() {}

    /** A REPLACE; null when the segment names no allergen. */
    public static ResourceWrite write(MessageContext context, Segment al1, String patientId, Instant asOf) {
        al1.skip(1);
        AllergyIntolerance allergy = Allergies.of(context, al1, patientId);
        if (allergy == null) {
            return null;
        }
        DateTimeType onset = Dtm.dateTime(context, al1.field(6));
        if (onset != null) {
            allergy.setOnset(onset);
        }
        return ResourceWrite.replace(allergy, asOf);
    }
}
