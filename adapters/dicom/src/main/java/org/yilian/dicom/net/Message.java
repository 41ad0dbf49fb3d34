package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;

/**
 * A received DIMSE message.
 *
 * @param data its data set as it arrives, null if it has none
 */
record Message(PresentationContext context, CommandSet command, InputStream data) {

    /** Reads away what nobody read of the data set; fails when it did not arrive whole. */
    void discardRest() throws IOException {
        if (data != null) {
            byte[] away = new byte[8192];
            while (data.read(away) >= 0) {
                // nobody wants it
            }
        }
    }
}
