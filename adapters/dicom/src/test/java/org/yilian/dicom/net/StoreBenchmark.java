package org.yilian.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * C-STORE against foreign peers, from the command line:
 *
 * <pre>
 * StoreBenchmark serve PORT FOLDER [sync]    keeps what comes, with fdatasync per object if asked
 * StoreBenchmark send PORT FOLDER ROUNDS     sends all files of a folder, in one association per round
 * </pre>
 */
final class StoreBenchmark {
    private static final int BUFFER = 256 * 1024;

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws Exception {
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
