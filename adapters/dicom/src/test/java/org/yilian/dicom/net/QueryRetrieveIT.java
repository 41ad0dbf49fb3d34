package org.yilian.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** Query, retrieve and the normalized services: DCMTK's clients at our server, and our client at ours. */
@Timeout(120)
class QueryRetrieveIT {
    private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
    private static final String MOVE = UID.StudyRootQueryRetrieveInformationModelMove;
    private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;

    @TempDir
    Path folder;

    private final List<StoredInstance> instances = new ArrayList<>();
    private final Received destination = new Received();
    private DicomServer destinationServer;
    private DicomServer server;

    @BeforeEach
    void start() throws IOException {
        for (int i = 1; i <= 5; i++) {
            instances.add(StoredInstance.file(Samples.image(folder, "2.25.10" + i, 64, 16)));
        }
        destinationServer = DicomServer.builder().store(destination).start();
        server = DicomServer.builder()
                .find(QueryRetrieveIT::find, FIND)
                .get((request, keys) -> chosen(keys), GET)
                .move((request, keys) -> chosen(keys), this::whereTo, MOVE)
                .normalized(QueryRetrieveIT::commit, UID.StorageCommitmentPushModel)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        destinationServer.close();
    }

    /** As many studies as the patient id says; an endless number for "*". */
    private static Stream<DataSet> find(QueryRequest request, DataSet keys) throws IOException {
        String wanted = keys.string(Tag.PatientID, "");
        if (wanted.isEmpty()) {
            throw new DimseStatusException(DimseStatus.UNABLE_TO_CALCULATE_MATCHES.withComment("PatientID missing"));
        }
        IntStream numbers = wanted.equals("*")
                ? IntStream.iterate(1, i -> i + 1)
                : IntStream.rangeClosed(1, Integer.parseInt(wanted));
        return numbers.mapToObj(i -> new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.QueryRetrieveLevel, "STUDY")
                .set(Tag.PatientName, "Li^Xiao=\u674e^\u5c0f" + i)
                .set(Tag.StudyInstanceUID, "2.25.9." + i));
    }

    private List<StoredInstance> chosen(DataSet keys) {
        return keys.string(Tag.StudyInstanceUID, "").equals("2.25.1") ? instances : List.of();
    }

    private Optional<AssociationRequest> whereTo(String aeTitle, AssociationInfo asking) {
        return switch (aeTitle) {
            case "DEST" ->
                Optional.of(AssociationRequest.to("127.0.0.1", destinationServer.port())
                        .calling("QRSCP")
                        .called("DEST"));
            case "GONE" -> Optional.of(AssociationRequest.to("127.0.0.1", freePort()));
            default -> Optional.empty();
        };
    }

    private static NormalizedResponse commit(AssociationInfo association, NormalizedRequest request) {
        return request.operation() == Operation.N_ACTION && request.typeId() == 1
                ? NormalizedResponse.of(
                        DimseStatus.SUCCESS,
                        new DataSet().set(Tag.TransactionUID, request.dataSet().string(Tag.TransactionUID)))
                : NormalizedResponse.of(DimseStatus.of(0x0123));
    }

    @Test
    void findReturnsEveryMatchInItsCharacterSet() throws Exception {
        try (DicomClient client = connect(FIND)) {
            List<DataSet> found = new ArrayList<>();
            DimseStatus status = client.find(FIND, keys().set(Tag.PatientID, "3"), found::add);

            assertThat(status).isEqualTo(DimseStatus.SUCCESS);
            assertThat(found)
                    .extracting(match -> match.string(Tag.PatientName))
                    .containsExactly("Li^Xiao=\u674e^\u5c0f1", "Li^Xiao=\u674e^\u5c0f2", "Li^Xiao=\u674e^\u5c0f3");
        }
    }

    @Test
    void anEndlessFindEndsWhenCancelledAndTheAssociationGoesOn() throws Exception {
        try (DicomClient client = connect(FIND)) {
            List<DataSet> found = new ArrayList<>();
            DimseStatus status = client.find(FIND, keys().set(Tag.PatientID, "*"), match -> {
                found.add(match);
                return found.size() < 10;
            });

            assertThat(status.code()).isEqualTo(DimseStatus.CANCEL.code());
            assertThat(found).hasSize(10);
            assertThat(client.find(FIND, keys().set(Tag.PatientID, "1"), match -> true))
                    .isEqualTo(DimseStatus.SUCCESS);
        }
    }

    @Test
    void optionsBeyondTheBaselineAreWhatBothSidesCan() throws Exception {
        List<QueryOptions> seen = new ArrayList<>();
        QueryOptions fuzzyOnly = new QueryOptions(false, false, true);
        try (DicomServer able = DicomServer.builder()
                        .find(
                                (request, keys) -> {
                                    seen.add(request.options());
                                    return Stream.empty();
                                },
                                FIND)
                        .queryOptions(new QueryOptions(true, false, true))
                        .start();
                DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", able.port())
                        .propose(FIND, UID.ImplicitVRLittleEndian)
                        .queryOptions(FIND, new QueryOptions(false, true, true)));
                DicomClient plain = DicomClient.connect(
                        AssociationRequest.to("127.0.0.1", able.port()).propose(FIND, UID.ImplicitVRLittleEndian))) {
            client.find(FIND, keys(), match -> true);
            plain.find(FIND, keys(), match -> true);

            assertThat(client.queryOptions(FIND)).isEqualTo(fuzzyOnly);
            assertThat(seen).containsExactly(fuzzyOnly, QueryOptions.NONE);
        }
    }

    @Test
    void aRefusedFindTellsStatusAndComment() throws Exception {
        try (DicomClient client = connect(FIND)) {
            assertThat(client.find(FIND, keys(), match -> true))
                    .isEqualTo(new DimseStatus(0xA701, "PatientID missing"));
        }
    }

    @Test
    void getSendsBackOnTheSameAssociation() throws Exception {
        Received here = new Received();
        List<RetrieveProgress> heard = new ArrayList<>();
        try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", server.port())
                .propose(GET, UID.ImplicitVRLittleEndian)
                .propose(Samples.SECONDARY_CAPTURE, UID.ExplicitVRLittleEndian)
                .alsoScp(Samples.SECONDARY_CAPTURE))) {
            RetrieveResult result = client.get(GET, study(), here, heard::add);

            assertThat(result.status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(result.progress()).isEqualTo(new RetrieveProgress(0, 5, 0, 0));
        }
        assertThat(heard).extracting(RetrieveProgress::remaining).containsExactly(4, 3, 2, 1);
        assertThat(here.count()).isEqualTo(5);
        assertThat(here.item("2.25.103").dataSet()).isEqualTo(Samples.dataSet(folder.resolve("2.25.103.dcm")));
    }

    @Test
    void getWithoutTheScpRoleFailsForEachInstance() throws Exception {
        try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", server.port())
                .propose(GET, UID.ImplicitVRLittleEndian)
                .propose(Samples.SECONDARY_CAPTURE, UID.ExplicitVRLittleEndian))) {
            RetrieveResult result = client.get(GET, study(), new Received(), progress -> {});

            assertThat(result.status().code()).isEqualTo(0xA702);
            assertThat(result.progress()).isEqualTo(new RetrieveProgress(0, 0, 5, 0));
            assertThat(result.failedInstanceUids()).hasSize(5).contains("2.25.101", "2.25.105");
        }
    }

    @Test
    void moveSendsToTheDestinationAndNamesItsOriginator() throws Exception {
        try (DicomClient client = connect(MOVE)) {
            RetrieveResult result = client.move(MOVE, study(), "DEST", progress -> {});

            assertThat(result.status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(result.progress().completed()).isEqualTo(5);
        }
        StoreRequest request = destination.item("2.25.102").request();
        assertThat(request.association().callingAe()).isEqualTo("QRSCP");
        assertThat(request.moveOriginatorAe()).isEqualTo("ASKING");
        assertThat(request.moveOriginatorMessageId()).isEqualTo(1);
        assertThat(destination.item("2.25.105").dataSet()).isEqualTo(Samples.dataSet(folder.resolve("2.25.105.dcm")));
    }

    @Test
    void moveToNobodyOrToSomebodyGoneIsRefused() throws Exception {
        try (DicomClient client = connect(MOVE)) {
            assertThat(client.move(MOVE, study(), "NOBODY", progress -> {})
                            .status()
                            .code())
                    .isEqualTo(0xA801);
            assertThat(client.move(MOVE, study(), "GONE", progress -> {})
                            .status()
                            .code())
                    .isEqualTo(0xA702);
        }
    }

    @Test
    void moveOfNothingSucceedsWithNothing() throws Exception {
        try (DicomClient client = connect(MOVE)) {
            RetrieveResult result = client.move(MOVE, keys(), "DEST", progress -> {});
            assertThat(result.status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(result.progress()).isEqualTo(new RetrieveProgress(0, 0, 0, 0));
        }
    }

    @Test
    void anInstanceThatCannotBeOpenedFailsAlone() throws Exception {
        instances.add(1, new StoredInstance() {
            @Override
            public String sopClassUid() {
                return Samples.SECONDARY_CAPTURE;
            }

            @Override
            public String sopInstanceUid() {
                return "2.25.666";
            }

            @Override
            public List<String> transferSyntaxUids() {
                return List.of(UID.ExplicitVRLittleEndian);
            }

            @Override
            public InputStream open(String transferSyntaxUid) throws IOException {
                throw new IOException("disk gone");
            }
        });
        try (DicomClient client = connect(MOVE)) {
            RetrieveResult result = client.move(MOVE, study(), "DEST", progress -> {});
            assertThat(result.status().code()).isEqualTo(0xB000);
            assertThat(result.progress()).isEqualTo(new RetrieveProgress(0, 5, 1, 0));
            assertThat(result.failedInstanceUids()).containsExactly("2.25.666");
        }
    }

    @Test
    void normalizedRequestsReachTheirHandler() throws Exception {
        String commitment = UID.StorageCommitmentPushModel;
        try (DicomClient client = connect(commitment)) {
            NormalizedResponse done = client.invoke(new NormalizedRequest(
                    Operation.N_ACTION,
                    commitment,
                    UID.StorageCommitmentPushModelInstance,
                    1,
                    new DataSet().set(Tag.TransactionUID, "2.25.77")));
            NormalizedResponse refused =
                    client.invoke(new NormalizedRequest(Operation.N_GET, commitment, "2.25.1", 0, null));

            assertThat(done.status()).isEqualTo(DimseStatus.SUCCESS);
            assertThat(done.dataSet().string(Tag.TransactionUID)).isEqualTo("2.25.77");
            assertThat(refused.status().code()).isEqualTo(0x0123);
        }
    }

    @Test
    void anIdentifierThatIsNoneIsNotUnderstoodAndTheAssociationGoesOn() throws Exception {
        try (DicomClient client = connect(FIND)) {
            DimseStatus status = client.find(FIND, new DataSet(), match -> true);
            assertThat(status.isSuccess()).isFalse();
            assertThat(client.find(FIND, keys().set(Tag.PatientID, "1"), match -> true))
                    .isEqualTo(DimseStatus.SUCCESS);
        }
    }

    @Test
    void findscuFindsAndCancels() throws Exception {
        Tool findscu = Tool.required("findscu");
        Tool.Run all = findscu.run(
                "-S",
                "-v",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "PatientID=4",
                "-k",
                "StudyInstanceUID",
                "127.0.0.1",
                server.port());
        Tool.Run cancelled = findscu.run(
                "-S",
                "-v",
                "--cancel",
                3,
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "PatientID=*",
                "127.0.0.1",
                server.port());

        assertThat(all.exit()).isZero();
        assertThat(all.output()).contains("2.25.9.4").contains("Received Final Find Response (Success)");
        assertThat(cancelled.output()).contains("Cancel");
        assertThat(cancelled.exit()).as(cancelled.output()).isZero();
    }

    @Test
    void getscuGetsBitForBit() throws Exception {
        Path got = Files.createDirectories(folder.resolve("got"));

        Tool.required("getscu")
                .succeed(
                        "-S",
                        "+B",
                        "-od",
                        got,
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=2.25.1",
                        "127.0.0.1",
                        server.port());

        try (Stream<Path> files = Files.list(got)) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSize(5);
            for (Path file : all) {
                String uid = FileHead.read(file).sopInstanceUid();
                assertThat(Samples.dataSet(file)).isEqualTo(Samples.dataSet(folder.resolve(uid + ".dcm")));
            }
        }
    }

    @Test
    void movescuMovesToTheDestination() throws Exception {
        Tool movescu = Tool.required("movescu");

        movescu.succeed(
                "-S",
                "-aet",
                "ASKING",
                "-aem",
                "DEST",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=2.25.1",
                "127.0.0.1",
                server.port());
        Tool.Run unknown = movescu.run(
                "-S",
                "-v",
                "-aem",
                "NOBODY",
                "-k",
                "QueryRetrieveLevel=STUDY",
                "-k",
                "StudyInstanceUID=2.25.1",
                "127.0.0.1",
                server.port());

        assertThat(destination.count()).isEqualTo(5);
        assertThat(unknown.output()).contains("MoveDestinationUnknown");
    }

    @Test
    void orthancIsFoundMovedAndGotFrom() throws Exception {
        Tool orthanc = Tool.required("Orthanc");
        int port = freePort();
        Path config = folder.resolve("orthanc.json");
        Files.writeString(
                config, """
                {"Name": "T", "DicomAet": "ORTHANC", "DicomPort": %d, "HttpServerEnabled": false,
                 "StorageDirectory": "%s", "IndexDirectory": "%s", "DicomAlwaysAllowFind": true,
                 "DicomAlwaysAllowGet": true, "DicomAlwaysAllowMove": true, "DicomCheckCalledAet": false,
                 "DicomModalities": {"d": ["DEST", "127.0.0.1", %d]}}
                """.formatted(port, folder.resolve("o"), folder.resolve("o"), destinationServer.port()));
        Process process = orthanc.start(folder.resolve("orthanc.log"), config);
        try {
            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> listens(port));
            AssociationRequest request = AssociationRequest.to("127.0.0.1", port)
                    .calling("US")
                    .called("ORTHANC")
                    .propose(FIND, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)
                    .propose(MOVE, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)
                    .propose(GET, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)
                    .propose(Samples.SECONDARY_CAPTURE, UID.ExplicitVRLittleEndian)
                    .alsoScp(Samples.SECONDARY_CAPTURE);
            try (DicomClient client = DicomClient.connect(request)) {
                for (int i = 1; i <= 5; i++) {
                    assertThat(client.store(folder.resolve("2.25.10" + i + ".dcm")))
                            .isEqualTo(DimseStatus.SUCCESS);
                }
                List<String> found = new ArrayList<>();
                assertThat(client.find(
                                FIND,
                                keys().setEmpty(Tag.StudyInstanceUID),
                                match -> found.add(match.string(Tag.StudyInstanceUID))))
                        .isEqualTo(DimseStatus.SUCCESS);
                assertThat(found).hasSize(5).contains("2.25.103.1");

                DataSet one = keys().set(Tag.StudyInstanceUID, "2.25.103.1");
                Received here = new Received();
                assertThat(client.get(GET, one, here, progress -> {}).status()).isEqualTo(DimseStatus.SUCCESS);
                assertThat(here.item("2.25.103").dataSet()).isEqualTo(Samples.dataSet(folder.resolve("2.25.103.dcm")));

                RetrieveResult moved = client.move(MOVE, one, "DEST", progress -> {});
                assertThat(moved.status()).isEqualTo(DimseStatus.SUCCESS);
                assertThat(destination.item("2.25.103").dataSet())
                        .isEqualTo(here.item("2.25.103").dataSet());
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void aStoreAtAServerWithoutStorageIsNotAccepted() throws Exception {
        try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", server.port())
                .propose(Samples.SECONDARY_CAPTURE, UID.ExplicitVRLittleEndian))) {
            assertThat(client.store(
                                    Samples.SECONDARY_CAPTURE,
                                    "2.25.1",
                                    UID.ExplicitVRLittleEndian,
                                    new ByteArrayInputStream(new byte[10]))
                            .code())
                    .isEqualTo(0x0122);
        }
    }

    private DicomClient connect(String sopClass) throws IOException {
        return DicomClient.connect(AssociationRequest.to("127.0.0.1", server.port())
                .calling("ASKING")
                .propose(sopClass, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian));
    }

    private static DataSet keys() {
        return new DataSet().set(Tag.QueryRetrieveLevel, "STUDY");
    }

    private static DataSet study() {
        return keys().set(Tag.StudyInstanceUID, "2.25.1");
    }

    private static boolean listens(int port) {
        try (DicomClient client =
                DicomClient.connect(AssociationRequest.to("127.0.0.1", port).proposeEcho())) {
            return client.echo().isSuccess();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
