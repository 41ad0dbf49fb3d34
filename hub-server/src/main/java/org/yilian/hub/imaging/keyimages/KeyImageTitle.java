package org.yilian.hub.imaging.keyimages;

import java.util.Arrays;
import java.util.Optional;

/**
 * Titles of <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_7010.html">CID 7010</a> that a
 * reader gives to a selection and that say all by themselves. Rejections, manifests and the like, which tell an archive what to
 * do, are left to the systems that are meant to give such orders.
 */
enum KeyImageTitle {
    OF_INTEREST("113000", "Of Interest"),
    FOR_REFERRING_PROVIDER("113002", "For Referring Provider"),
    FOR_SURGERY("113003", "For Surgery"),
    FOR_TEACHING("113004", "For Teaching"),
    FOR_CONFERENCE("113005", "For Conference"),
    FOR_THERAPY("113006", "For Therapy"),
    FOR_PATIENT("113007", "For Patient"),
    FOR_PEER_REVIEW("113008", "For Peer Review"),
    FOR_RESEARCH("113009", "For Research"),
    BEST_IN_SET("113013", "Best In Set"),
    FOR_PRINTING("113018", "For Printing"),
    FOR_REPORT_ATTACHMENT("113020", "For Report Attachment");

    private final String code;
    private final String meaning;

    KeyImageTitle(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The title of this code of scheme DCM. */
    static Optional<KeyImageTitle> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    String code() {
        return code;
    }

    String meaning() {
        return meaning;
    }
}
