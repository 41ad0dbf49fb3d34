package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.ReadLimits;
import org.yilian.dicom.TransferSyntax;

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

    /**
     * Reads the data set of a query or a normalized service, null if there is none.
     *
     * @throws DimseStatusException if it is none that can be understood; it has been read away then
     */
    DataSet readDataSet() throws IOException {
        if (data == null) {
            return null;
        }
        try {
            DataSet dataSet = DicomReader.dataSet(data, TransferSyntax.of(context.transferSyntax()))
                    .limits(ReadLimits.HEADER)
                    .read();
            discardRest();
            return dataSet;
        } catch (DicomException e) {
            discardRest();
            throw new DimseStatusException(DimseStatus.CANNOT_UNDERSTAND);
        }
    }

    DataSet readRequiredDataSet() throws IOException {
        DataSet dataSet = readDataSet();
        if (dataSet == null) {
            throw new DimseStatusException(DimseStatus.CANNOT_UNDERSTAND);
        }
        return dataSet;
    }
}
