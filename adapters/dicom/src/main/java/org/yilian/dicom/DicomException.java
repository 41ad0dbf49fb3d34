package org.yilian.dicom;

import java.io.IOException;

/**
 * The bytes (or the JSON) are not what the standard says, or more than we are willing to hold. Its text is a fixed text with
 * a tag and a position, never a value, so that it may be logged.
 */
public final class DicomException extends IOException {

    /** Why reading or writing ended. */
    public enum Reason {
        /** The bytes end in the middle of an element. */
        TRUNCATED,
        /** The bytes contradict the standard in a way that cannot be repaired. */
        MALFORMED,
        /** Right perhaps, but deeper, longer or more than the limits allow. */
        LIMIT,
        /** Nothing of DICOM in it. */
        NOT_DICOM,
        /** Text that the declared character set cannot express. */
        CHARSET
    }

    private final Reason reason;

    DicomException(Reason reason, String text) {
        super(text);
        this.reason = reason;
    }

    DicomException(Reason reason, String text, int tag) {
        this(reason, text + " at " + Tag.toString(tag));
    }

    DicomException(Reason reason, String text, int tag, long position) {
        this(reason, text + " at " + Tag.toString(tag) + ", byte " + position);
    }

    public Reason reason() {
        return reason;
    }
}
