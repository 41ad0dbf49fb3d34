package org.yilian.mappings.ecg;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** Numbers as aECG writes them and DICOM's decimal strings hold them. */
final class Decimals {
    /** Fits 16 characters with sign, point and exponent. */
    private static final MathContext PLACES = new MathContext(9, RoundingMode.HALF_EVEN);

    private Decimals() {}

    /** Empty for what is no number, or none of this world. */
    static Optional<BigDecimal> read(String text) {
        if (!text.strip().matches("[-+]?(\\d{1,12}(\\.\\d{0,12})?|\\.\\d{1,12})([eE][-+]?\\d{1,2})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text.strip()));
    }

    static String of(BigDecimal number) {
        BigDecimal rounded = number.round(PLACES).stripTrailingZeros();
        String plain = rounded.toPlainString();
        return plain.length() <= 16 ? plain : rounded.toString();
    }
}
