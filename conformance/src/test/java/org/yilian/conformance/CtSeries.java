package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomWriter;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;

/**
 * A CT series a radiologist could read: slices of 5 mm through a body of 40 HU with a rod of 700 HU that wanders from slice
 * to slice, in air of -1000 HU.
 *
 * @param study its UID
 */
record CtSeries(String study, String series, String patientId, String date, int slices) {
    static final int MATRIX = 128;

    static CtSeries of(String patientId, String date, int slices) {
        return new CtSeries(uid(), uid(), patientId, date, slices);
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    /** Stores the series with the transfer syntax that a program of DCMTK or OpenJPEG writes; {@code null} as it is made. */
    void store(HubHttp sender, Path folder, List<String> converter) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (int n = 0; n < slices; n++) {
            files.add(
                    converter == null
                            ? file(slice(n), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                            : converted(n, folder, converter));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] file : files) {
            body.writeBytes("--xyz\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(file);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("--xyz--\r\n".getBytes(StandardCharsets.US_ASCII));
        HubHttp.Answer answer = sender.ask(
                "POST",
                "/dicomweb/studies",
                "application/dicom+json",
                "multipart/related; type=\"application/dicom\"; boundary=xyz",
                BodyPublishers.ofByteArray(body.toByteArray()));
        assertThat(answer.status()).isEqualTo(200);
    }

    private byte[] converted(int n, Path folder, List<String> converter) throws IOException {
        if (converter.get(0).equals("opj_compress")) {
            return jpeg2000(n, folder);
        }
        Path plain = Files.write(folder.resolve("plain.dcm"), file(slice(n), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        Path written = folder.resolve("converted.dcm");
        List<Object> arguments = new ArrayList<>(converter.subList(1, converter.size()));
        arguments.add(plain);
        arguments.add(written);
        assertThat(ForeignTool.run(converter.get(0), arguments.toArray()).code())
                .isZero();
        return Files.readAllBytes(written);
    }

    /** DCMTK writes no JPEG 2000: OpenJPEG does, from the pixels as a grey map. */
    private byte[] jpeg2000(int n, Path folder) throws IOException {
        ByteBuffer big = ByteBuffer.allocate(MATRIX * MATRIX * 2).order(ByteOrder.BIG_ENDIAN);
        ByteBuffer little = ByteBuffer.wrap(pixels(n)).order(ByteOrder.LITTLE_ENDIAN);
        while (little.hasRemaining()) {
            big.putShort(little.getShort());
        }
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        map.writeBytes(("P5\n" + MATRIX + " " + MATRIX + "\n4095\n").getBytes(StandardCharsets.US_ASCII));
        map.writeBytes(big.array());
        Path grey = Files.write(folder.resolve("slice.pgm"), map.toByteArray());
        Path stream = folder.resolve("slice.j2k");
        assertThat(ForeignTool.run("opj_compress", "-i", grey, "-o", stream).code())
                .isZero();
        DataSet slice = DicomWriter.encapsulate(slice(n), List.of(Files.readAllBytes(stream)));
        return file(slice, TransferSyntax.of(UID.JPEG2000Lossless));
    }

    private static byte[] file(DataSet slice, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFileHead(
                null, DicomWriter.fileMeta(UID.CTImageStorage, slice.string(Tag.SOPInstanceUID), syntax), out);
        DicomWriter.write(slice, syntax, out);
        return out.toByteArray();
    }

    private DataSet slice(int n) {
        return new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.SOPClassUID, UID.CTImageStorage)
                .set(Tag.SOPInstanceUID, uid())
                .set(Tag.StudyDate, date)
                .set(Tag.StudyTime, "080000")
                .set(Tag.Modality, "CT")
                .set(Tag.PatientName, "Ouyang^Xiaoyan=欧阳^晓燕")
                .set(Tag.PatientID, patientId)
                .set(Tag.PatientBirthDate, "19600101")
                .set(Tag.PatientSex, "F")
                .set(Tag.StudyDescription, "Chest " + date)
                .set(Tag.SeriesDescription, "Axial 5 mm")
                .set(Tag.StudyInstanceUID, study)
                .set(Tag.SeriesInstanceUID, series)
                .set(Tag.FrameOfReferenceUID, series + ".1")
                .set(Tag.StudyID, "1")
                .set(Tag.SeriesNumber, "1")
                .set(Tag.InstanceNumber, String.valueOf(n + 1))
                .set(Tag.SliceThickness, 5.0)
                .set(Tag.ImagePositionPatient, "-64", "-64", String.valueOf(5 * n))
                .set(Tag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
                .set(Tag.PixelSpacing, "1", "1")
                .set(Tag.SamplesPerPixel, 1)
                .set(Tag.PhotometricInterpretation, "MONOCHROME2")
                .set(Tag.Rows, MATRIX)
                .set(Tag.Columns, MATRIX)
                .set(Tag.BitsAllocated, 16)
                .set(Tag.BitsStored, 12)
                .set(Tag.HighBit, 11)
                .set(Tag.PixelRepresentation, 0)
                .set(Tag.RescaleIntercept, "-1024")
                .set(Tag.RescaleSlope, "1")
                .set(Tag.WindowCenter, "40")
                .set(Tag.WindowWidth, "400")
                .setBytes(Tag.PixelData, VR.OW, pixels(n));
    }

    private byte[] pixels(int n) {
        ByteBuffer pixels = ByteBuffer.allocate(MATRIX * MATRIX * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < MATRIX; y++) {
            for (int x = 0; x < MATRIX; x++) {
                boolean body = Math.hypot(x - 64, y - 64) < 50;
                boolean rod = Math.hypot(x - 40 - 3 * n, y - 40) < 8;
                int hounsfield = rod ? 700 : body ? 40 + (x * y) % 120 - 60 : -1000;
                pixels.putShort((short) (hounsfield + 1024));
            }
        }
        return pixels.array();
    }
}
