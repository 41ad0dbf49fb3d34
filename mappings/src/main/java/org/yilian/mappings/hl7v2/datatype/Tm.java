package org.yilian.mappings.hl7v2.datatype;

import org.hl7.fhir.r4.model.TimeType;

/** TM (HL7 v2.8 section 2A.3.75): a time of day. */
public final class Tm {
    private Tm() {}

    /**
     * The time; null when it is none, and also when FHIR's time cannot say it: it has no offset, and the official
     * validator refuses parts of a second.
     */
    public static TimeType time(String text) {
        if (text == null || !text.matches("([01]\\d|2[0-3]):?[0-5]\\d(:?[0-5]\\d(\\.0+)?)?")) {
            return null;
        }
        String figures = text.replace(":", "");
        String seconds = figures.length() > 4 ? figures.substring(4, 6) : "00";
        return new TimeType(figures.substring(0, 2) + ":" + figures.substring(2, 4) + ":" + seconds);
    }
}
