package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomException;
import org.yilian.dicom.DicomReader;
import org.yilian.dicom.ReadLimits;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;

/**
 * A Part 10 file as it arrives: what its file meta information says, and its data set, byte for byte (PS3.10 7.1).
 *
 * @param dataSet stands at the first byte of the data set
 */
public record PartTen(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, InputStream dataSet) {
    private static final int PREFIX = 132;
    private static final int MAX_META = 1 << 16;

    /** Bytes that are no DICOM file. */
    public static final class NotPartTen extends IOException {
        private static final long serialVersionUID = 1;

        NotPartTen(String fixedText) {
            super(fixedText);
        }
    }

    /**
     * @param in is read up to the data set
     * @throws NotPartTen when this is no DICOM file, or its meta information leaves out what storing needs
     */
    public static PartTen open(InputStream in) throws IOException {
        byte[] start = in.readNBytes(PREFIX + 12);
        if (start.length < PREFIX + 12
                || start[128] != 'D'
                || start[129] != 'I'
                || start[130] != 'C'
                || start[131] != 'M'
                || start[132] != 2
                || start[133] != 0
                || start[134] != 0
                || start[135] != 0) {
            throw new NotPartTen("no file meta information with its length");
        }
        long length = 0;
        for (int i = 3; i >= 0; i--) {
            length = length << 8 | start[140 + i] & 0xFF;
        }
        if (length > MAX_META) {
            throw new NotPartTen("file meta information is too long");
        }
        byte[] group = in.readNBytes((int) length);
        DataSet meta;
        try {
            meta = DicomReader.dataSet(group, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                    .limits(ReadLimits.HEADER)
                    .read();
        } catch (DicomException e) {
            throw new NotPartTen("file meta information cannot be read");
        }
        String syntax = meta.string(Tag.TransferSyntaxUID, "");
        String sopInstance = meta.string(Tag.MediaStorageSOPInstanceUID, "");
        if (syntax.isEmpty() || sopInstance.isEmpty()) {
            throw new NotPartTen("file meta information is incomplete");
        }
        return new PartTen(meta.string(Tag.MediaStorageSOPClassUID, ""), sopInstance, syntax, in);
    }
}
