package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.NormalizedRequest;
import org.yilian.dicom.net.NormalizedRequest.Operation;
import org.yilian.dicom.net.QueryOptions;
import org.yilian.dicom.net.RetrieveResult;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.imaging.SampleObjects.Sent;
import org.yilian.hub.intake.Hospital;
import org.yilian.mappings.dicom.PerformedStepMapper;

/** C-FIND, C-GET and refusals of the DIMSE door, by our client and by DCMTK's; the databases are named by the classes below. */
@Timeout(120)
abstract class DimseQueries {
    private static final String FIND = UID.StudyRootQueryRetrieveInformationModelFind;
    private static final String PATIENT_FIND = UID.PatientRootQueryRetrieveInformationModelFind;
    private static final String GET = UID.StudyRootQueryRetrieveInformationModelGet;
    private static final String MOVE = UID.StudyRootQueryRetrieveInformationModelMove;
    private static final QueryOptions ALL = new QueryOptions(true, true, true);

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private Hub hub;
    private final String study = uid();
    private final String series = uid();
    private final String patient =
            "D" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);

    @BeforeEach
    void storeAStudyOfThreeSlices() throws IOException {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
        Sent[] slices = IntStream.rangeClosed(1, 3)
                .mapToObj(n -> SampleObjects.sent(
                        SampleObjects.ct(study, series, uid(), n, patient), UID.ExplicitVRLittleEndian))
                .toArray(Sent[]::new);
        assertThat(hub.store("H001PACS", slices)).allMatch(DimseStatus::isSuccess);
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    @Test
    void everyLevelAnswersWhatWasAskedForAndNothingElse() throws IOException {
        DataSet answer = one(
                FIND,
                keys("STUDY")
                        .set(Tag.PatientID, patient)
                        .setEmpty(Tag.PatientName)
                        .setEmpty(Tag.ModalitiesInStudy)
                        .setEmpty(Tag.NumberOfStudyRelatedInstances)
                        .setEmpty(Tag.StudyInstanceUID)
                        .setEmpty(Tag.PatientComments));
        assertThat(answer.string(Tag.StudyInstanceUID)).isEqualTo(study);
        assertThat(answer.string(Tag.NumberOfStudyRelatedInstances)).isEqualTo("3");
        assertThat(answer.string(Tag.ModalitiesInStudy)).isEqualTo("CT");
        assertThat(answer.personName(Tag.PatientName).ideographic().family()).isEqualTo("王");
        assertThat(answer.string(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 192");
        assertThat(answer.string(Tag.RetrieveAETitle)).isEqualTo("YILIAN");
        assertThat(answer.contains(Tag.PatientComments)).isTrue();
        assertThat(answer.contains(Tag.StudyDescription)).isFalse();

        DataSet inSeries = one(
                FIND,
                keys("SERIES")
                        .set(Tag.StudyInstanceUID, study)
                        .setEmpty(Tag.SeriesInstanceUID)
                        .set(Tag.Modality, "CT"));
        assertThat(inSeries.string(Tag.SeriesInstanceUID)).isEqualTo(series);

        DataSet images = keys("IMAGE")
                .set(Tag.StudyInstanceUID, study)
                .set(Tag.SeriesInstanceUID, series)
                .setEmpty(Tag.SOPInstanceUID)
                .setEmpty(Tag.WindowWidth)
                .setEmpty(Tag.InstanceNumber);
        assertThat(find("H001PACS", FIND, QueryOptions.NONE, images))
                .hasSize(3)
                .allMatch(image -> image.string(Tag.WindowWidth).startsWith("400"))
                .extracting(image -> image.string(Tag.InstanceNumber))
                .containsExactly("1", "2", "3");

        DataSet person = one(
                PATIENT_FIND,
                keys("PATIENT")
                        .set(Tag.PatientID, patient)
                        .setEmpty(Tag.PatientBirthDate)
                        .setEmpty(Tag.StudyDate));
        assertThat(person.string(Tag.PatientBirthDate)).isEqualTo("19610203");
        assertThat(person.hasValue(Tag.StudyDate)).isFalse();
    }

    @Test
    void aPatientWithSeveralStudiesIsOneAnswerAtPatientLevel() throws IOException {
        hub.store("H001PACS", ct(uid()), ct(uid()));

        assertThat(find(
                        "H001PACS",
                        PATIENT_FIND,
                        QueryOptions.NONE,
                        keys("PATIENT").set(Tag.PatientID, patient + "*")))
                .hasSize(1);
        assertThat(find("H001PACS", FIND, QueryOptions.NONE, keys("STUDY").set(Tag.PatientID, patient)))
                .hasSize(3);
    }

    @Test
    void namesMatchInEveryWritingAndByTheirBeginningsWhereAgreed() throws IOException {
        for (String name : List.of("王^秀英", "王*", "=王^秀英", "Wang^Xiuying=王*", "WANG*")) {
            assertThat(find("H001PACS", FIND, QueryOptions.NONE, named(name)))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(find("H001PACS", FIND, QueryOptions.NONE, named("秀"))).isEmpty();
        assertThat(find("H001PACS", FIND, ALL, named("秀"))).hasSize(1);
        assertThat(find("H001PACS", FIND, ALL, named("xiu wang"))).hasSize(1);
        assertThat(find("H001PACS", FIND, ALL, named("李"))).isEmpty();
    }

    @Test
    void theAnswerComesInTheCallersCharacterSetWhereThatCanSayIt() throws IOException {
        DataSet chinese = named("王*").set(Tag.SpecificCharacterSet, "GB18030");
        DataSet answer = find("H001PACS", FIND, QueryOptions.NONE, chinese).get(0);
        assertThat(answer.string(Tag.SpecificCharacterSet)).isEqualTo("GB18030");
        assertThat(new String(answer.bytes(Tag.PatientName), Charset.forName("GB18030")))
                .contains("王^秀英");

        DataSet latin = keys("STUDY")
                .set(Tag.SpecificCharacterSet, "ISO_IR 100")
                .set(Tag.PatientID, patient)
                .setEmpty(Tag.PatientName);
        DataSet inUtf8 = find("H001PACS", FIND, QueryOptions.NONE, latin).get(0);
        assertThat(inUtf8.string(Tag.SpecificCharacterSet)).isEqualTo("ISO_IR 192");
        assertThat(inUtf8.personName(Tag.PatientName).ideographic().family()).isEqualTo("王");
    }

    @Test
    void whatDoesNotFitTheHierarchyIsRefusedUnlessRelationalQueriesAreAgreedOn() throws IOException {
        DataSet withoutStudy = keys("SERIES").set(Tag.SeriesInstanceUID, series).setEmpty(Tag.Modality);
        assertThat(status(FIND, QueryOptions.NONE, withoutStudy)).isEqualTo(0xA900);
        assertThat(find("H001PACS", FIND, ALL, withoutStudy)).hasSize(1);
        assertThat(status(FIND, QueryOptions.NONE, keys("PATIENT").set(Tag.PatientID, patient)))
                .isEqualTo(0xA900);
        assertThat(status(FIND, QueryOptions.NONE, keys("CASE"))).isEqualTo(0xA900);
        assertThat(status(FIND, QueryOptions.NONE, keys("STUDY").set(Tag.StudyDate, "yesterday")))
                .isEqualTo(0xA900);
        assertThat(status(PATIENT_FIND, QueryOptions.NONE, keys("STUDY").setEmpty(Tag.PatientID)))
                .isEqualTo(0xA900);
    }

    @Test
    void aBarePatientIdIsTheAskingHospitalsOwnAndFindsThePersonEverywhere() throws IOException {
        String citizen = citizen();
        String at2 = "E" + patient;
        register(Hospital.of("H001"), patient, citizen);
        register(Hospital.of("H002"), at2, citizen);
        String elsewhere = uid();
        hub.store("H002PACS", sent(elsewhere, at2));
        // somebody else, who has the same number at a third hospital
        String stranger = uid();
        hub.store("H003PACS", sent(stranger, patient));

        DataSet question = keys("STUDY")
                .set(Tag.PatientID, patient)
                .setEmpty(Tag.IssuerOfPatientID)
                .setEmpty(Tag.StudyInstanceUID)
                .setEmpty(Tag.OtherPatientIDsSequence);
        List<DataSet> found = find("H001PACS", FIND, QueryOptions.NONE, question);
        assertThat(found)
                .extracting(each -> each.string(Tag.StudyInstanceUID))
                .containsExactlyInAnyOrder(study, elsewhere);
        assertThat(found)
                .allMatch(each -> each.string(Tag.PatientID).equals(patient)
                        && each.string(Tag.IssuerOfPatientID).equals("H001"));
        DataSet prior = found.stream()
                .filter(each -> each.string(Tag.StudyInstanceUID).equals(elsewhere))
                .findFirst()
                .orElseThrow();
        assertThat(prior.item(Tag.OtherPatientIDsSequence).string(Tag.PatientID))
                .isEqualTo(at2);

        assertThat(find(
                        "H001PACS",
                        PATIENT_FIND,
                        QueryOptions.NONE,
                        keys("PATIENT").set(Tag.PatientID, patient)))
                .as("one person")
                .hasSize(1);
        assertThat(find("H003PACS", FIND, QueryOptions.NONE, question))
                .extracting(each -> each.string(Tag.StudyInstanceUID))
                .containsExactly(stranger);
        assertThat(find("H004PACS", FIND, QueryOptions.NONE, question)).isEmpty();
        DataSet issued = question.copy().set(Tag.IssuerOfPatientID, "H003");
        assertThat(find("H004PACS", FIND, QueryOptions.NONE, issued))
                .extracting(each -> each.string(Tag.StudyInstanceUID))
                .containsExactly(stranger);
    }

    @Test
    void aLongAnswerCanBeCancelledAndEveryQueryIsRecorded() throws IOException {
        Sent[] many = IntStream.range(0, 30).mapToObj(n -> ct(uid())).toArray(Sent[]::new);
        hub.store("H001PACS", many);
        DataSet all = keys("STUDY").set(Tag.PatientID, patient).setEmpty(Tag.StudyInstanceUID);
        try (DicomClient client = connect("H001PACS", FIND, QueryOptions.NONE)) {
            List<DataSet> taken = new ArrayList<>();
            DimseStatus status = client.find(FIND, all, match -> {
                taken.add(match);
                return taken.size() < 3;
            });
            assertThat(taken).hasSize(3);
            // the rest may have been on its way already
            assertThat(status.code()).isIn(0xFE00, 0x0000);
            assertThat(client.find(FIND, all, match -> true)).isEqualTo(DimseStatus.SUCCESS);
        }
        assertThat(audited("c-find")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void getSendsTheBytesThatWereStored() throws IOException {
        List<byte[]> received = new ArrayList<>();
        RetrieveResult result = get(UID.ExplicitVRLittleEndian, received);

        assertThat(result.status()).isEqualTo(DimseStatus.SUCCESS);
        assertThat(result.progress().completed()).isEqualTo(3);
        assertThat(received).hasSize(3);
        byte[] stored = Files.readAllBytes(storedFiles().get(0));
        assertThat(received).anyMatch(bytes -> java.util.Arrays.equals(bytes, Hub.dataSet(stored)));
        assertThat(audited("c-get")).isEqualTo(1);
    }

    @Test
    void whoeverTakesTheDefaultTransferSyntaxOnlyGetsTheSamePixels() throws IOException {
        List<byte[]> received = new ArrayList<>();
        assertThat(get(UID.ImplicitVRLittleEndian, received).status()).isEqualTo(DimseStatus.SUCCESS);

        DataSet original = DicomFile.read(storedFiles().get(0)).dataSet();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        received.forEach(all::writeBytes);
        assertThat(received).hasSize(3);
        assertThat(contains(all.toByteArray(), original.bytes(Tag.PixelData))).isTrue();
    }

    @Test
    void aCompressedObjectIsNotSentToWhoDoesNotTakeIt() throws IOException {
        String compressed = uid();
        hub.store(
                "H001PACS",
                SampleObjects.sent(
                        SampleObjects.rle(SampleObjects.ct(compressed, uid(), uid(), 1, patient)), UID.RLELossless));
        try (DicomClient client = DicomClient.connect(getting(UID.ExplicitVRLittleEndian))) {
            RetrieveResult result = client.get(
                    GET, keys("STUDY").set(Tag.StudyInstanceUID, compressed), (r, d) -> DimseStatus.SUCCESS, p -> {});
            assertThat(result.status().code()).isEqualTo(0xA702);
            assertThat(result.failedInstanceUids()).hasSize(1);
        }
    }

    @Test
    void aMoveToNobodyKnownIsA801AndOneWithoutKeyIsA900() throws IOException {
        try (DicomClient client = connect("H001PACS", MOVE, QueryOptions.NONE)) {
            DataSet keys = keys("STUDY").set(Tag.StudyInstanceUID, study);
            assertThat(client.move(MOVE, keys, "NOWHERE", p -> {}).status().code())
                    .isEqualTo(0xA801);
            assertThat(client.move(MOVE, keys, "H001PACS", p -> {}).status().code())
                    .as("has no port")
                    .isEqualTo(0xA801);
            assertThat(client.move(MOVE, keys("STUDY").set(Tag.StudyInstanceUID, "*"), "TESTSCP", p -> {})
                            .status()
                            .code())
                    .isEqualTo(0xA900);
            assertThat(client.move(MOVE, keys("STUDY").set(Tag.StudyInstanceUID, uid()), "TESTSCP", p -> {})
                            .status())
                    .as("nothing to send is no failure")
                    .isEqualTo(DimseStatus.SUCCESS);
        }
    }

    @Test
    void aPerformedStepIsAProcedureThatEndsOnce() throws IOException {
        String step = uid();
        DataSet begun = new DataSet()
                .set(Tag.SpecificCharacterSet, "GB18030")
                .set(Tag.PatientName, VR.PN, "Wang^Xiuying=王^秀英")
                .set(Tag.PatientID, patient)
                .set(Tag.PerformedProcedureStepStatus, "IN PROGRESS")
                .set(Tag.PerformedProcedureStepDescription, "胸部平扫")
                .set(Tag.PerformedProcedureStepStartDate, "20260301")
                .set(Tag.PerformedProcedureStepStartTime, "101530");
        begun.addItem(Tag.ScheduledStepAttributesSequence)
                .set(Tag.AccessionNumber, "A" + patient)
                .set(Tag.PlacerOrderNumberImagingServiceRequest, "O" + patient)
                .set(Tag.StudyInstanceUID, study);
        DataSet ended = new DataSet()
                .set(Tag.PerformedProcedureStepStatus, "COMPLETED")
                .set(Tag.PerformedProcedureStepEndDate, "20260301")
                .set(Tag.PerformedProcedureStepEndTime, "1020")
                .set(Tag.PatientID, "SOMEBODY-ELSE");

        assertThat(step(Operation.N_SET, step, ended)).isEqualTo(0x0112);
        assertThat(step(Operation.N_CREATE, step, ended))
                .as("begins in progress")
                .isEqualTo(0x0106);
        assertThat(step(Operation.N_CREATE, step, begun)).isZero();
        assertThat(step(Operation.N_CREATE, step, begun)).isEqualTo(0x0111);
        JsonNode procedure = procedure(step);
        assertThat(procedure.get("status").asText()).isEqualTo("in-progress");
        assertThat(procedure.at("/code/text").asText()).isEqualTo("胸部平扫");
        assertThat(procedure.at("/performedPeriod/start").asText()).isEqualTo("2026-03-01T10:15:30+08:00");
        JsonNode order = fhir("/" + procedure.at("/basedOn/0/reference").asText());
        assertThat(order.get("status").asText()).isEqualTo("active");

        assertThat(step(Operation.N_SET, step, ended)).isZero();
        assertThat(step(Operation.N_SET, step, ended)).as("final").isEqualTo(0x0110);
        JsonNode completed = procedure(step);
        assertThat(completed.get("status").asText()).isEqualTo("completed");
        assertThat(completed.at("/performedPeriod/end").asText()).isEqualTo("2026-03-01T10:20:00+08:00");
        assertThat(completed.at("/subject/reference").asText())
                .isEqualTo("Patient/" + Hospital.of("H001").patient(patient));
    }

    private int step(Operation operation, String uid, DataSet dataSet) throws IOException {
        String sopClass = UID.ModalityPerformedProcedureStep;
        try (DicomClient client = DicomClient.connect(AssociationRequest.to("127.0.0.1", hub.dicomPort)
                .calling("H001PACS")
                .called("YILIAN")
                .propose(sopClass, UID.ExplicitVRLittleEndian))) {
            return client.invoke(new NormalizedRequest(operation, sopClass, uid, 0, dataSet))
                    .status()
                    .code();
        }
    }

    private JsonNode procedure(String step) {
        return fhir("/Procedure/" + PerformedStepMapper.procedureId("H001", step));
    }

    private JsonNode fhir(String path) {
        var answer = hub.get(hub.token("h001", "system/*.rs"), "/fhir" + path, "Accept", "application/fhir+json");
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Hub.tree(answer.body());
    }

    @Test
    void findscuFindsByAChineseName() throws Exception {
        ForeignTool.Run run = ForeignTool.required("findscu")
                .run(
                        "-S",
                        "-aet",
                        "H001PACS",
                        "-aec",
                        "YILIAN",
                        "-X",
                        "-od",
                        folder,
                        "127.0.0.1",
                        hub.dicomPort,
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "SpecificCharacterSet=ISO_IR 192",
                        "-k",
                        "PatientID=" + patient,
                        "-k",
                        "PatientName=王*",
                        "-k",
                        "StudyInstanceUID");
        assertThat(run.exit()).as(run.output()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> answers = files.toList();
            assertThat(answers).hasSize(1);
            DataSet answer = DicomFile.read(answers.get(0)).dataSet();
            assertThat(answer.string(Tag.StudyInstanceUID)).isEqualTo(study);
            assertThat(answer.personName(Tag.PatientName).ideographic().given()).isEqualTo("秀英");
        }
    }

    @Test
    void getscuGetsEverySlice() throws Exception {
        ForeignTool.required("getscu")
                .succeed(
                        "-S",
                        "+B",
                        "-aet",
                        "H001PACS",
                        "-aec",
                        "YILIAN",
                        "-od",
                        folder,
                        "127.0.0.1",
                        hub.dicomPort,
                        "-k",
                        "QueryRetrieveLevel=STUDY",
                        "-k",
                        "StudyInstanceUID=" + study);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList()).hasSize(3);
        }
    }

    @Test
    void termscuCannotEndTheHub() throws Exception {
        ForeignTool.required("termscu").run("-aet", "H001PACS", "-aec", "YILIAN", "127.0.0.1", hub.dicomPort);

        assertThat(one(FIND, keys("STUDY").set(Tag.StudyInstanceUID, study)).string(Tag.StudyInstanceUID))
                .isEqualTo(study);
    }

    private static boolean contains(byte[] all, byte[] part) {
        return new String(all, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    private List<Path> storedFiles() {
        Path store = Path.of(environment.getRequiredProperty("hub.data")).resolve("images");
        return jdbc.sql(
                        "select i.file_key from yh_instance i join yh_study s on s.id = i.study_id where s.study_uid = ?")
                .param(study)
                .query((row, n) -> store.resolve(row.getString(1)))
                .list();
    }

    private long audited(String interaction) {
        return jdbc
                .sql("select a.content from yh_audit a join yh_audit_entity e on e.number = a.number"
                        + " where a.door = 'DIMSE' and e.reference = ?")
                .param("urn:oid:" + study)
                .query(String.class)
                .list()
                .stream()
                .filter(record -> record.contains(interaction))
                .count();
    }

    private Sent ct(String studyUid) {
        return sent(studyUid, patient);
    }

    private static Sent sent(String studyUid, String number) {
        return SampleObjects.sent(SampleObjects.ct(studyUid, uid(), uid(), 1, number), UID.ExplicitVRLittleEndian);
    }

    private RetrieveResult get(String syntax, List<byte[]> received) throws IOException {
        try (DicomClient client = DicomClient.connect(getting(syntax))) {
            return client.get(
                    GET,
                    keys("STUDY").set(Tag.StudyInstanceUID, study),
                    (request, data) -> {
                        received.add(data.readAllBytes());
                        return DimseStatus.SUCCESS;
                    },
                    progress -> {});
        }
    }

    private AssociationRequest getting(String syntax) {
        return AssociationRequest.to("127.0.0.1", hub.dicomPort)
                .calling("H001PACS")
                .called("YILIAN")
                .propose(GET, UID.ImplicitVRLittleEndian)
                .propose(UID.CTImageStorage, syntax)
                .alsoScp(UID.CTImageStorage);
    }

    private void register(Hospital hospital, String number, String citizen) throws IOException {
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", HubPorts.of(environment, "mllp")))) {
            byte[] message = hospital.adt("A04", "20260105090000", number, "王^秀英", citizen)
                    .bytes();
            assertThat(client.send(message).orElseThrow().code()).isEqualTo(AckCode.AA);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("select count(*) from yh_person_link where patient = ?")
                                .param(hospital.patient(number))
                                .query(Long.class)
                                .single()
                        > 0);
    }

    /** A citizen's number of the born of the 7th of March 1990, with its check digit (GB 11643). */
    private static String citizen() {
        String first = "42990019900307" + (100 + new java.security.SecureRandom().nextInt(900));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * weights[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    private static DataSet keys(String level) {
        return new DataSet().set(Tag.QueryRetrieveLevel, level);
    }

    private DataSet named(String name) {
        return keys("STUDY")
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.PatientID, patient)
                .set(Tag.PatientName, VR.PN, name);
    }

    private DataSet one(String model, DataSet keys) throws IOException {
        List<DataSet> found = find("H001PACS", model, QueryOptions.NONE, keys);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<DataSet> find(String caller, String model, QueryOptions options, DataSet keys) throws IOException {
        List<DataSet> found = new ArrayList<>();
        try (DicomClient client = connect(caller, model, options)) {
            assertThat(client.find(model, keys, found::add)).isEqualTo(DimseStatus.SUCCESS);
        }
        return found;
    }

    private int status(String model, QueryOptions options, DataSet keys) throws IOException {
        try (DicomClient client = connect("H001PACS", model, options)) {
            return client.find(model, keys, match -> true).code();
        }
    }

    private DicomClient connect(String caller, String model, QueryOptions options) throws IOException {
        return DicomClient.connect(AssociationRequest.to("127.0.0.1", hub.dicomPort)
                .calling(caller)
                .called("YILIAN")
                .propose(model, UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian)
                .queryOptions(model, options));
    }
}
