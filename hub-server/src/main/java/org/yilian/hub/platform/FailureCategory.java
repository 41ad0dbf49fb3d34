package org.yilian.hub.platform;

/**
 * The nine ways in which something can fail. Every edge (HL7 v2, FHIR, DICOM, JSON) translates a category into its own
 * protocol's words, and retry looks at the category, never at "it failed". The table is ADR 0004.
 */
public enum FailureCategory {
    /** The input is wrong; sending it again cannot help. */
    INCORRECT(400, "invalid", "AR"),
    /** Right, but not done here. */
    UNSUPPORTED(422, "not-supported", "AR"),
    /** Nobody is known to be asking. */
    UNAUTHENTICATED(401, "login", "AR"),
    /** Consent or access says no. */
    FORBIDDEN(403, "forbidden", "AR"),
    NOT_FOUND(404, "not-found", "AR"),
    /** Somebody was faster; reading again helps. */
    CONFLICT(409, "conflict", "AE"),
    /** Surely not processed; later it may be. */
    BUSY(503, "transient", "AE"),
    /** May have arrived at the other side; only an idempotent receiver may get it again. */
    AMBIGUOUS(504, "timeout", "AE"),
    /** Our bug: an operator looks, we mend, the input is replayed. */
    FAULT(500, "exception", "AE");

    private final int httpStatus;
    private final String issueCode;
    private final String acknowledgement;

    FailureCategory(int httpStatus, String issueCode, String acknowledgement) {
        this.httpStatus = httpStatus;
        this.issueCode = issueCode;
        this.acknowledgement = acknowledgement;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Code of <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">issue-type</a>. */
    public String issueCode() {
        return issueCode;
    }

    /** MSA-1 in original mode, HL7 table 0008. */
    public String acknowledgement() {
        return acknowledgement;
    }
}
