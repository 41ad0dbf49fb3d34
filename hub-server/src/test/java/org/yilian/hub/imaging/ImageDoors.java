package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
import org.yilian.dicom.net.AssociationRejectedException;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.HubPorts;
import org.yilian.hub.imaging.SampleObjects.Sent;
import org.yilian.hub.security.Http;

/** What the image doors promise, over real sockets; the databases are named by the classes below. */
abstract class ImageDoors {
    private static final String ALL = "dicomweb.read dicomweb.write messages.manage system/*.rs";
    private static final List<String> SYNTAXES = List.of(
            UID.ImplicitVRLittleEndian,
            UID.ExplicitVRLittleEndian,
            UID.ExplicitVRBigEndian,
            UID.DeflatedExplicitVRLittleEndian);

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    Hub hub;
    String h001;
    /** Own study, series and patient for each test. */
    private final String study = uid();

    private final String series = uid();
    private final String patient = "P" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void open() {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
        h001 = hub.token("h001", ALL);
    }

    static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    @Test
    void givesEveryObjectBackBitForBitInTheSyntaxItCameIn() throws IOException {
        List<Sent> sent = new ArrayList<>();
        for (String syntax : SYNTAXES) {
            sent.add(SampleObjects.sent(ct(sent.size() + 1), syntax));
        }
        sent.add(SampleObjects.sent(SampleObjects.rle(ct(9)), UID.RLELossless));

        assertThat(hub.store("H001PACS", sent.toArray(Sent[]::new))).allMatch(DimseStatus::isSuccess);

        for (Sent object : sent) {
            HttpResponse<byte[]> answer = hub.get(h001, path(object.sopUid()), "Accept", "application/dicom");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .endsWith(object.syntax());
            assertThat(Hub.dataSet(answer.body())).isEqualTo(object.bytes());
        }
    }

    @Test
    void showsTheSamePixelsWhateverTheSyntax() throws IOException {
        List<Sent> sent = new ArrayList<>();
        for (String syntax : SYNTAXES) {
            sent.add(SampleObjects.sent(ct(sent.size() + 1), syntax));
        }
        sent.add(SampleObjects.sent(SampleObjects.rle(ct(9)), UID.RLELossless));
        hub.store("H001PACS", sent.toArray(Sent[]::new));

        for (Sent object : sent) {
            BufferedImage image = picture(path(object.sopUid()) + "/rendered");
            assertThat(image.getWidth()).isEqualTo(64);
            assertThat(image.getHeight()).isEqualTo(48);
            assertThat(image.getRaster().getSample(0, 0, 0)).isZero();
            assertThat(image.getRaster().getSample(32, 24, 0)).isBetween(126, 129);
            assertThat(picture(path(object.sopUid()) + "/rendered?window=-1000,10&viewport=32,32")
                            .getWidth())
                    .isEqualTo(32);
        }
    }

    @Test
    void decodesToExplicitLittleEndianForThoseWhoAcceptNothingElse() throws Exception {
        String explicit = "; transfer-syntax=" + UID.ExplicitVRLittleEndian;
        List<Sent> sent = new ArrayList<>();
        for (String syntax : SYNTAXES) {
            sent.add(SampleObjects.sent(ct(sent.size() + 1), syntax));
        }
        sent.add(SampleObjects.sent(SampleObjects.rle(ct(5)), UID.RLELossless));
        Path coded = folder.resolve("coded.dcm");
        ForeignTool.required("dcmcjpls").succeed(SampleObjects.file(folder, ct(6), UID.ExplicitVRLittleEndian), coded);
        sent.add(Corpus.read(coded));
        hub.store("H001PACS", sent.toArray(Sent[]::new));

        for (Sent object : sent) {
            String path = path(object.sopUid());
            HttpResponse<byte[]> whole = hub.get(h001, path, "Accept", "application/dicom" + explicit);
            assertThat(whole.statusCode()).as(object.syntax()).isEqualTo(200);
            DataSet read =
                    DicomFile.read(new ByteArrayInputStream(whole.body())).dataSet();
            DataSet plain = ct(read.intValue(Tag.InstanceNumber, 0));
            assertThat(read.bytes(Tag.PixelData)).as(object.syntax()).isEqualTo(plain.bytes(Tag.PixelData));
            assertThat(read.personName(Tag.PatientName)).isEqualTo(plain.personName(Tag.PatientName));
            assertThat(hub.get(h001, path + "/frames/1", "Accept", "application/octet-stream" + explicit)
                            .body())
                    .as(object.syntax())
                    .isEqualTo(plain.bytes(Tag.PixelData));
            assertThat(hub.get(h001, path, "Accept", "application/dicom; transfer-syntax=" + UID.JPEG2000Lossless)
                            .statusCode())
                    .isEqualTo(406);
        }
        String stored = "multipart/related; type=\"application/dicom\"; transfer-syntax=" + UID.RLELossless;
        byte[] mixed = hub.get(
                        h001,
                        "/dicomweb/studies/" + study,
                        "Accept",
                        stored + ", multipart/related; type=\"application/dicom\"" + explicit + "; q=0.5")
                .body();
        String text = new String(mixed, StandardCharsets.ISO_8859_1);
        assertThat(text.split("transfer-syntax=" + UID.RLELossless, -1)).hasSize(2);
        assertThat(text.split("transfer-syntax=" + UID.ExplicitVRLittleEndian + "\r", -1))
                .hasSize(6);
    }

    @Test
    void answersSearchesByEveryKeyOfTheStudy() throws IOException {
        hub.store("H001PACS", SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian));

        for (String query : List.of(
                "PatientID=" + patient,
                "00100020=" + patient,
                "PatientID=" + patient.substring(0, 4) + "*&StudyInstanceUID=" + study,
                "PatientID=" + patient + "&PatientName=WANG%5EXIUYING",
                "PatientID=" + patient + "&PatientName=%E7%8E%8B*",
                "PatientID=" + patient + "&PatientName=xiu&fuzzymatching=true",
                "PatientID=" + patient + "&StudyDate=20260201-20260331&StudyTime=10-11",
                "PatientID=" + patient + "&ModalitiesInStudy=CT",
                "PatientID=" + patient + "&IssuerOfPatientID=H001",
                "AccessionNumber=A" + patient,
                "StudyInstanceUID=1.2.3," + study)) {
            JsonNode found = hub.json(h001, "/dicomweb/studies?" + query);
            assertThat(found).as(query).hasSize(1);
            assertThat(found.at("/0/0020000D/Value/0").asText()).isEqualTo(study);
        }
        for (String query : List.of("StudyDate=-20260228", "ModalitiesInStudy=MR", "PatientName=Li*", "PatientSex=M")) {
            assertThat(hub.json(h001, "/dicomweb/studies?PatientID=" + patient + "&" + query))
                    .as(query)
                    .isEmpty();
        }
        JsonNode answer = hub.json(h001, "/dicomweb/studies?PatientID=" + patient + "&includefield=00081030,00080062")
                .get(0);
        assertThat(answer.at("/00100010/Value/0/Ideographic").asText()).isEqualTo("王^秀英");
        assertThat(answer.at("/00201208/Value/0").asInt()).isEqualTo(1);
        assertThat(answer.at("/00080062/Value/0").asText()).isEqualTo(UID.CTImageStorage);
        List<String> tags = new ArrayList<>();
        answer.fieldNames().forEachRemaining(tags::add);
        assertThat(tags).isSorted();
    }

    @Test
    void pagesThroughAnswersInAStableOrder() throws IOException {
        hub.store(
                "H001PACS",
                IntStream.rangeClosed(1, 7)
                        .mapToObj(n -> SampleObjects.sent(ct(n), UID.ExplicitVRLittleEndian))
                        .toArray(Sent[]::new));

        List<Integer> numbers = new ArrayList<>();
        for (int offset = 0; offset < 9; offset += 3) {
            hub.json(h001, "/dicomweb/studies/" + study + "/instances?limit=3&offset=" + offset)
                    .forEach(each -> numbers.add(each.at("/00200013/Value/0").asInt()));
        }

        assertThat(numbers).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(hub.get(h001, "/dicomweb/studies?limit=x").statusCode()).isEqualTo(400);
        assertThat(hub.get(h001, "/dicomweb/studies?OtherPatientIDs=1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void sendsMetadataCompressedAndPlainAlikeAndNamesTheBulkDataInIt() throws IOException {
        Sent ecg = SampleObjects.sent(SampleObjects.ecg(study, series, uid(), patient), UID.ExplicitVRLittleEndian);
        Sent ct = SampleObjects.sent(ct(2), UID.ExplicitVRLittleEndian);
        hub.store("H001PACS", ecg, ct);

        HttpResponse<byte[]> plain = hub.get(h001, "/dicomweb/studies/" + study + "/metadata");
        HttpResponse<byte[]> packed =
                hub.get(h001, "/dicomweb/studies/" + study + "/metadata", "Accept-Encoding", "gzip");

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        JsonNode documents = Hub.tree(plain.body());
        assertThat(documents).hasSize(2);
        String pixels = documents.findValue("7FE00010").get("BulkDataURI").asText();
        assertThat(hub.get(h001, URI.create(pixels).getPath(), "Accept", "application/octet-stream")
                        .body())
                .isEqualTo(ct(2).bytes(Tag.PixelData));
        String wave = documents.findValue("54001010").get("BulkDataURI").asText();
        assertThat(hub.get(h001, URI.create(wave).getPath(), "Accept", "application/octet-stream")
                        .body())
                .isEqualTo(SampleObjects.ecg(study, series, uid(), patient)
                        .item(Tag.WaveformSequence)
                        .bytes(Tag.WaveformData));
        String tag = plain.headers().firstValue("ETag").orElseThrow();
        assertThat(hub.get(h001, "/dicomweb/studies/" + study + "/metadata", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void sendsFramesAsCornerstoneAndOhifAskForThem() throws IOException {
        Sent loop = SampleObjects.sent(SampleObjects.loop(study, series, uid(), patient), UID.ExplicitVRLittleEndian);
        hub.store("H001PACS", loop);
        String frames = path(loop.sopUid()) + "/frames/";

        for (String accept : List.of(
                "multipart/related; type=\"application/octet-stream\"; transfer-syntax=\"*\"",
                "multipart/related; type=application/octet-stream; transfer-syntax=*",
                "*/*")) {
            HttpResponse<byte[]> answer = hub.get(h001, frames + "2,3", "Accept", accept);
            assertThat(answer.statusCode()).isEqualTo(200);
            String text = new String(answer.body(), StandardCharsets.ISO_8859_1);
            assertThat(text).contains("transfer-syntax=" + UID.ExplicitVRLittleEndian);
            assertThat(text.split("Content-Type", -1)).hasSize(3);
        }
        byte[] second = hub.get(h001, frames + "2", "Accept", "application/octet-stream")
                .body();
        assertThat(second).hasSize(16 * 20 * 3);
        assertThat(second).startsWith(0, 255, 0);
        assertThat(hub.get(h001, frames + "4").statusCode()).isEqualTo(404);
        assertThat(hub.get(h001, frames + "0").statusCode()).isEqualTo(400);
        assertThat(hub.get(h001, frames + "1", "Accept", "image/jp2").statusCode())
                .isEqualTo(406);
        BufferedImage green = picture(path(loop.sopUid()) + "/frames/2/rendered");
        assertThat(green.getRGB(3, 3) & 0xFFFFFF).isEqualTo(0x00FF00);
    }

    @Test
    void movesWhenAllFramesAreAskedForAtOnceAsGif() throws Exception {
        Sent loop = SampleObjects.sent(SampleObjects.loop(study, series, uid(), patient), UID.ExplicitVRLittleEndian);
        hub.store("H001PACS", loop);

        HttpResponse<byte[]> answer = hub.get(h001, path(loop.sopUid()) + "/rendered", "Accept", "image/gif");

        assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
        var reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(answer.body())));
        assertThat(reader.getNumImages(true)).isEqualTo(3);
        assertThat(reader.read(1).getRGB(3, 3) & 0xFFFFFF).isEqualTo(0x00FF00);
        assertThat(hub.get(h001, path(loop.sopUid()) + "/frames/1/rendered", "Accept", "image/gif")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void cutsAndTurnsThePieceThatIsAskedFor() throws IOException {
        Sent ct = SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian);
        hub.store("H001PACS", ct);
        String rendered = path(ct.sopUid()) + "/rendered";
        String uri =
                "/dicomweb?requestType=WADO&studyUID=" + study + "&seriesUID=" + series + "&objectUID=" + ct.sopUid();

        BufferedImage whole = picture(rendered);
        BufferedImage piece = picture(rendered + "?viewport=100,100,10,8,20,16");
        BufferedImage turned = picture(rendered + "?viewport=100,100,10,8,-20,16");

        assertThat(piece.getWidth()).isEqualTo(20);
        assertThat(piece.getHeight()).isEqualTo(16);
        assertThat(piece.getRaster().getSample(0, 0, 0))
                .isEqualTo(whole.getRaster().getSample(10, 8, 0));
        assertThat(turned.getRaster().getSample(0, 0, 0))
                .isEqualTo(whole.getRaster().getSample(29, 8, 0));
        assertThat(picture(uri + "&contentType=image/png&region=0.5,0.5,1,1").getWidth())
                .isEqualTo(32);
        assertThat(picture(uri + "&columns=16&windowCenter=40&windowWidth=400").getWidth())
                .isEqualTo(16);
        for (String wrong : List.of("&windowCenter=1", "&region=1,0,0,1", "&rows=x", "&anonymize=yes")) {
            assertThat(hub.get(h001, uri + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(hub.get(h001, rendered + "?viewport=10,10,99,0").statusCode())
                .isEqualTo(406);
    }

    @Test
    void drawsAnEcgOnPaper() throws IOException {
        Sent ecg = SampleObjects.sent(SampleObjects.ecg(study, series, uid(), patient), UID.ExplicitVRLittleEndian);
        hub.store("H001PACS", ecg);

        BufferedImage paper = picture(path(ecg.sopUid()) + "/rendered");

        assertThat(paper.getWidth()).isEqualTo((250 + 20) * 5);
        assertThat(paper.getHeight()).isEqualTo((4 * 25 + 20) * 5);
    }

    @Test
    void takesTheSameObjectTwiceAndChangesNothing() throws IOException {
        Sent object = SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian);

        assertThat(hub.store("H001PACS", object, object)).allMatch(DimseStatus::isSuccess);
        assertThat(hub.store("H001PACS", object)).allMatch(DimseStatus::isSuccess);

        assertThat(hub.json(h001, "/dicomweb/studies/" + study + "/instances")).hasSize(1);
        assertThat(hub.json(h001, "/dicomweb/studies?StudyInstanceUID=" + study)
                        .at("/0/00201208/Value/0")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void quarantinesOtherBytesOfAKnownInstanceUntilAnOperatorDecides() throws IOException {
        DataSet first = ct(1);
        DataSet other =
                ct(1).set(Tag.SOPInstanceUID, first.string(Tag.SOPInstanceUID)).set(Tag.StudyID, "2");
        Sent stored = SampleObjects.sent(first, UID.ExplicitVRLittleEndian);
        Sent clash = SampleObjects.sent(other, UID.ExplicitVRLittleEndian);
        hub.store("H001PACS", stored);

        DimseStatus status = hub.store("H001PACS", clash).get(0);

        assertThat(status.code()).isEqualTo(0x0111);
        assertThat(fetched(stored)).isEqualTo(stored.bytes());
        String frame = frameTag(stored);
        Http operator = hub.user("operator");
        JsonNode held = Stream.of(Http.json(operator.get("/api/imaging/quarantine")))
                .flatMap(page -> Stream.iterate(0, i -> i < page.get("items").size(), i -> i + 1)
                        .map(i -> page.get("items").get(i)))
                .filter(item -> item.get("sopUid").asText().equals(clash.sopUid()))
                .findFirst()
                .orElseThrow();
        assertThat(held.get("reason").asText()).isEqualTo("INSTANCE_CLASH");
        String decision = "/api/imaging/quarantine/" + held.get("id").asLong() + "/release";
        assertThat(operator.send("POST", decision, "application/json", "{}").statusCode())
                .isEqualTo(400);
        assertThat(operator.send("POST", decision, "application/json", "{\"reason\":\"corrected by the scanner\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(operator.send("POST", decision, "application/json", "{\"reason\":\"again\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(fetched(clash)).isEqualTo(clash.bytes());
        assertThat(frameTag(clash)).isNotEqualTo(frame);
        assertThat(hub.json(h001, "/dicomweb/studies/" + study + "/instances")).hasSize(1);
        assertThat(operator.get("/api/imaging/quarantine?state=REPLACED").body())
                .contains(clash.sopUid());
        assertThat(hub.user("planner").get("/api/imaging/quarantine").statusCode())
                .isEqualTo(403);
    }

    private String frameTag(Sent object) {
        return hub.get(h001, path(object.sopUid()) + "/frames/1")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    @Test
    void neverMixesAStudyWithAnotherPatientOrAnotherHospital() throws IOException {
        hub.store("H001PACS", SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian));

        DataSet stranger = ct(2).set(Tag.PatientID, "SOMEONE-ELSE");
        assertThat(hub.store("H001PACS", SampleObjects.sent(stranger, UID.ExplicitVRLittleEndian))
                        .get(0)
                        .code())
                .isEqualTo(0x0110);
        assertThat(hub.store("H002PACS", SampleObjects.sent(ct(3), UID.ExplicitVRLittleEndian))
                        .get(0)
                        .code())
                .isEqualTo(0x0110);

        assertThat(hub.json(h001, "/dicomweb/studies/" + study + "/instances")).hasSize(1);
        assertThat(hub.json(h001, "/dicomweb/studies?PatientID=SOMEONE-ELSE")).isEmpty();
    }

    @Test
    void givesNoAssociationToStrangers() {
        Sent object = SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian);

        assertThatThrownBy(() -> hub.store("NOBODY", object)).isInstanceOf(AssociationRejectedException.class);
    }

    @Test
    void opensNoDoorWithoutATokenForIt() {
        for (String path : List.of("/dicomweb/studies", path("1.2"), "/dicomweb/studies/1.2/metadata")) {
            assertThat(hub.get(null, path).statusCode()).isEqualTo(401);
            assertThat(hub.get(hub.token("h001", "system/*.rs"), path).statusCode())
                    .isEqualTo(403);
        }
        assertThat(hub.post(
                                hub.token("h001", "dicomweb.read"),
                                "/dicomweb/studies",
                                new byte[0],
                                "Content-Type",
                                "multipart/related; type=\"application/dicom\"; boundary=xyz")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesUidsThatAreNoneAndKeepsWhatCame() throws IOException {
        String path = "../../../../tmp/evil";
        Sent evil = SampleObjects.sent(ct(1).set(Tag.SOPInstanceUID, VR.UI, path), UID.ExplicitVRLittleEndian);
        Sent evilStudy = SampleObjects.sent(ct(2).set(Tag.StudyInstanceUID, VR.UI, path), UID.ExplicitVRLittleEndian);

        assertThat(hub.store("H001PACS", evil, evilStudy))
                .extracting(DimseStatus::code)
                .containsExactly(0xC000, 0xC000);

        assertThat(Files.exists(Path.of("/tmp/evil"))).isFalse();
        assertThat(hub.user("operator").get("/api/imaging/quarantine").body()).contains(evilStudy.sopUid());
        assertThat(hub.get(h001, "/dicomweb/studies/..%2f..%2fetc").statusCode())
                .isIn(400, 404);
        assertThat(hub.get(h001, "/dicomweb/studies/1.2.x/metadata").statusCode())
                .isEqualTo(400);
    }

    @Test
    void quarantinesObjectsWhoseLengthsLie() throws IOException {
        Sent whole = SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian);
        Sent cut = new Sent(whole.sopClass(), whole.sopUid(), whole.syntax(), Arrays.copyOf(whole.bytes(), 3_000));

        assertThat(hub.store("H001PACS", cut).get(0).code()).isEqualTo(0xC000);

        assertThat(hub.get(h001, path(whole.sopUid())).statusCode()).isEqualTo(404);
        assertThat(hub.store("H001PACS", whole)).allMatch(DimseStatus::isSuccess);
    }

    @Test
    void storesOverTheWebAndSaysWhatFailed() throws IOException {
        Sent one = SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian);
        Sent two = SampleObjects.sent(ct(2), UID.ImplicitVRLittleEndian);
        Sent strange = SampleObjects.sent(ct(3).set(Tag.PatientID, "X"), UID.ExplicitVRLittleEndian);
        String type = "multipart/related; type=\"application/dicom\"; boundary=xyz";

        HttpResponse<byte[]> all =
                hub.post(h001, "/dicomweb/studies", Hub.multipart(one.file(), two.file()), "Content-Type", type);
        HttpResponse<byte[]> some =
                hub.post(h001, "/dicomweb/studies", Hub.multipart(one.file(), strange.file()), "Content-Type", type);
        HttpResponse<byte[]> none = hub.post(
                h001,
                "/dicomweb/studies/" + study,
                Hub.multipart("no dicom".getBytes(StandardCharsets.US_ASCII)),
                "Content-Type",
                type);

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(Hub.tree(all.body()).at("/00081199/Value")).hasSize(2);
        assertThat(some.statusCode()).isEqualTo(202);
        assertThat(Hub.tree(some.body())
                        .at("/00081198/Value/0/00081197/Value/0")
                        .asInt())
                .isEqualTo(0x0110);
        assertThat(none.statusCode()).isEqualTo(409);
        assertThat(hub.post(h001, "/dicomweb/studies", new byte[3], "Content-Type", "application/dicom")
                        .statusCode())
                .isEqualTo(415);
        assertThat(fetched(two)).isEqualTo(two.bytes());
    }

    @Test
    void takesFirstInstancesOfOneStudyFromFourAssociationsAtOnce() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Callable<List<DimseStatus>>> tasks = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            Sent[] objects = IntStream.rangeClosed(1, 12)
                    .mapToObj(n -> SampleObjects.sent(ct(n), UID.ExplicitVRLittleEndian))
                    .toArray(Sent[]::new);
            tasks.add(() -> hub.store("H001PACS", objects));
        }
        for (var result : senders.invokeAll(tasks)) {
            assertThat(result.get()).allMatch(DimseStatus::isSuccess);
        }
        senders.shutdown();

        JsonNode found =
                hub.json(h001, "/dicomweb/studies?StudyInstanceUID=" + study).get(0);
        assertThat(found.at("/00201208/Value/0").asInt()).isEqualTo(48);
        assertThat(found.at("/00201206/Value/0").asInt()).isEqualTo(1);
        assertThat(hub.json(h001, "/dicomweb/studies/" + study + "/instances")).hasSize(48);
    }

    @Test
    void becomesOneImagingStudyThatCountsAllInstances() throws IOException {
        hub.store(
                "H001PACS",
                IntStream.rangeClosed(1, 5)
                        .mapToObj(n -> SampleObjects.sent(ct(n), UID.ExplicitVRLittleEndian))
                        .toArray(Sent[]::new));

        JsonNode resource = imagingStudy(5);
        assertThat(resource.at("/subject/reference").asText()).startsWith("Patient/h001-");

        hub.store("H001PACS", SampleObjects.sent(ct(6), UID.ExplicitVRLittleEndian));
        assertThat(imagingStudy(6).at("/id").asText())
                .isEqualTo(resource.at("/id").asText());
    }

    private JsonNode imagingStudy(int instances) {
        String search = "/fhir/ImagingStudy?identifier=urn:dicom:uid%7Curn:oid:" + study;
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> Hub.tree(hub.get(h001, search, "Cache-Control", "no-cache")
                                        .body())
                                .at("/entry/0/resource"),
                        resource -> resource.path("numberOfInstances").asInt() == instances);
    }

    @Test
    void leavesARecordOfEveryRetrieval() throws IOException {
        Sent object = SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian);
        hub.store("H001PACS", object);
        long before = audits();

        hub.get(h001, path(object.sopUid()), "Accept", "application/dicom");
        hub.get(h001, path(object.sopUid()) + "/frames/1");
        hub.json(h001, "/dicomweb/studies?PatientID=" + patient);

        assertThat(audits() - before).isEqualTo(3);
    }

    /** One record before the first byte stands for the frames of a study; each caller needs its own. */
    @Test
    void recordsTheFramesOfAStudyOncePerCaller() throws IOException {
        Sent first = SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian);
        Sent second = SampleObjects.sent(ct(2), UID.ExplicitVRLittleEndian);
        hub.store("H001PACS", first, second);
        long before = audits();

        for (Sent each : List.of(first, second, first)) {
            assertThat(hub.get(h001, path(each.sopUid()) + "/frames/1").statusCode())
                    .isEqualTo(200);
        }
        assertThat(audits() - before).isEqualTo(1);
        assertThat(hub.get(hub.token("h001", "dicomweb.read"), path(first.sopUid()) + "/frames/1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(audits() - before).isEqualTo(2);
    }

    private long audits() {
        return jdbc.sql("select count(*) from yh_audit where door = 'DICOMWEB'")
                .query(Long.class)
                .single();
    }

    @Test
    void takesTheFilesOfOthersOrHoldsThemAndGoesOn() throws IOException {
        Path corpus = Corpus.folder("dicom");
        int taken = 0;
        for (Path file : Corpus.files(corpus)) {
            Sent object = Corpus.read(file);
            if (object == null || object.sopClass().equals(UID.MediaStorageDirectoryStorage)) {
                continue;
            }
            DimseStatus status = hub.store("H003PACS", object).get(0);
            if (status.isSuccess()) {
                taken++;
                JsonNode found = hub.json(h001, "/dicomweb/instances?SOPInstanceUID=" + object.sopUid());
                if (found.size() == 1) {
                    String url = found.at("/0/00081190/Value/0").asText();
                    HttpResponse<byte[]> answer =
                            hub.get(h001, URI.create(url).getPath(), "Accept", "application/dicom");
                    // A data set of odd length (deflated) gets its padding from the sender.
                    byte[] whole = object.bytes();
                    assertThat(Hub.dataSet(answer.body()))
                            .as(file.toString())
                            .isEqualTo(Arrays.copyOf(whole, whole.length + whole.length % 2));
                    assertThat(hub.get(h001, URI.create(url).getPath() + "/rendered")
                                    .statusCode())
                            .as(file.toString())
                            .isIn(200, 404, 406);
                }
            } else {
                // Files of one origin share their UIDs. What is well formed is at least understood.
                assertThat(status.code())
                        .as(file.toString())
                        .isIn(
                                file.toString().contains("malformed") || !Corpus.namesItsStudy(object)
                                        ? List.of(0xC000, 0x0110, 0x0111, 0xA900)
                                        : List.of(0x0110, 0x0111));
            }
        }
        assertThat(taken).isGreaterThan(50);
        assertThat(hub.store("H001PACS", SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian)))
                .allMatch(DimseStatus::isSuccess);
    }

    @Test
    void takesWhatDcmtkSends() throws Exception {
        ForeignTool storescu = ForeignTool.required("storescu");
        for (String syntax : List.of("-xe", "-xi", "-xb", "-xd")) {
            DataSet object = ct(syntax.hashCode() & 0xFFF);
            Path file = SampleObjects.file(folder, object, UID.ExplicitVRLittleEndian);
            storescu.succeed(syntax, "-aet", "H001PACS", "-aec", "YILIAN", "127.0.0.1", hub.dicomPort, file);
            byte[] frame = hub.get(
                            h001,
                            path(object.string(Tag.SOPInstanceUID)) + "/frames/1",
                            "Accept",
                            "application/octet-stream")
                    .body();
            if (!syntax.equals("-xb")) {
                assertThat(frame).as(syntax).isEqualTo(object.bytes(Tag.PixelData));
            }
        }
        assertThat(storescu.run(
                                "-aet",
                                "NOBODY",
                                "-aec",
                                "YILIAN",
                                "127.0.0.1",
                                hub.dicomPort,
                                SampleObjects.file(folder, ct(1), UID.ExplicitVRLittleEndian))
                        .exit())
                .isNotZero();
    }

    @Test
    void takesWhatOrthancSends() throws Exception {
        ForeignTool tool = ForeignTool.required("Orthanc");
        int dicom = freePort();
        int http = freePort();
        Path config = Files.writeString(folder.resolve("orthanc.json"), """
                {"Name": "T", "DicomAet": "H002PACS", "DicomPort": %d, "HttpPort": %d, "RemoteAccessAllowed": false,
                 "AuthenticationEnabled": false, "StorageDirectory": "%s", "IndexDirectory": "%s",
                 "DicomModalities": {"hub": ["YILIAN", "127.0.0.1", %d]}}
                """.formatted(
                        dicom, http, folder.resolve("o"), folder.resolve("o"), hub.dicomPort));
        Process orthanc = tool.start(folder.resolve("orthanc.log"), config);
        Hub sender = new Hub(http, 0);
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> sender.get(null, "/system").statusCode() == 200);
            Sent object = SampleObjects.sent(ct(1), UID.ExplicitVRLittleEndian);
            String id = Hub.tree(sender.post(null, "/instances", object.file()).body())
                    .get("ID")
                    .asText();
            HttpResponse<byte[]> sent =
                    sender.post(null, "/modalities/hub/store", id.getBytes(StandardCharsets.US_ASCII));
            assertThat(sent.statusCode()).isEqualTo(200);
            assertThat(fetched(object)).isEqualTo(object.bytes());
            assertThat(hub.json(h001, "/dicomweb/studies?StudyInstanceUID=" + study)
                            .at("/0/00100021/Value/0")
                            .asText())
                    .isEqualTo("H002");
        } finally {
            orthanc.destroy();
            orthanc.waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private DataSet ct(int number) {
        return SampleObjects.ct(study, series, uid(), number, patient);
    }

    private String path(String sopUid) {
        return "/dicomweb/studies/" + study + "/series/" + series + "/instances/" + sopUid;
    }

    private byte[] fetched(Sent object) {
        return Hub.dataSet(hub.get(h001, path(object.sopUid()), "Accept", "application/dicom")
                .body());
    }

    private BufferedImage picture(String path) throws IOException {
        HttpResponse<byte[]> answer = hub.get(h001, path, "Accept", "image/png");
        assertThat(answer.statusCode())
                .as(new String(answer.body(), 0, Math.min(200, answer.body().length), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }
}
