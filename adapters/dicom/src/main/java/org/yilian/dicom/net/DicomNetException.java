package org.yilian.dicom.net;

import java.io.IOException;

/** A failure of DICOM communication. The text is fixed and carries no data of a peer or patient. */
public class DicomNetException extends IOException {
    private static final long serialVersionUID = 1;

    public DicomNetException(String fixedText) {
        super(fixedText);
    }

    public DicomNetException(String fixedText, Throwable cause) {
        super(fixedText, cause);
    }
}
