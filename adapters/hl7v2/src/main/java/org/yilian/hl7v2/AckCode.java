package org.yilian.hl7v2;

/**
 * Acknowledgment code, MSA-1 (HL7 table 0008): the original mode (A.) speaks for the application, the enhanced mode
 * (C.) for safe storage only. HL7 v2.8.2 section 2.9.2 and 2.9.3.
 */
public enum AckCode {
    /** Accepted. */
    AA,
    /** Error: the sender may try again. */
    AE,
    /** Rejected: the same message will never be taken. */
    AR,
    /** Committed to safe storage. */
    CA,
    /** Not committed: the sender may try again. */
    CE,
    /** Refused for storage: the same message will never be taken. */
    CR;

    /** True for {@link #AA} and {@link #CA}. */
    public boolean accepted() {
        return this == AA || this == CA;
    }

    /** The same outcome as an application acknowledgment: AA, AE or AR. */
    public AckCode application() {
        return switch (this) {
            case AA, CA -> AA;
            case AE, CE -> AE;
            case AR, CR -> AR;
        };
    }

    /** The same outcome as an accept (commit) acknowledgment: CA, CE or CR. */
    public AckCode commit() {
        return switch (this) {
            case AA, CA -> CA;
            case AE, CE -> CE;
            case AR, CR -> CR;
        };
    }
}
