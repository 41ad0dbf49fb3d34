package org.yilian.hub.recognition.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What a doctor is about to order, for whom, where and when.
 *
 * @param org code of the ordering institution
 * @param encounter OUTPATIENT, EMERGENCY or INPATIENT
 * @param birthDate null if unknown: then limits of age are not judged
 * @param now the instant of the question
 * @param permitted false if the patient's data are closed to this requester; then nothing is disclosed
 * @param identityCertain false if the number given leads to several persons
 * @param declared exemptions the doctor declared, two digits each
 */
public record Question(
        String org,
        String encounter,
        LocalDate birthDate,
        Instant now,
        boolean permitted,
        boolean identityCertain,
        List<Line> lines,
        Set<String> declared) {

    public Question {
        lines = List.copyOf(lines);
        declared = Set.copyOf(declared);
    }

    /**
     * One ordered item.
     *
     * @param item regional code of an item or a panel; null if the local code is not mapped
     * @param analytes what is judged: the item itself, or the panel's analytes that the orderer measures
     * @param specimen, bodySite, laterality, contrast null where the order does not say
     */
    public record Line(
            String lineId,
            String item,
            List<String> analytes,
            String specimen,
            String bodySite,
            String laterality,
            Boolean contrast) {
        public Line {
            analytes = List.copyOf(analytes);
        }
    }
}
