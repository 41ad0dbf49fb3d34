package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.NormalizedRequest.Operation;

/** Orthanc as our client: it sends, and asks for storage commitment, PS3.4 annex J. */
@Timeout(120)
class OrthancIT {
    private static final String COMMITMENT = UID.StorageCommitmentPushModel;

    @TempDir
    Path folder;

    private final Received received = new Received();
    private final BlockingQueue<NormalizedRequest> commitments = new LinkedBlockingQueue<>();
    private DicomServer server;
    private Process orthanc;
    private int dicomPort;
    private int httpPort;

    @BeforeEach
    void start() throws IOException {
        Tool tool = Tool.required("Orthanc");
        server = DicomServer.builder()
                .policy(AssociationPolicy.called("YILIAN"))
                .store(received)
                .normalized(
                        (association, request) -> {
                            commitments.add(request);
                            return NormalizedResponse.of(DimseStatus.SUCCESS);
                        },
                        COMMITMENT)
                .start();
        dicomPort = freePort();
        httpPort = freePort();
        Path config = folder.resolve("orthanc.json");
        Files.writeString(
                config, """
                {"Name": "T", "DicomAet": "ORTHANC", "DicomPort": %d, "HttpPort": %d, "RemoteAccessAllowed": false,
                 "AuthenticationEnabled": false, "StorageDirectory": "%s", "IndexDirectory": "%s",
                 "DicomModalities": {"hub": ["YILIAN", "127.0.0.1", %d]}}
                """.formatted(dicomPort, httpPort, folder.resolve("o"), folder.resolve("o"), server.port()));
        orthanc = tool.start(folder.resolve("orthanc.log"), config);
        Awaitility.await().atMost(Duration.ofSeconds(40)).ignoreExceptions().until(() -> get("/system")
                .contains("ORTHANC"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (orthanc != null) {
            orthanc.destroy();
            orthanc.waitFor();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void sendsToUsAndIsToldThatItIsSafe() throws Exception {
        Path file = Samples.image(folder, "2.25.41", 128, 16);
        Matcher id = Pattern.compile("\"ID\" : \"([^\"]+)\"")
                .matcher(post("/instances", HttpRequest.BodyPublishers.ofFile(file)));
        assertThat(id.find()).isTrue();

        post("/modalities/hub/echo", HttpRequest.BodyPublishers.ofString("{}"));
        post("/modalities/hub/store", HttpRequest.BodyPublishers.ofString(id.group(1)));

        assertThat(received.item("2.25.41").dataSet()).isEqualTo(Samples.dataSet(file));
        assertThat(received.item("2.25.41").request().association().callingAe()).isEqualTo("ORTHANC");

        String answer = post(
                "/modalities/hub/storage-commitment",
                HttpRequest.BodyPublishers.ofString("{\"Resources\": [\"" + id.group(1) + "\"]}"));
        NormalizedRequest request = commitments.poll(20, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        assertThat(request.operation()).isEqualTo(Operation.N_ACTION);
        assertThat(request.sopInstanceUid()).isEqualTo(UID.StorageCommitmentPushModelInstance);
        assertThat(request.typeId()).isEqualTo(1);
        DataSet reference = request.dataSet().items(Tag.ReferencedSOPSequence).get(0);
        assertThat(reference.string(Tag.ReferencedSOPInstanceUID)).isEqualTo("2.25.41");

        report(request.dataSet());

        String transaction = request.dataSet().string(Tag.TransactionUID);
        assertThat(answer).contains(transaction);
        assertThat(get("/storage-commitment/" + transaction)).contains("Success");
    }

    /** The report goes out on an association of ours, in the role of the SCP. */
    private void report(DataSet asked) throws IOException {
        DataSet done = asked.copy();
        try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", dicomPort)
                .calling("YILIAN")
                .called("ORTHANC")
                .propose(COMMITMENT, UID.ImplicitVRLittleEndian)
                .onlyScp(COMMITMENT))) {
            NormalizedResponse response = client.invoke(new NormalizedRequest(
                    Operation.N_EVENT_REPORT, COMMITMENT, UID.StorageCommitmentPushModelInstance, 1, done));
            assertThat(response.status()).isEqualTo(DimseStatus.SUCCESS);
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).build()).body();
    }

    private String post(String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri(path)).POST(body).build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    /** By a connection of its own: Orthanc closes idle ones whenever it likes, and a POST is not sent twice. */
    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
