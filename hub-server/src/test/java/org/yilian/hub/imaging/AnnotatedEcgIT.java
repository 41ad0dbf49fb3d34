package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.DicomFile;
import org.yilian.dicom.Tag;
import org.yilian.hub.HubPorts;
import org.yilian.hub.HubTest;
import org.yilian.hub.intake.Hospital;

/** Annotated ECGs (HL7 v3) come in by HTTP and are ECG waveforms of the archive from then on. */
@HubTest
class AnnotatedEcgIT {
    private static final String[] LEADS = "I II III AVR AVL AVF V1 V2 V3 V4 V5 V6".split(" ");
    private static final int SAMPLES = 5_000;

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    private Hub hub;
    private String h001;
    private final String patient = Hospital.number();
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void open() {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
        h001 = hub.token("h001", "dicomweb.read dicomweb.write system/*.rs");
    }

    @Test
    void becomesAWaveformThatIsFoundShownAndInTheRecord() throws IOException {
        byte[] document = document("72");
        HttpResponse<byte[]> taken = post(document);
        assertThat(taken.statusCode()).isEqualTo(201);
        JsonNode places = Hub.tree(taken.body());
        String study = places.path("study").asText();
        String path = "/dicomweb/studies/" + study + "/series/"
                + places.path("series").asText() + "/instances/"
                + places.path("instance").asText();
        assertThat(taken.headers().firstValue("Location").orElseThrow()).endsWith(path);

        JsonNode found = hub.json(h001, "/dicomweb/studies?PatientID=" + patient);
        assertThat(found.at("/0/00080061/Value/0").asText()).isEqualTo("ECG");
        DataSet ecg = DicomFile.read(new ByteArrayInputStream(
                        hub.get(h001, path, "Accept", "application/dicom").body()))
                .dataSet();
        assertThat(ecg.item(Tag.WaveformSequence).intValue(Tag.NumberOfWaveformSamples, 0))
                .isEqualTo(SAMPLES);
        JsonNode metadata = hub.json(h001, path + "/metadata").get(0);
        assertThat(metadata.at("/0040B020/Value/0/0040A30A/Value/0").asInt()).isEqualTo(72);
        BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(
                hub.get(h001, path + "/rendered", "Accept", "image/png").body()));
        assertThat(sheet.getWidth()).isGreaterThan(10 * 25 * 5);

        HttpResponse<byte[]> original =
                hub.get(h001, path + "/bulkdata/00991001", "Accept", "application/octet-stream");
        assertThat(original.statusCode()).isEqualTo(200);
        assertThat(Arrays.copyOf(original.body(), document.length)).isEqualTo(document);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Hub.tree(hub.get(
                                                h001,
                                                "/fhir/ImagingStudy?identifier=urn:dicom:uid%7Curn:oid:" + study,
                                                "Cache-Control",
                                                "no-cache")
                                        .body())
                                .path("total")
                                .asInt()
                        == 1);
    }

    @Test
    void isAValidObjectToDciodvfy(@TempDir Path folder) throws Exception {
        JsonNode places = Hub.tree(post(document("72")).body());
        String path = places.path("url").asText().replaceAll("^https?://[^/]+", "");
        Path file = Files.write(
                folder.resolve("ecg.dcm"),
                hub.get(h001, path, "Accept", "application/dicom").body());
        String said = ForeignTool.required("dciodvfy").run(file).output();
        assertThat(said).contains("TwelveLeadECG");
        assertThat(said.lines().filter(line -> line.startsWith("Error"))).isEmpty();
    }

    @Test
    void isThereOnceHoweverOftenItComesAndACorrectedOneIsBesideIt() throws IOException {
        JsonNode first = Hub.tree(post(document("72")).body());
        HttpResponse<byte[]> again = post(document("72"));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(Hub.tree(again.body())).isEqualTo(first);
        JsonNode corrected = Hub.tree(post(document("75")).body());
        assertThat(corrected.path("study")).isEqualTo(first.path("study"));
        assertThat(corrected.path("instance")).isNotEqualTo(first.path("instance"));
    }

    @Test
    void refusesWhatIsNoneAndFetchesNothing() {
        String text = new String(document("72"), StandardCharsets.UTF_8);
        String entity = text.replace(
                        "<AnnotatedECG", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><AnnotatedECG")
                .replace("<name>", "<name>&e;");
        String bomb = text.replace(
                        "<AnnotatedECG",
                        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><AnnotatedECG")
                .replace("<name>", "<name>&b;");
        for (String each : new String[] {entity, bomb, "<x/>", "", "<AnnotatedECG>", "<a>".repeat(5_000)}) {
            HttpResponse<byte[]> refused = post(each.getBytes(StandardCharsets.UTF_8));
            assertThat(refused.statusCode())
                    .as(each.length() > 99 ? each.substring(0, 99) : each)
                    .isEqualTo(422);
            assertThat(new String(refused.body(), StandardCharsets.UTF_8)).doesNotContain("root:", patient);
        }
        assertThat(hub.post(h001, "/api/imaging/ecg", document("72"), "Content-Type", "application/pdf")
                        .statusCode())
                .isEqualTo(415);
        assertThat(hub.post(
                                hub.token("h001", "dicomweb.read"),
                                "/api/imaging/ecg",
                                document("72"),
                                "Content-Type",
                                "application/xml")
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<byte[]> post(byte[] document) {
        return hub.post(h001, "/api/imaging/ecg", document, "Content-Type", "application/xml");
    }

    private byte[] document(String rate) {
        StringBuilder leads = new StringBuilder();
        for (String lead : LEADS) {
            leads.append("<component><sequence><code code=\"MDC_ECG_LEAD_")
                    .append(lead)
                    .append("\" codeSystem=\"2.16.840.1.113883.6.24\"/><value xsi:type=\"SLIST_PQ\">")
                    .append("<origin value=\"0\" unit=\"uV\"/><scale value=\"5\" unit=\"uV\"/><digits>");
            for (int i = 0; i < SAMPLES; i++) {
                leads.append(i % 400 < 10 ? 200 : i % 7).append(' ');
            }
            leads.append("</digits></value></sequence></component>");
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                <id root="%s"/>
                <componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>
                <id root="2.16.840.1.113883.3.1" extension="%s"/><subjectDemographicPerson><name>王秀英</name>
                <administrativeGenderCode code="F"/><birthTime value="19610203"/></subjectDemographicPerson>
                </trialSubject></subject></subjectAssignment></componentOf></timepointEvent></componentOf>
                <component><series><code code="RHYTHM" codeSystem="2.16.840.1.113883.5.4"/>
                <effectiveTime><low value="20260301101530"/></effectiveTime><component><sequenceSet>
                <component><sequence><code code="TIME_RELATIVE" codeSystem="2.16.840.1.113883.5.4"/>
                <value xsi:type="GLIST_PQ"><head value="0" unit="s"/><increment value="2" unit="ms"/></value>
                </sequence></component>%s</sequenceSet></component><subjectOf><annotationSet><component><annotation>
                <code code="MDC_ECG_HEART_RATE"/><value xsi:type="PQ" value="%s" unit="bpm"/></annotation></component>
                </annotationSet></subjectOf></series></component></AnnotatedECG>
                """.formatted(id, patient, leads, rate).getBytes(StandardCharsets.UTF_8);
    }
}
