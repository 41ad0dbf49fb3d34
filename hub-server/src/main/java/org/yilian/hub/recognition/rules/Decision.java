package org.yilian.hub.recognition.rules;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The engine's answer.
 *
 * @param ruleVersion version of the rulebook that judged
 */
public record Decision(String ruleVersion, List<LineDecision> lines) {

    /**
     * @param reasons the first failure, or what alerts; for a panel those of its analytes, {@code PARTIAL} first
     * @param expires last instant at which it is recognisable; null if it is not
     * @param saving sum of the prices of what is recognisable, at the ordering institution
     * @param preselected whether a screen may tick it in advance
     * @param judged one for each analyte; for a single item just one
     */
    public record LineDecision(
            String lineId,
            String item,
            Outcome outcome,
            List<Reason> reasons,
            Instant expires,
            BigDecimal saving,
            boolean preselected,
            List<Verdict> judged) {}

    /**
     * The verdict on one item.
     *
     * @param chosen the result it rests on; null if there is none that may be shown
     * @param notes what the doctor should know besides: {@code TIME-BASIS-WEAK}, {@code QC-FAILED-SINCE}, ...
     * @param trace every gate that was judged, failures included
     * @param others results that were not chosen
     */
    public record Verdict(
            String item,
            Outcome outcome,
            List<Reason> reasons,
            Candidate chosen,
            Instant expires,
            BigDecimal saving,
            List<String> notes,
            List<String> marks,
            List<Step> trace,
            List<Other> others) {}

    /** @param record what the gate looked at: a qualification, a window, a status; never a value of the patient */
    public record Step(Gate gate, boolean ok, Reason reason, String record) {}

    public record Other(
            String report, int version, String facility, Instant time, Outcome outcome, List<Reason> reasons) {}
}
