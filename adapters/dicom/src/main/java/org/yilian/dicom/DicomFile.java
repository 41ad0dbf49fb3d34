package org.yilian.dicom;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Part 10 file, held whole.
 *
 * @param preamble 128 bytes, or null for zeros
 * @param meta group 0002; its group length is computed when written
 * @param syntax of the data set
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part10/chapter_7.html">PS3.10 section 7</a>
 */
public record DicomFile(byte[] preamble, DataSet meta, TransferSyntax syntax, DataSet dataSet) {

    /** A file for an instance; SOP class and instance UID are taken from the data set. */
    public static DicomFile of(DataSet dataSet, TransferSyntax syntax) {
        DataSet meta = DicomWriter.fileMeta(
                dataSet.string(Tag.SOPClassUID, ""), dataSet.string(Tag.SOPInstanceUID, ""), syntax);
        return new DicomFile(null, meta, syntax, dataSet);
    }

    public static DicomFile read(InputStream in) throws IOException {
        DicomReader reader = DicomReader.file(in);
        DataSet dataSet = reader.read();
        return new DicomFile(reader.preamble(), reader.fileMeta(), reader.transferSyntax(), dataSet);
    }

    public static DicomFile read(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(in);
        }
    }

    public void write(OutputStream out) throws IOException {
        DicomWriter.writeFileHead(preamble, meta, out);
        DicomWriter.write(dataSet, syntax, out);
    }

    public void write(Path path) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            write(out);
        }
    }
}
