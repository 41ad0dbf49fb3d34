package org.yilian.hub.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;

/** DICOM objects, some of which lie. */
final class LyingObjects {
    private LyingObjects() {}

    static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    static byte[] file(String study, String series, String object) {
        return file(study, series, object, 1);
    }

    /** @param shade of all pixels */
    static byte[] file(String study, String series, String object, int shade) {
        return file(object, TransferSyntax.of(UID.ExplicitVRLittleEndian), bytes(image(study, series, object, shade)));
    }

    static byte[] dataSet(String study, String series, String object) {
        return bytes(image(study, series, object, 1));
    }

    /** Says 65,535 x 65,535 pixels and has 128. */
    static byte[] hugeClaim(String study, String series, String object) {
        DataSet image = image(study, series, object, 1);
        image.set(Tag.Rows, 65_535).set(Tag.Columns, 65_535);
        return file(object, TransferSyntax.of(UID.ExplicitVRLittleEndian), bytes(image));
    }

    /** A comment of so many blanks in a deflated data set. */
    static byte[] deflatedHeaderBomb(int size) {
        String object = uid();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
            DataSet head = new DataSet();
            head.set(Tag.SOPClassUID, UID.CTImageStorage).set(Tag.SOPInstanceUID, object);
            deflated.write(DicomWriter.toBytes(head, TransferSyntax.of(UID.ExplicitVRLittleEndian)));
            ByteBuffer element = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            element.putShort((short) 0x0010)
                    .putShort((short) 0x4000)
                    .put((byte) 'U')
                    .put((byte) 'T')
                    .putShort((short) 0);
            deflated.write(element.putInt(size).array());
            byte[] blanks = new byte[1 << 20];
            java.util.Arrays.fill(blanks, (byte) ' ');
            for (int left = size; left > 0; left -= blanks.length) {
                deflated.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return file(object, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, out.toByteArray());
    }

    /** The last bytes of a file: its pixels. */
    static String pixels(byte[] multipart) {
        String text = new String(multipart, java.nio.charset.StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf("\r\n--");
        return text.substring(end - 128, end);
    }

    private static DataSet image(String study, String series, String object, int shade) {
        byte[] pixels = new byte[128];
        java.util.Arrays.fill(pixels, (byte) shade);
        DataSet image = new DataSet();
        image.set(Tag.SOPClassUID, UID.CTImageStorage).set(Tag.SOPInstanceUID, object);
        image.set(Tag.StudyInstanceUID, study).set(Tag.SeriesInstanceUID, series);
        image.set(Tag.PatientID, "KW" + Math.abs(study.hashCode())).set(Tag.Modality, "CT");
        image.set(Tag.Rows, 8).set(Tag.Columns, 8).set(Tag.SamplesPerPixel, 1);
        image.set(Tag.PhotometricInterpretation, "MONOCHROME2");
        image.set(Tag.BitsAllocated, 16)
                .set(Tag.BitsStored, 16)
                .set(Tag.HighBit, 15)
                .set(Tag.PixelRepresentation, 0);
        return image.setBytes(Tag.PixelData, VR.OW, pixels);
    }

    private static byte[] bytes(DataSet dataSet) {
        try {
            return DicomWriter.toBytes(dataSet, TransferSyntax.of(UID.ExplicitVRLittleEndian));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(String object, TransferSyntax syntax, byte[] dataSet) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFileHead(null, DicomWriter.fileMeta(UID.CTImageStorage, object, syntax), out);
            out.writeBytes(dataSet);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
