package org.yilian.mappings.ecg;

import java.math.BigDecimal;
import java.util.List;

/**
 * Leads that were recorded together.
 *
 * @param median whether it is a representative beat, not the rhythm as it was recorded
 * @param frequency samples a second
 */
record Recording(boolean median, BigDecimal frequency, List<Lead> leads) {

    /**
     * One lead.
     *
     * @param name I, II, III, aVR, aVL, aVF, V1 ...
     * @param microvolts what one digit is worth
     * @param baseline what digit 0 stands for, in microvolts
     */
    record Lead(String name, BigDecimal microvolts, BigDecimal baseline, short[] digits) {}

    int samples() {
        return leads.get(0).digits().length;
    }
}
