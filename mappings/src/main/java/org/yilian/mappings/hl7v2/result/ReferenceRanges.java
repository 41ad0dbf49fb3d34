package org.yilian.mappings.hl7v2.result;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Numbers;

/**
 * OBX-7: the text as sent, always; low and high beside it only where the text can mean one thing. {@code M:4-5;F:3-4},
 * {@code 阴性} and {@code 5-3} stay text.
 */
final class ReferenceRanges {
    private static final String NUMBER = "([+-]?\\d+(?:\\.\\d+)?)";
    private static final Pattern BETWEEN =
            Pattern.compile(NUMBER + "\\s*(--|-|–|—|——|~|～|〜|to|TO|至|到)\\s*" + NUMBER + "\\s*(\\S.*)?");
    private static final Pattern BOUND = Pattern.compile("(<=|=<|<|≤|≦|>=|=>|>|≥|≧)\\s*" + NUMBER + "\\s*(\\S.*)?");

    private ReferenceRanges() {}

    static void add(Segment obx, Quantity unit, Observation observation) {
        String text = obx.has(7) ? obx.field(7).text() : null;
        if (text == null) {
            return;
        }
        ObservationReferenceRangeComponent range =
                observation.addReferenceRange().setText(text);
        String plain = Numbers.narrow(text).strip();
        Matcher between = BETWEEN.matcher(plain);
        if (between.matches() && isUnit(between.group(4), unit)) {
            BigDecimal low = new BigDecimal(between.group(1));
            BigDecimal high = new BigDecimal(between.group(3));
            // "-3--1" can end at 1 or at -1: then it is not certain.
            boolean twoWays = between.group(2).equals("--") && low.compareTo(high.negate()) <= 0;
            if (low.compareTo(high) <= 0 && !twoWays) {
                range.setLow(Numbers.with(unit).setValue(low))
                        .setHigh(Numbers.with(unit).setValue(high));
            }
            return;
        }
        Matcher bound = BOUND.matcher(plain);
        if (bound.matches() && isUnit(bound.group(3), unit)) {
            Quantity limit = Numbers.with(unit).setValue(new BigDecimal(bound.group(2)));
            boolean upper = "<≤≦".indexOf(bound.group(1).charAt(0)) >= 0
                    || bound.group(1).equals("=<");
            if (upper) {
                range.setHigh(limit);
            } else {
                range.setLow(limit);
            }
        }
    }

    /** Behind the numbers there is nothing, or the unit once more. */
    private static boolean isUnit(String rest, Quantity unit) {
        return rest == null
                || unit != null
                        && (rest.strip().equals(unit.getUnit()) || rest.strip().equals(unit.getCode()));
    }
}
