package org.yilian.mappings.hl7v2.result;

import java.math.BigDecimal;
import java.math.MathContext;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.SampledData;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Numbers;
import org.yilian.mappings.hl7v2.datatype.Units;

/**
 * The OBX that describe a waveform before its samples come (HL7 v2.8 section 7.14.1.3): the channel's definition (type CD:
 * how often it is sampled, in what unit, between what bounds) and the time it begins (item suffix TIM).
 */
final class WaveformParts {
    private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(1000);

    private Segment channel;
    private Segment time;

    /** Takes up a segment that describes what follows; it counts as read only when samples follow. */
    boolean takes(Segment obx) {
        String type = obx.get(2);
        if ("CD".equals(type)) {
            channel = obx;
            return true;
        }
        boolean isTime = ("TS".equals(type) || "DTM".equals(type))
                && "TIM".equals(obx.field(3).get(1, 2));
        if (isTime) {
            time = obx;
        }
        return isTime;
    }

    void describe(MessageContext context, SampledData samples, Observation observation) {
        if (time != null) {
            time.skip(1, 2, 3, 4, 11);
            Dtm begin = Dtm.of(context, time.field(5));
            if (begin != null) {
                observation.setEffective(begin.toDateTime());
            }
        }
        if (channel != null) {
            channel.skip(1, 2, 3, 4, 11);
            channel(context, channel.field(5), samples);
        }
    }

    private static void channel(MessageContext context, Field cd, SampledData samples) {
        BigDecimal frequency = number(cd.get(5));
        if (frequency != null && frequency.signum() > 0) {
            BigDecimal period =
                    MILLISECONDS.divide(frequency, MathContext.DECIMAL32).stripTrailingZeros();
            samples.setPeriodElement(new DecimalType(period.scale() < 0 ? period.setScale(0) : period));
        }
        BigDecimal sensitivity = number(cd.get(3, 1));
        if (sensitivity != null && sensitivity.signum() != 0) {
            samples.setFactor(sensitivity);
        }
        var unit = Units.ofSubcomponents(context, cd, 3, 2);
        if (unit != null && !samples.getOrigin().hasUnit()) {
            samples.setOrigin(unit.setValue(0));
        }
        samples.setLowerLimit(number(cd.get(6, 1)));
        samples.setUpperLimit(number(cd.get(6, 2)));
    }

    private static BigDecimal number(String text) {
        return text == null ? null : Numbers.decimal(text);
    }
}
