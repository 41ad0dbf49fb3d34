package org.yilian.hl7v2;

import java.io.IOException;

/** A message could not be delivered. The text is fixed and tells nothing of the message. */
public final class MllpException extends IOException {

    /** What is known of the message. */
    public enum Kind {
        /** The receiver has surely not got the whole message: sending it again is safe. */
        NOT_SENT,
        /** The message went out and no answer came: it may or may not have been taken. */
        NO_ANSWER
    }

    private final Kind kind;

    MllpException(Kind kind, String text, Throwable cause) {
        super(text, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
