package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;

/**
 * C-STORE against foreign peers, from the command line:
 *
 * <pre>
 * StoreBenchmark make FOLDER NUMBER          makes CT slices of 512 x 512 x 16 bit
 * StoreBenchmark serve PORT FOLDER [sync]    keeps what comes, with fdatasync per object if asked
 * StoreBenchmark send PORT FOLDER ROUNDS     sends all files of a folder, in one association per round
 * </pre>
 */
final class StoreBenchmark {
    private static final int BUFFER = 256 * 1024;

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("make")) {
            make(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
            return;
        }
        int port = Integer.parseInt(arguments[1]);
        Path folder = Path.of(arguments[2]);
        if (arguments[0].equals("serve")) {
            serve(port, folder, arguments.length > 3);
        } else {
            for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
                send(port, folder);
            }
        }
    }

    private static void make(Path folder, int number) throws IOException {
        Files.createDirectories(folder);
        byte[] pixels = new byte[512 * 512 * 2];
        new Random(1).nextBytes(pixels);
        for (int i = 1; i <= number; i++) {
            DataSet slice = new DataSet()
                    .set(Tag.SOPClassUID, UID.CTImageStorage)
                    .set(Tag.SOPInstanceUID, "2.25.900." + i)
                    .set(Tag.Modality, "CT")
                    .set(Tag.PatientID, "BENCH")
                    .set(Tag.StudyInstanceUID, "2.25.901")
                    .set(Tag.SeriesInstanceUID, "2.25.902")
                    .set(Tag.InstanceNumber, String.valueOf(i))
                    .set(Tag.SamplesPerPixel, 1)
                    .set(Tag.PhotometricInterpretation, "MONOCHROME2")
                    .set(Tag.Rows, 512)
                    .set(Tag.Columns, 512)
                    .set(Tag.BitsAllocated, 16)
                    .set(Tag.BitsStored, 16)
                    .set(Tag.HighBit, 15)
                    .set(Tag.PixelRepresentation, 0)
                    .setBytes(Tag.PixelData, VR.OW, pixels);
            DicomFile.of(slice, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(folder.resolve(i + ".dcm"));
        }
    }

    private static void serve(int port, Path folder, boolean sync) throws Exception {
        DicomServer.builder()
                .port(port)
                .store((request, data) -> keep(folder.resolve(request.sopInstanceUid()), data, sync))
                .start();
        System.out.println("ready");
        new CountDownLatch(1).await();
    }

    private static DimseStatus keep(Path file, InputStream data, boolean sync) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] buffer = new byte[BUFFER];
            for (int n = data.read(buffer); n >= 0; n = data.read(buffer)) {
                out.write(buffer, 0, n);
            }
            if (sync) {
                out.getChannel().force(false);
            }
        }
        return DimseStatus.SUCCESS;
    }

    private static void send(int port, Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        long begin = System.nanoTime();
        int stored = 0;
        try (DicomClient client =
                DicomClient.connect(AssociationRequest.to("127.0.0.1", port).proposeFiles(files))) {
            for (Path file : files) {
                stored += client.store(file).isSuccess() ? 1 : 0;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%d of %d in %.2f s, %.0f a second%n", stored, files.size(), seconds, stored / seconds);
    }
}
