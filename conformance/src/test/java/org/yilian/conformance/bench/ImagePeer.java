package org.yilian.conformance.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.yilian.conformance.HubHttp;
import org.yilian.conformance.HubProcess;

/**
 * An archive that takes images over DIMSE and may give them back over DICOMweb.
 *
 * @param web base of DICOMweb, null if it has none
 * @param authorization value of that header, null if none is needed
 */
record ImagePeer(String name, String aeTitle, int port, URI web, String authorization, AutoCloseable process)
        implements AutoCloseable {
    private static final int PATIENCE_TENTHS = 300;

    static ImagePeer hub(HubProcess hub) {
        HubHttp http = HubHttp.client(hub.http(), "h001", "dicomweb.read");
        return new ImagePeer(
                "HUB",
                hub.address().aeTitle(),
                hub.address().dicomPort(),
                hub.http().resolve("/dicomweb"),
                "Bearer " + http.token(),
                () -> {});
    }

    /** As Debian installs it, with its DICOMweb plugin; SQLite in the folder. */
    static ImagePeer orthanc(Path folder) throws IOException, InterruptedException {
        int port = freePort();
        int http = freePort();
        Files.createDirectories(folder);
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                {"Name": "bench", "DicomAet": "ORTHANC", "DicomPort": %d, "HttpPort": %d, "AuthenticationEnabled": false,
                 "StorageDirectory": "%s", "IndexDirectory": "%s", "DicomCheckCalledAet": false,
                 "DicomAlwaysAllowStore": true, "OverwriteInstances": false,
                 "Plugins": ["/usr/share/orthanc/plugins/libOrthancDicomWeb.so"], "DicomWeb": {"Enable": true}}
                """.formatted(
                        port, http, folder.resolve("store"), folder.resolve("store")));
        Process process = start(folder, "Orthanc", config.toString());
        await(process, port);
        await(process, http);
        return new ImagePeer(
                "ORTHANC",
                "ORTHANC",
                port,
                URI.create("http://127.0.0.1:" + http + "/dicom-web"),
                null,
                () -> end(process));
    }

    /** DCMTK's receiver in the mode that only writes the bytes to files. */
    static ImagePeer storescp(Path folder, boolean noDelay) throws IOException, InterruptedException {
        int port = freePort();
        Files.createDirectories(folder.resolve("files"));
        Process process = noDelay
                ? start(
                        folder,
                        "storescp",
                        "+B",
                        "--fork",
                        "-od",
                        folder.resolve("files").toString(),
                        "" + port)
                : startDelayed(
                        folder, "storescp", "+B", "-od", folder.resolve("files").toString(), "" + port);
        await(process, port);
        return new ImagePeer("STORESCP +B", "STORESCP", port, null, null, () -> end(process));
    }

    private static Process start(Path folder, String... command) throws IOException {
        ProcessBuilder builder = builder(folder, command);
        // DCMTK's sockets hold small packets back otherwise; a fortieth of a second for each object.
        builder.environment().put("TCP_NODELAY", "1");
        return builder.start();
    }

    private static Process startDelayed(Path folder, String... command) throws IOException {
        return builder(folder, command).start();
    }

    private static ProcessBuilder builder(Path folder, String... command) {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command[0]).getFileName() + ".log")
                        .toFile());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(Process process, int port) throws InterruptedException {
        for (int i = 0; i < PATIENCE_TENTHS && process.isAlive(); i++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException("The peer did not start");
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
