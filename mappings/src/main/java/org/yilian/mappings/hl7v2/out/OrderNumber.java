package org.yilian.mappings.hl7v2.out;

/**
 * A placer's or filler's number as EI (HL7 v2.8 section 2A.3.28).
 *
 * @param facility code of the facility that gave it
 */
public record OrderNumber(String value, String facility) {

    Composite ei() {
        return Composite.of(value, facility);
    }
}
