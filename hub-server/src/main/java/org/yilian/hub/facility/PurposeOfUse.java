package org.yilian.hub.facility;

import java.util.Arrays;
import java.util.Optional;

/** Why somebody asks, in the codes of HL7 v3 ActReason (PurposeOfUse). */
public enum PurposeOfUse {
    /** Treatment. */
    TREAT,
    /** Healthcare payment. */
    HPAYMT,
    /** Healthcare operations. */
    HOPERAT,
    /** Research. */
    HRESCH,
    /** Public health. */
    PUBHLTH,
    /** The patient asks. */
    PATRQST;

    public static Optional<PurposeOfUse> of(String code) {
        return Arrays.stream(values()).filter(each -> each.name().equals(code)).findFirst();
    }
}
