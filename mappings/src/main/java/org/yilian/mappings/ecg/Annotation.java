package org.yilian.mappings.ecg;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;

/**
 * What the electrocardiograph, or its reader, says about the recording: a measurement, or a statement.
 *
 * @param measure of a measurement, null for a statement
 * @param value null for a statement
 * @param text null for a measurement
 */
record Annotation(Measure measure, BigDecimal value, String text) {
    private static final int TEXT = 0x00700006;
    private static final int GROUP_NUMBER = 0x0040A180;
    private static final int NUMBER = 0x0040A30A;

    /** LOINC names what MDC measures. */
    record Measure(String code, String meaning, String unit, String unitMeaning) {}

    private static final Measure RATE = new Measure("8867-4", "Heart rate", "{H.B.}/min", "heart beats per minute");

    private static final Map<String, Measure> MEASURES = Map.of(
            "MDC_ECG_HEART_RATE", RATE,
            "MDC_ECG_TIME_PD_PR", time("8625-6", "P-R interval"),
            "MDC_ECG_TIME_PD_QRS", time("8633-0", "QRS duration"),
            "MDC_ECG_TIME_PD_QT", time("8634-8", "Q-T interval"),
            "MDC_ECG_TIME_PD_QTC", time("8636-3", "Q-T interval corrected"),
            "MDC_ECG_TIME_PD_RR", time("8637-1", "R-R interval"),
            "MDC_ECG_ANGLE_P_FRONT", angle("8626-4", "P wave axis"),
            "MDC_ECG_ANGLE_QRS_FRONT", angle("8632-2", "QRS axis"),
            "MDC_ECG_ANGLE_T_FRONT", angle("8638-9", "T wave axis"));

    private static Measure time(String code, String meaning) {
        return new Measure(code, meaning, "ms", "millisecond");
    }

    private static Measure angle(String code, String meaning) {
        return new Measure(code, meaning, "deg", "degree");
    }

    /** A measurement that there is a name for; times in seconds become milliseconds. */
    static Optional<Annotation> measured(String mdc, BigDecimal value, String unit) {
        Measure measure = MEASURES.get(mdc);
        if (measure == null) {
            return Optional.empty();
        }
        boolean seconds = measure.unit().equals("ms") && unit.equals("s");
        return Optional.of(new Annotation(measure, seconds ? value.movePointRight(3) : value, null));
    }

    static Annotation said(String text) {
        return new Annotation(null, null, text);
    }

    /** About all channels of the first group, PS3.3 C.10.10. */
    DataSet item() {
        DataSet item = new DataSet()
                .setLongs(Tag.ReferencedWaveformChannels, VR.US, 1, 0)
                .setLongs(GROUP_NUMBER, VR.US, 0);
        if (measure == null) {
            return item.set(TEXT, VR.ST, text);
        }
        return item.setItems(Tag.ConceptNameCodeSequence, code(measure.code(), "LN", measure.meaning()))
                .setItems(Tag.MeasurementUnitsCodeSequence, code(measure.unit(), "UCUM", measure.unitMeaning()))
                .set(NUMBER, VR.DS, Decimals.of(value));
    }

    static DataSet code(String value, String scheme, String meaning) {
        return new DataSet()
                .set(Tag.CodeValue, value)
                .set(Tag.CodingSchemeDesignator, scheme)
                .set(Tag.CodeMeaning, meaning);
    }
}
