package org.yilian.sample.history;

import org.yilian.sample.Hospital;
import org.yilian.sample.lab.Analyte;

/** How each laboratory writes a reference interval. */
final class RangeStyle {
    private RangeStyle() {}

    static String write(Hospital hospital, Analyte analyte, Analyte.Interval interval, boolean alternative) {
        String low = bound(analyte, interval.low(), alternative);
        String high = bound(analyte, interval.high(), alternative);
        if (low == null && high == null) {
            return "";
        }
        if (low == null) {
            return switch (hospital) {
                case H001, H004 -> "<" + high;
                case H002 -> "≤" + high;
                case H003 -> "<=" + high;
            };
        }
        if (high == null) {
            return switch (hospital) {
                case H001, H004 -> ">" + low;
                case H002 -> "≥" + low;
                case H003 -> ">=" + low;
            };
        }
        return switch (hospital) {
            case H001, H003 -> low + "-" + high;
            case H002 -> low + "--" + high;
            case H004 -> low + "～" + high;
        };
    }

    private static String bound(Analyte analyte, Double value, boolean alternative) {
        return value == null ? null : analyte.print(value, alternative).toPlainString();
    }
}
