package org.yilian.mappings.hl7v2.out;

import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Type;

/** FHIR times as DTM (HL7 v2.8 section 2A.3.22), with the precision and the offset they have. */
final class Times {
    private Times() {}

    /** Null for null and for a time without value. */
    static String dtm(BaseDateTimeType time) {
        String iso = time == null ? null : time.getValueAsString();
        if (iso == null) {
            return null;
        }
        int at = iso.indexOf('T');
        if (at < 0) {
            return iso.replace("-", "");
        }
        String clock = iso.substring(at + 1);
        int zone = Math.max(clock.indexOf('Z'), Math.max(clock.indexOf('+'), clock.indexOf('-')));
        String offset =
                zone < 0 ? "" : clock.substring(zone).replace("Z", "+0000").replace(":", "");
        String time24 = (zone < 0 ? clock : clock.substring(0, zone)).replace(":", "");
        return iso.substring(0, at).replace("-", "") + time24 + offset;
    }

    /** The time itself, or the begin of a period. */
    static String start(Type effective) {
        return effective instanceof Period period
                ? dtm(period.getStartElement())
                : effective instanceof DateTimeType time ? dtm(time) : null;
    }

    static String end(Type effective) {
        return effective instanceof Period period ? dtm(period.getEndElement()) : null;
    }
}
