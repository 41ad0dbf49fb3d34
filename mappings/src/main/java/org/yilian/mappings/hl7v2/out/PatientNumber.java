package org.yilian.mappings.hl7v2.out;

import java.util.Objects;

/**
 * A number by which a receiver knows a patient, as CX (HL7 v2.8 section 2A.3.14).
 *
 * @param authority CX-4.1, the name the receiver uses for who gave the number; null when only the OID is known
 * @param oid CX-4.2; null when there is none
 * @param type code of HL7 table 0203, or null
 */
public record PatientNumber(String value, String authority, String oid, String type) {
    public PatientNumber {
        Objects.requireNonNull(value);
    }

    Composite cx() {
        Object assigner = oid == null ? authority : java.util.Arrays.asList(authority, oid, "ISO");
        return Composite.of(value, null, null, assigner, type);
    }

    /** Nothing of the patient. */
    @Override
    public String toString() {
        return "PatientNumber[" + authority + "]";
    }
}
