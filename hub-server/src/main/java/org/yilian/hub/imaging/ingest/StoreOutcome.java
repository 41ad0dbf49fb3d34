package org.yilian.hub.imaging.ingest;

/**
 * What became of a received object, with its words in DIMSE (PS3.4 table B.2-1, PS3.7 annex C) and DICOMweb (PS3.18 table
 * I.2-2). Everything but the first two is kept in quarantine and named to the sender as a failure.
 */
public enum StoreOutcome {
    STORED(0x0000, "HUB-0500", "stored"),
    /** Same instance, same bytes: nothing to do. */
    ALREADY_STORED(0x0000, "HUB-0501", "already stored"),
    /** Same SOP Instance UID, other bytes. */
    INSTANCE_CLASH(0x0111, "HUB-0502", "another object has this SOP Instance UID"),
    /** The Study Instance UID belongs to another facility or patient. */
    PATIENT_CLASH(0x0110, "HUB-0503", "the study belongs to another patient"),
    /** The data set cannot be read, or a UID in it is none. */
    UNREADABLE(0xC000, "HUB-0504", "the data set cannot be understood"),
    /** The data set says other UIDs than the message around it. */
    MISMATCH(0xA900, "HUB-0505", "the data set does not match its announcement");

    private final int status;
    private final String code;
    private final String text;

    StoreOutcome(int status, String code, String text) {
        this.status = status;
        this.code = code;
        this.text = text;
    }

    public boolean isSuccess() {
        return status == 0;
    }

    /** DIMSE status, and Failure Reason (0008,1197) in DICOMweb. */
    public int status() {
        return status;
    }

    /** Fixed text of at most 64 characters for Error Comment (0000,0902). */
    public String comment() {
        return code + " " + text;
    }
}
