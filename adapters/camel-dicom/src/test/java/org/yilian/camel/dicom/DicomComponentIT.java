package org.yilian.camel.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.dicom.TransferSyntax;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.AssociationRejectedException;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DicomServer;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.MoveDestinations;
import org.yilian.dicom.net.NormalizedResponse;
import org.yilian.dicom.net.RetrieveResult;
import org.yilian.dicom.net.StorageCommitment;

/** Routes on the component, with real sockets. */
@Timeout(60)
class DicomComponentIT {
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    private static final String EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";

    @TempDir
    Path folder;

    private final CamelContext camel = new DefaultCamelContext();
    private DicomServer peer;
    private final AtomicReference<byte[]> atPeer = new AtomicReference<>();
    private final AtomicReference<StorageCommitment.Result> reported = new AtomicReference<>();

    @BeforeEach
    void bindDestinations() {
        camel.getRegistry().bind("destinations", (MoveDestinations) (aeTitle, asking) -> aeTitle.equals("PEER")
                ? Optional.of(AssociationRequest.to("127.0.0.1", peer.port()))
                : Optional.empty());
    }

    @BeforeEach
    void startPeer() throws IOException {
        peer = DicomServer.builder()
                .store((request, data) -> {
                    atPeer.set(data.readAllBytes());
                    return request.sopInstanceUid().equals("2.25.13")
                            ? DimseStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS
                            : DimseStatus.SUCCESS;
                })
                .normalized(
                        (association, request) -> {
                            reported.set(StorageCommitment.Result.of(request));
                            return NormalizedResponse.of(DimseStatus.SUCCESS);
                        },
                        UID.StorageCommitmentPushModel)
                .start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        peer.close();
    }

    @Test
    void theExamplesDoWhatThePageSays() throws Exception {
        camel.addRoutes(new ExampleRoutes(folder, "127.0.0.1:" + peer.port()));
        camel.start();
        byte[] image = bytes(100_000);

        assertThat(store("archive", "X", "YILIAN", "2.25.1", image)).isEqualTo(DimseStatus.SUCCESS);
        assertThat(folder.resolve("2.25.1")).hasBinaryContent(image);

        assertThat(store("gateway", "CT1", "GATEWAY", "2.25.2", image)).isEqualTo(DimseStatus.SUCCESS);
        assertThat(atPeer.get()).isEqualTo(image);
        assertThat(store("gateway", "MR1", "GATEWAY", "2.25.13", image))
                .isEqualTo(DimseStatus.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        assertThatThrownBy(() -> store("gateway", "OTHER", "GATEWAY", "2.25.3", image))
                .isInstanceOf(AssociationRejectedException.class);

        Path file = Files.write(folder.resolve("image.dcm"), part10("2.25.4", image));
        try (var producer = camel.createProducerTemplate()) {
            atPeer.set(null);
            for (Object body :
                    new Object[] {file, file.toFile(), Files.readAllBytes(file), Files.newInputStream(file)}) {
                producer.requestBody("direct:send", body);
                assertThat(atPeer.getAndSet(null)).isEqualTo(image);
            }
            Exchange echo = producer.request("direct:verify", exchange -> {});
            assertThat(echo.getException()).isNull();
            assertThat(echo.getMessage().getHeader(DicomConstants.STATUS)).isEqualTo(0);
        }
    }

    @Test
    void storageCommitmentIsAskedAndReportedByRoutes() throws Exception {
        ExampleRoutes routes = new ExampleRoutes(folder, "127.0.0.1:" + peer.port());
        camel.addRoutes(routes);
        camel.start();
        StorageCommitment.Request asked = new StorageCommitment.Request(
                "2.25.70", List.of(new StorageCommitment.Reference(SECONDARY_CAPTURE, "2.25.1")));
        try (var producer = camel.createProducerTemplate()) {
            Exchange action = producer.request(
                    "dicom:127.0.0.1:" + port("commitment") + "?operation=nAction",
                    exchange -> DicomRequests.set(exchange, asked.message()));
            assertThat(action.getException()).isNull();
            assertThat(routes.asked.poll()).isEqualTo(asked);

            StorageCommitment.Result result =
                    new StorageCommitment.Result(asked.transactionUid(), asked.references(), List.of());
            Exchange report = producer.request(
                    "direct:report", exchange -> DicomRequests.set(exchange, result.message("YILIAN")));
            assertThat(report.getException()).isNull();
            assertThat(reported.get()).isEqualTo(result);

            Exchange unknown = producer.request(
                    "dicom:127.0.0.1:" + port("commitment") + "?operation=nAction&throwExceptionOnFailure=false",
                    exchange -> {
                        DicomRequests.set(exchange, asked.message());
                        exchange.getMessage().setHeader(DicomConstants.TYPE_ID, 2);
                    });
            assertThat(unknown.getMessage().getHeader(DicomConstants.STATUS)).isEqualTo(0x0123);
        }
    }

    @Test
    void dataSetsAreConvertedFromAndToJsonAndFromFiles() throws Exception {
        camel.start();
        DataSet keys = new DataSet().set(Tag.QueryRetrieveLevel, "STUDY").set(Tag.PatientID, "P1");
        String json = camel.getTypeConverter().mandatoryConvertTo(String.class, keys);
        assertThat(json).contains("\"00100020\"");
        assertThat(camel.getTypeConverter().mandatoryConvertTo(DataSet.class, json))
                .isEqualTo(keys);
        Path file = folder.resolve("keys.dcm");
        keys.set(Tag.SOPClassUID, SECONDARY_CAPTURE).set(Tag.SOPInstanceUID, "2.25.6");
        DicomFile.of(keys, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).write(file);
        assertThat(camel.getTypeConverter().mandatoryConvertTo(DataSet.class, file))
                .isEqualTo(keys);
    }

    @Test
    void queriesAndRetrievalsReachTheirRoute() throws Exception {
        byte[] image = bytes(50_000);
        Files.write(folder.resolve("image.dcm"), part10("2.25.8", image));
        camel.addRoutes(new ExampleRoutes(folder, "127.0.0.1:" + peer.port()));
        camel.start();
        String to = "dicom:127.0.0.1:" + port("pacs");
        DataSet keys = new DataSet().set(Tag.QueryRetrieveLevel, "STUDY").set(Tag.PatientID, "P1");

        try (var producer = camel.createProducerTemplate()) {
            List<?> matches = producer.requestBody(to + "?operation=find&maxMatches=7", keys, List.class);
            assertThat(matches).hasSize(7);
            assertThat(((DataSet) matches.get(6)).string(Tag.StudyInstanceUID)).isEqualTo("2.25.7");
            assertThat(((DataSet) matches.get(6)).string(Tag.PatientID)).isEqualTo("P1");

            RetrieveResult moved =
                    producer.requestBody(to + "?operation=move&moveDestination=PEER", keys, RetrieveResult.class);
            assertThat(moved.progress().completed()).isEqualTo(1);
            assertThat(atPeer.getAndSet(null)).isEqualTo(image);

            assertThatThrownBy(() -> producer.requestBody(to + "?operation=move&moveDestination=NOBODY", keys))
                    .hasRootCauseMessage("DIMSE status A801");
        }
        String model = UID.StudyRootQueryRetrieveInformationModelGet;
        AtomicReference<byte[]> got = new AtomicReference<>();
        try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", port("pacs"))
                .propose(model, EXPLICIT_LITTLE)
                .propose(SECONDARY_CAPTURE, EXPLICIT_LITTLE)
                .alsoScp(SECONDARY_CAPTURE))) {
            RetrieveResult result = client.get(
                    model,
                    keys,
                    (request, data) -> {
                        got.set(data.readAllBytes());
                        return DimseStatus.SUCCESS;
                    },
                    progress -> {});
            assertThat(result.status()).isEqualTo(DimseStatus.SUCCESS);
        }
        assertThat(got.get()).isEqualTo(image);
    }

    @Test
    void aFailureStatusOfThePeerIsAnException() throws Exception {
        camel.addRoutes(new ExampleRoutes(folder, "127.0.0.1:" + peer.port()));
        camel.start();

        try (var producer = camel.createProducerTemplate()) {
            assertThatThrownBy(() -> producer.requestBody("direct:send", part10("2.25.13", bytes(10))))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasRootCauseInstanceOf(DicomStatusException.class)
                    .hasRootCauseMessage("DIMSE status A900");
        }
    }

    @Test
    void theRouteSeesTheObjectWhileItArrives() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:server").routeId("live").process(exchange -> {
                    InputStream body = exchange.getIn().getBody(InputStream.class);
                    body.readNBytes(1000);
                    seen.countDown();
                    body.readAllBytes();
                });
            }
        });
        camel.start();
        InputStream waiting = new InputStream() {
            private int left = 10_000_000;

            @Override
            public int read() throws IOException {
                if (left == 5_000_000 && !await(seen)) {
                    throw new IOException("the route did not see the beginning");
                }
                return left-- > 0 ? 1 : -1;
            }
        };

        try (DicomClient client = connect("live", "X", "Y")) {
            assertThat(client.store(SECONDARY_CAPTURE, "2.25.5", EXPLICIT_LITTLE, waiting))
                    .isEqualTo(DimseStatus.SUCCESS);
        }
    }

    @Test
    void anotherProcessorCannotTakeTheRestForTheWhole() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:server")
                        .routeId("twice")
                        .process(exchange ->
                                exchange.getIn().getBody(InputStream.class).readNBytes(10))
                        .process(exchange ->
                                exchange.getIn().getBody(InputStream.class).readAllBytes());
            }
        });
        camel.start();

        assertThat(store("twice", "X", "Y", "2.25.6", bytes(1000))).isEqualTo(DimseStatus.OUT_OF_RESOURCES);
    }

    @Test
    void headersTellWhoSendsWhatAndTheStatusHeaderIsTheAnswer() throws Exception {
        AtomicReference<Exchange> seen = new AtomicReference<>();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("dicom:server?echoToRoute=true").routeId("headers").process(exchange -> {
                    seen.set(exchange.copy());
                    exchange.getMessage().setHeader(DicomConstants.STATUS, 0xB000);
                });
            }
        });
        camel.start();

        assertThat(store("headers", "CT9", "ARCHIVE", "2.25.7", bytes(10)).code())
                .isEqualTo(0xB000);

        var headers = seen.get().getIn().getHeaders();
        assertThat(headers)
                .containsEntry(DicomConstants.OPERATION, "C-STORE")
                .containsEntry(DicomConstants.CALLING_AE_TITLE, "CT9")
                .containsEntry(DicomConstants.CALLED_AE_TITLE, "ARCHIVE")
                .containsEntry(DicomConstants.AFFECTED_SOP_CLASS_UID, SECONDARY_CAPTURE)
                .containsEntry(DicomConstants.AFFECTED_SOP_INSTANCE_UID, "2.25.7")
                .containsEntry(DicomConstants.TRANSFER_SYNTAX_UID, EXPLICIT_LITTLE)
                .containsEntry(DicomConstants.MESSAGE_ID, 1);
        AssociationInfo association = (AssociationInfo) headers.get(DicomConstants.ASSOCIATION);
        assertThat(association.remote().getAddress().isLoopbackAddress()).isTrue();
        assertThat(association.toString()).doesNotContain("127.0.0.1");

        try (DicomClient client = DicomClient.connect(
                AssociationRequest.to("127.0.0.1", port("headers")).proposeEcho())) {
            assertThat(client.echo().code()).isEqualTo(0xB000);
        }
        assertThat(seen.get().getIn().getHeader(DicomConstants.OPERATION)).isEqualTo("C-ECHO");
    }

    @Test
    void aRouteThatThrowsAnswersAFailureAndTheAssociationGoesOn() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("dicom:server").routeId("failing").process(exchange -> {
                    switch (exchange.getIn().getHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, String.class)) {
                        case "2.25.1" -> throw new DicomStatusException(DimseStatus.NOT_AUTHORIZED);
                        case "2.25.2" -> throw new IOException("disk full");
                        default -> throw new IllegalStateException("bug");
                    }
                });
            }
        });
        camel.start();

        try (DicomClient client = connect("failing", "X", "Y")) {
            assertThat(store(client, "2.25.1", bytes(300_000))).isEqualTo(DimseStatus.NOT_AUTHORIZED);
            assertThat(store(client, "2.25.2", bytes(300_000))).isEqualTo(DimseStatus.OUT_OF_RESOURCES);
            assertThat(store(client, "2.25.3", bytes(300_000))).isEqualTo(DimseStatus.PROCESSING_FAILURE);
        }
    }

    @Test
    void wrongAddressesAreRefusedAtTheStart() {
        assertThatThrownBy(() -> camel.getEndpoint("dicom:nohost"))
                .hasRootCauseMessage("a dicom endpoint is dicom:server or dicom:host:port");
        assertThatThrownBy(() -> camel.getEndpoint("dicom:server?services=fax"))
                .hasRootCauseMessage(
                        "a dicom consumer offers store, find, worklist, get, move, commitment, mpps, availability");
        assertThatThrownBy(() -> camel.getEndpoint("dicom:server?services=move"))
                .hasRootCauseMessage("a dicom consumer that offers move needs moveDestinations");
        assertThatThrownBy(() -> camel.getEndpoint("dicom:server").createProducer())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> camel.getEndpoint("dicom:host:104").createConsumer(exchange -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int port(String route) {
        return ((DicomConsumer) camel.getRoute(route).getConsumer()).port();
    }

    private DicomClient connect(String route, String calling, String called) throws IOException {
        return DicomClient.connect(AssociationRequest.to("127.0.0.1", port(route))
                .calling(calling)
                .called(called)
                .propose(SECONDARY_CAPTURE, EXPLICIT_LITTLE));
    }

    private DimseStatus store(String route, String calling, String called, String instance, byte[] dataSet)
            throws IOException {
        try (DicomClient client = connect(route, calling, called)) {
            return store(client, instance, dataSet);
        }
    }

    private static DimseStatus store(DicomClient client, String instance, byte[] dataSet) throws IOException {
        return client.store(SECONDARY_CAPTURE, instance, EXPLICIT_LITTLE, new ByteArrayInputStream(dataSet));
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 >> 3);
        }
        return bytes;
    }

    private static byte[] part10(String instance, byte[] dataSet) {
        StringBuilder meta = new StringBuilder("\0".repeat(128)).append("DICM");
        meta.append(ui(0x02, SECONDARY_CAPTURE)).append(ui(0x03, instance)).append(ui(0x10, EXPLICIT_LITTLE));
        byte[] head = meta.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] file = java.util.Arrays.copyOf(head, head.length + dataSet.length);
        System.arraycopy(dataSet, 0, file, head.length, dataSet.length);
        return file;
    }

    private static String ui(int element, String uid) {
        String even = uid.length() % 2 == 0 ? uid : uid + '\0';
        return "\2\0" + (char) element + "\0UI" + (char) even.length() + '\0' + even;
    }
}
