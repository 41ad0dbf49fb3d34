package org.yilian.dicom;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes data sets, commands and Part 10 files. A data set that was read is written as the same bytes: sequences and items
 * keep their defined or undefined lengths. New sequences get defined lengths; group lengths are computed where there are any.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/chapter_7.html">PS3.5 section 7</a>
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part10/chapter_7.html">PS3.10 section 7</a>
 */
public final class DicomWriter {

    /** Who wrote the file: (0002,0012), derived from a random UUID once and for all. */
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.217767685710463344836002236644830009969";

    /** (0002,0013). */
    public static final String IMPLEMENTATION_VERSION_NAME = "YILIAN_0.1";

    private DicomWriter() {}

    /**
     * Writes a bare data set.
     *
     * @throws DicomException when text cannot be expressed in the declared character set, or a value is not held here
     */
    public static void write(DataSet dataSet, TransferSyntax syntax, OutputStream out) throws IOException {
        if (!syntax.isDeflated()) {
            writePlain(dataSet, syntax, out);
            return;
        }
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, 8192);
            writePlain(dataSet, syntax, deflated);
            deflated.finish();
            if (deflater.getBytesWritten() % 2 != 0) {
                out.write(0); // PS3.5 section A.5
            }
        } finally {
            deflater.end();
        }
    }

    private static void writePlain(DataSet dataSet, TransferSyntax syntax, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 8192);
        new ElementWriter(buffered, syntax.isExplicit(), syntax.isBigEndian()).writeElements(dataSet);
        buffered.flush();
    }

    /** The bytes of a bare data set. */
    public static byte[] toBytes(DataSet dataSet, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        write(dataSet, syntax, out);
        return out.toByteArray();
    }

    /** The bytes of a command set: implicit VR little endian, with its group length (PS3.7 section 6.3.1). */
    public static byte[] commandToBytes(DataSet command) throws IOException {
        return toBytes(command.copy().set(Tag.CommandGroupLength, 0), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    /** Writes preamble and file meta information: what comes before a data set in a file. Zeros stand for a null preamble. */
    public static void writeFileHead(byte[] preamble, DataSet meta, OutputStream out) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        head.write(preamble == null ? new byte[128] : preamble, 0, 128);
        head.write(new byte[] {'D', 'I', 'C', 'M'});
        DataSet complete = meta.copy().set(Tag.FileMetaInformationGroupLength, 0);
        new ElementWriter(head, true, false).writeElements(complete);
        head.writeTo(out);
    }

    /** File meta information for an instance (PS3.10 section 7.1). */
    public static DataSet fileMeta(String sopClass, String sopInstance, TransferSyntax syntax) {
        return new DataSet()
                .setBytes(Tag.FileMetaInformationVersion, VR.OB, new byte[] {0, 1})
                .set(Tag.MediaStorageSOPClassUID, sopClass)
                .set(Tag.MediaStorageSOPInstanceUID, sopInstance)
                .set(Tag.TransferSyntaxUID, syntax.uid())
                .set(Tag.ImplementationClassUID, IMPLEMENTATION_CLASS_UID)
                .set(Tag.ImplementationVersionName, IMPLEMENTATION_VERSION_NAME);
    }

    /** Joins frames, one fragment each, to encapsulated pixel data with a basic offset table (PS3.5 section A.4). */
    public static DataSet encapsulate(DataSet dataSet, List<byte[]> frames) {
        byte[][] parts = new byte[frames.size() + 1][];
        long[] offsets = new long[frames.size()];
        long offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            parts[i + 1] = Values.padded(VR.OB, frames.get(i));
            offsets[i] = offset;
            offset += 8L + parts[i + 1].length;
        }
        parts[0] = Values.ofIntegers(VR.UL, offsets);
        return dataSet.setFragments(Tag.PixelData, VR.OB, List.of(parts));
    }
}
