package org.yilian.sample.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;

/** One composite instance and the transfer syntax it is kept and sent in. */
public record SampleInstance(DataSet dataSet, TransferSyntax syntax) {
    public String sopClassUid() {
        return dataSet.string(Tag.SOPClassUID);
    }

    public String sopInstanceUid() {
        return dataSet.string(Tag.SOPInstanceUID);
    }

    public String seriesInstanceUid() {
        return dataSet.string(Tag.SeriesInstanceUID);
    }

    /** The data set as it is sent. */
    public byte[] bytes() {
        try {
            return DicomWriter.toBytes(dataSet, syntax);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
