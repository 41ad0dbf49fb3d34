package org.yilian.mappings.hl7v2;

/** The bytes are no HL7 v2 message. The only exception that reading one can throw; never holds any of its text. */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        EMPTY("There is nothing to read."),
        NO_MSH("The message does not begin with an MSH segment."),
        BATCH("This is a batch or file envelope (FHS, BHS), not one message."),
        NO_DELIMITERS("MSH-1 and MSH-2 do not give a usable set of delimiters.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }
    }

    private final Reason reason;

    MalformedMessage(Reason reason) {
        super(reason.text);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
