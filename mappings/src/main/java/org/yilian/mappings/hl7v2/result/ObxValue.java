package org.yilian.mappings.hl7v2.result;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Units;

/** OBX-5 with OBX-2, 6, 7 and 8: value, unit, reference range, flags. What is no value of its type is kept as text. */
final class ObxValue {
    private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    /** R4 has a unit only inside a number. */
    private static final String UNIT = Uris.BASE + "/StructureDefinition/unit";

    private ObxValue() {}

    static void fill(
            MessageContext context, Result result, ItemCode code, WaveformParts waveform, Observation observation) {
        Segment obx = result.obx();
        Quantity unit = obx.has(6) ? Units.of(context, obx.field(6), code.mapping()) : null;
        value(context, result, unit, waveform, observation);
        ReferenceRanges.add(obx, unit, observation);
        if (unit != null && !(observation.getValue() instanceof Quantity)) {
            keep(unit, observation);
        }
        for (Field flag : obx.repetitions(8)) {
            CodeableConcept interpretation = Flags.of(context, flag);
            if (interpretation != null) {
                observation.addInterpretation(interpretation);
            }
        }
    }

    /** A text, a code, a ratio has no unit of its own. */
    private static void keep(Quantity unit, Observation observation) {
        boolean kept = observation.getValue() instanceof Range
                || observation.getValue() instanceof SampledData
                || observation.hasReferenceRange()
                        && observation.getReferenceRangeFirstRep().hasLow()
                || observation.hasReferenceRange()
                        && observation.getReferenceRangeFirstRep().hasHigh();
        for (Observation.ObservationComponentComponent component : observation.getComponent()) {
            kept |= component.getValue() instanceof Quantity || component.getValue() instanceof Range;
        }
        if (!kept) {
            observation.addExtension(UNIT, unit);
        }
    }

    static CodeableConcept absent(String code) {
        CodeableConcept reason = new CodeableConcept();
        reason.addCoding().setSystem(ABSENT).setCode(code);
        return reason;
    }

    private static void value(
            MessageContext context, Result result, Quantity unit, WaveformParts waveform, Observation observation) {
        Segment obx = result.obx();
        if (!obx.has(5) && result.more().isEmpty()) {
            return;
        }
        if (obx.isNull(5) && result.more().isEmpty()) {
            observation.setDataAbsentReason(absent("unknown"));
            return;
        }
        List<Field> repetitions = new ArrayList<>(obx.repetitions(5));
        for (Segment more : result.more()) {
            more.skip(1, 2, 3, 4, 11);
            repetitions.addAll(more.repetitions(5));
        }
        if (repetitions.isEmpty()) {
            return;
        }
        String type = obx.get(2);
        if (type == null || !ValueType.isKnown(type)) {
            context.remark(RemarkCode.VALUE_TYPE_UNKNOWN, obx.location(2, 0, 0));
            type = "ST";
        }
        if (ValueType.isText(type)) {
            text(repetitions, observation);
        } else if (ValueType.isSamples(type)) {
            SampledData samples = Waveforms.of(repetitions, type, unit);
            observation.setValue(samples == null ? asText(context, obx, repetitions) : samples);
            if (samples != null) {
                waveform.describe(context, samples, observation);
            }
        } else if (repetitions.size() == 1) {
            Type value = ValueType.read(context, type, repetitions.get(0), unit);
            observation.setValue(value == null ? asText(context, obx, repetitions) : value);
        } else {
            components(context, type, repetitions, unit, observation);
        }
        if (observation.hasValueCodeableConcept()
                && observation.getValueCodeableConcept().isEmpty()) {
            observation.setValue(null);
        }
    }

    /** Several values of one item: each becomes a component with the item's code. */
    private static void components(
            MessageContext context, String type, List<Field> repetitions, Quantity unit, Observation observation) {
        for (Field repetition : repetitions) {
            Type value = ValueType.read(context, type, repetition, unit);
            if (value == null) {
                String text = repetition.text();
                value = text == null ? null : new StringType(text);
            }
            if (value != null) {
                observation.addComponent().setCode(observation.getCode().copy()).setValue(value);
            }
        }
    }

    private static void text(List<Field> repetitions, Observation observation) {
        StringBuilder text = new StringBuilder();
        for (Field repetition : repetitions) {
            String line = repetition.text();
            text.append(text.length() == 0 ? "" : "\n").append(line == null ? "" : line);
        }
        if (!text.toString().isBlank()) {
            observation.setValue(new StringType(text.toString()));
        }
    }

    private static Type asText(MessageContext context, Segment obx, List<Field> repetitions) {
        StringBuilder text = new StringBuilder();
        for (Field repetition : repetitions) {
            String value = repetition.text();
            if (value != null) {
                text.append(text.length() == 0 ? "" : "\n").append(value);
            }
        }
        if (text.length() == 0) {
            return null;
        }
        context.remark(
                "NM".equals(obx.get(2)) ? RemarkCode.NUMBER_NOT_UNDERSTOOD : RemarkCode.VALUE_NOT_UNDERSTOOD,
                obx.location(5, 0, 0));
        return new StringType(text.toString());
    }
}
