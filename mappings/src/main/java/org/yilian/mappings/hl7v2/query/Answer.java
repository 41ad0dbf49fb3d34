package org.yilian.mappings.hl7v2.query;

import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.yilian.mappings.hl7v2.out.PatientNumber;

/**
 * What the hub says to a query.
 *
 * @param code MSA-1: AA, AE or AR; QAK-2 follows from it and from what was found
 * @param hits people found; for corresponding identifiers one hit without demographics
 * @param errors what is wrong with the query
 * @param pointer DSC-1 when there is more, else null
 */
public record Answer(String code, List<Hit> hits, List<Error> errors, String pointer) {

    /** @param patient null where only numbers are asked for */
    public record Hit(List<PatientNumber> numbers, Patient patient) {
        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Hit";
        }
    }

    /**
     * ERR-2 within QPD and ERR-3. Parts that are 0 are left out.
     *
     * @param code of HL7 table 0357
     * @param text fixed, never built from the query
     */
    public record Error(int field, int repetition, int component, String code, String text) {
        public static Error unknownKey(int field, int repetition, int component) {
            return new Error(field, repetition, component, "204", "Unknown key identifier");
        }
    }

    public static Answer found(List<Hit> hits, String pointer) {
        return new Answer("AA", List.copyOf(hits), List.of(), pointer);
    }

    public static Answer error(List<Error> errors) {
        return new Answer("AE", List.of(), List.copyOf(errors), null);
    }

    public static Answer error(Error error) {
        return error(List.of(error));
    }

    public static Answer refused(String code, String text) {
        return new Answer("AR", List.of(), List.of(new Error(0, 0, 0, code, text)), null);
    }

    /** QAK-2, HL7 table 0208. */
    String status() {
        return !code.equals("AA") ? code : hits.isEmpty() ? "NF" : "OK";
    }
}
