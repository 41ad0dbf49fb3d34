package org.yilian.mappings.hl7v2.result;

import java.util.List;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.SampledData;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.datatype.Numbers;

/**
 * NA and MA (HL7 v2.8 sections 2A.3.44 and 2A.3.41) to SampledData. In NA a repetition is a channel, in MA a repetition
 * holds one sample of each channel. Neither says how long a sample
 * takes, which R4 requires: the period is absent unless {@link WaveformParts} know it.
 */
final class Waveforms {
    private static final String ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    private Waveforms() {}

    /** Null when there is anything but numbers in it. */
    static SampledData of(List<Field> repetitions, String type, Quantity unit) {
        if (repetitions.isEmpty()) {
            return null;
        }
        boolean byChannel = type.equals("NA");
        int channels = byChannel ? repetitions.size() : repetitions.get(0).components();
        int samples = byChannel ? repetitions.get(0).components() : repetitions.size();
        StringBuilder data = new StringBuilder();
        for (int sample = 0; sample < samples; sample++) {
            for (int channel = 0; channel < channels; channel++) {
                Field field = repetitions.get(byChannel ? channel : sample);
                String value = field.get((byChannel ? sample : channel) + 1);
                if (value != null && Numbers.decimal(value) == null) {
                    return null;
                }
                data.append(data.length() == 0 ? "" : " ").append(value == null ? "E" : value);
            }
        }
        if (data.length() == 0) {
            return null;
        }
        SampledData result = new SampledData();
        result.setOrigin(Numbers.with(unit).setValue(0));
        DecimalType period = new DecimalType();
        period.addExtension(ABSENT, new CodeType("unknown"));
        result.setPeriodElement(period);
        result.setDimensions(channels);
        result.setData(data.toString());
        return result;
    }
}
