package org.yilian.conformance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.sample.simulator.HubAddress;

/**
 * CT images of invented patients of H001: image n is the (n modulo size)-th of study n / size. UIDs are a function of the
 * prefix and n, pixels too.
 *
 * @param matrix rows and columns
 */
public record ImageFeed(String prefix, int size, int matrix) {
    public String study(int n) {
        return uid("study" + n / size);
    }

    public String series(int n) {
        return uid("series" + n / size);
    }

    public String instance(int n) {
        return uid("instance" + n);
    }

    /** UID from a UUID, PS3.5 B.2. */
    private String uid(String name) {
        UUID uuid = UUID.nameUUIDFromBytes((prefix + name).getBytes(StandardCharsets.UTF_8));
        return "2.25." + new BigInteger(uuid.toString().replace("-", ""), 16);
    }

    /** The data set as it goes over the wire, explicit VR little endian. */
    public byte[] bytes(int n) {
        byte[] pixels = new byte[matrix * matrix * 2];
        for (int i = 0; i < pixels.length; i += 2) {
            int value = (i / 2 + n * 31 + (i / 2 / matrix) * 3) % 2000;
            pixels[i] = (byte) value;
            pixels[i + 1] = (byte) (value >> 8);
        }
        DataSet dataSet = new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.SOPClassUID, UID.CTImageStorage)
                .set(Tag.SOPInstanceUID, instance(n))
                .set(Tag.StudyDate, "20260302")
                .set(Tag.StudyTime, "080000")
                .set(Tag.AccessionNumber, accession(n))
                .set(Tag.Modality, "CT")
                .set(Tag.PatientName, "测^试" + n / size)
                .set(Tag.PatientID, prefix + "P" + n / size)
                .set(Tag.PatientBirthDate, "19600101")
                .set(Tag.PatientSex, "F")
                .set(Tag.StudyInstanceUID, study(n))
                .set(Tag.SeriesInstanceUID, series(n))
                .set(Tag.StudyID, "1")
                .set(Tag.SeriesNumber, "1")
                .set(Tag.InstanceNumber, String.valueOf(n % size + 1))
                .set(Tag.SamplesPerPixel, 1)
                .set(Tag.PhotometricInterpretation, "MONOCHROME2")
                .set(Tag.Rows, matrix)
                .set(Tag.Columns, matrix)
                .set(Tag.BitsAllocated, 16)
                .set(Tag.BitsStored, 12)
                .set(Tag.HighBit, 11)
                .set(Tag.PixelRepresentation, 0)
                .setBytes(Tag.PixelData, VR.OW, pixels);
        try {
            return DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String accession(int n) {
        return (prefix + "A" + n / size);
    }

    public DicomClient connect(HubAddress hub) throws IOException {
        return DicomClient.connect(AssociationRequest.to(hub.host(), hub.dicomPort())
                .calling("H001PACS")
                .called(hub.aeTitle())
                .propose(UID.CTImageStorage, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
    }

    /** C-STORE; the status. */
    public int store(DicomClient client, int n, byte[] bytes) throws IOException {
        return client.store(
                        UID.CTImageStorage,
                        instance(n),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid(),
                        new ByteArrayInputStream(bytes))
                .code();
    }

    public String path(int n) {
        return "/dicomweb/studies/" + study(n) + "/series/" + series(n) + "/instances/" + instance(n);
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
