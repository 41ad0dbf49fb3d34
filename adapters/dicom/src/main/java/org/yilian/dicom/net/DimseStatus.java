package org.yilian.dicom.net;

/**
 * Status of a DIMSE response, PS3.7 annex C and the service classes of PS3.4.
 *
 * @param code 16 bit status, as 0xA700
 * @param comment for the error comment (0000,0902), at most 64 characters, a fixed text; empty for none
 */
public record DimseStatus(int code, String comment) {
    public static final DimseStatus SUCCESS = of(0x0000);
    public static final DimseStatus PROCESSING_FAILURE = of(0x0110);
    public static final DimseStatus DUPLICATE_SOP_INSTANCE = of(0x0111);
    public static final DimseStatus NO_SUCH_SOP_INSTANCE = of(0x0112);
    public static final DimseStatus SOP_CLASS_NOT_SUPPORTED = of(0x0122);
    public static final DimseStatus NOT_AUTHORIZED = of(0x0124);
    public static final DimseStatus UNRECOGNIZED_OPERATION = of(0x0211);
    public static final DimseStatus OUT_OF_RESOURCES = of(0xA700);
    public static final DimseStatus UNABLE_TO_CALCULATE_MATCHES = of(0xA701);
    public static final DimseStatus UNABLE_TO_PERFORM_SUBOPERATIONS = of(0xA702);
    public static final DimseStatus MOVE_DESTINATION_UNKNOWN = of(0xA801);
    public static final DimseStatus DATA_SET_DOES_NOT_MATCH_SOP_CLASS = of(0xA900);
    public static final DimseStatus SUBOPERATIONS_COMPLETE_WITH_FAILURES = of(0xB000);
    public static final DimseStatus CANNOT_UNDERSTAND = of(0xC000);
    public static final DimseStatus CANCEL = of(0xFE00);
    public static final DimseStatus PENDING = of(0xFF00);

    public DimseStatus {
        if (code < 0 || code > 0xFFFF || comment.length() > 64) {
            throw new IllegalArgumentException("status of 16 bits with a comment of at most 64 characters");
        }
    }

    public static DimseStatus of(int code) {
        return new DimseStatus(code, "");
    }

    public DimseStatus withComment(String fixedText) {
        return new DimseStatus(code, fixedText);
    }

    public boolean isSuccess() {
        return code == 0;
    }

    public boolean isPending() {
        return code == 0xFF00 || code == 0xFF01;
    }

    /** Done, but with something to tell: PS3.7 annex C.3. */
    public boolean isWarning() {
        return code == 0x0001 || code == 0x0107 || code == 0x0116 || (code & 0xF000) == 0xB000;
    }

    /** The status as PS3.4 writes it, such as "A700". */
    public String hex() {
        return String.format("%04X", code);
    }
}
