package org.yilian.mappings.hl7v2.medication;

/**
 * Where RXO (HL7 v2.8 section 4A.4.1) and RXE (4A.4.4) say the same things.
 *
 * @param note instructions for the pharmacy
 * @param instruction how it is to be given
 * @param per time unit of the amount
 * @param daily total daily dose
 */
record RxFields(
        int code,
        int least,
        int most,
        int units,
        int form,
        int note,
        int instruction,
        int dispense,
        int dispenseUnits,
        int refills,
        int provider,
        int per,
        int strength,
        int strengthUnits,
        int indication,
        int rate,
        int rateUnits,
        int daily,
        int volume,
        int volumeUnits,
        int pharmacy) {
    static final RxFields RXO =
            new RxFields(1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 17, 18, 19, 20, 21, 22, 23, 25, 26, 32);
    static final RxFields RXE =
            new RxFields(2, 3, 4, 5, 6, 21, 7, 10, 11, 12, 13, 22, 25, 26, 27, 23, 24, 19, 33, 34, 40);
}
