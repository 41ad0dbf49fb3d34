package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.env.Environment;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.intake.Hospital;
import org.yilian.hub.record.StudySettled;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.dicom.ImagingStudyMapper;

/** Order, images and report of one examination find each other by the accession number, whichever comes first. */
@Timeout(120)
abstract class StudyLinks {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Hospital H001 = Hospital.of("H001");

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    ConfigurableApplicationContext context;

    private Hub hub;
    private final String study = uid();
    private final String number = Hospital.number();
    /** As {@link SampleObjects} writes it. */
    private final String accession = "A" + number;

    @BeforeEach
    void open() {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    @Test
    void orderImagesReport() throws Exception {
        order(H001, number);
        images("H001PACS");
        report(H001, number, "F", "未见异常");
        assertLinked();
    }

    @Test
    void reportImagesOrder() throws Exception {
        report(H001, number, "F", "未见异常");
        images("H001PACS");
        order(H001, number);
        assertLinked();
    }

    @Test
    void imagesReportOrderAndACorrectionKeepsTheLink() throws Exception {
        images("H001PACS");
        report(H001, number, "F", "未见异常");
        order(H001, number);
        assertLinked();
        report(H001, number, "C", "右肺结节");
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        report().path("status").asText())
                .isEqualTo("corrected"));
        assertLinked();
    }

    @Test
    void theSameNumberOfAnotherPatientOrAnotherHospitalLinksNothing() throws Exception {
        images("H001PACS");
        report(H001, "X" + number, "F", "未见异常");
        report(Hospital.of("H002"), number, "F", "未见异常");
        Awaitility.await().atMost(PATIENCE).untilAsserted(this::report);
        String own = uid();
        // written after the reports were: then the first study would have been linked, too
        hub.store(
                "H001PACS",
                SampleObjects.sent(SampleObjects.ct(own, uid(), uid(), 1, "Y" + number), UID.ExplicitVRLittleEndian));
        Awaitility.await().atMost(PATIENCE).until(() -> fhir("ImagingStudy", studyId(own)) != null);
        JsonNode found = fhir("ImagingStudy", studyId(study));
        assertThat(found.path("basedOn").isMissingNode()).isTrue();
        assertThat(report().path("imagingStudy").isMissingNode()).isTrue();
    }

    @Test
    void aStructuredReportIsAReportAndAKeyObjectSelectionADocument() throws Exception {
        var image = SampleObjects.ct(study, uid(), uid(), 1, number);
        var sr = SampleObjects.report(study, uid(), uid(), number);
        var ko = SampleObjects.keyObjects(study, uid(), uid(), number, image);
        assertThat(hub.store("H001PACS", sent(image), sent(sr), sent(ko))).allMatch(DimseStatus::isSuccess);
        Awaitility.await().atMost(PATIENCE).until(() -> fhir("DocumentReference", id("DocumentReference", ko)) != null);

        JsonNode report = fhir("DiagnosticReport", id("DiagnosticReport", sr));
        assertThat(report.path("status").asText()).isEqualTo("final");
        assertThat(report.path("conclusion").asText()).isEqualTo("未见异常");
        assertThat(report.at("/code/coding/0/system").asText()).isEqualTo("http://loinc.org");
        assertThat(report.at("/subject/reference").asText()).isEqualTo("Patient/" + H001.patient(number));
        assertThat(report.at("/effectiveDateTime").asText()).isEqualTo("2026-03-01T11:30:00+08:00");
        assertThat(references(report.path("imagingStudy"))).containsExactly("ImagingStudy/" + studyId(study));
        byte[] text =
                Base64.getDecoder().decode(report.at("/presentedForm/0/data").asText());
        assertThat(new String(text, StandardCharsets.UTF_8)).contains("Finding: 两肺纹理清晰");

        JsonNode selection = fhir("DocumentReference", id("DocumentReference", ko));
        assertThat(selection.path("description").asText()).isEqualTo("Key Object Description: 结节");
        assertThat(selection.at("/type/coding/0/code").asText()).isEqualTo("113000");
        assertThat(selection.at("/content/0/attachment/url").asText())
                .endsWith("/dicomweb/studies/" + study + "/series/" + image.string(Tag.SeriesInstanceUID)
                        + "/instances/" + image.string(Tag.SOPInstanceUID));
        assertThat(references(selection.at("/context/related"))).containsExactly("ImagingStudy/" + studyId(study));

        String series = "/dicomweb/studies/" + study + "/series/" + sr.string(Tag.SeriesInstanceUID);
        assertThat(hub.delete(hub.token("h001", "dicomweb.write"), series + "?reason=wrong%20patient")
                        .statusCode())
                .isEqualTo(204);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        fhir("DiagnosticReport", id("DiagnosticReport", sr))
                                .path("status")
                                .asText())
                .isEqualTo("entered-in-error"));
        assertThat(fhir("DocumentReference", id("DocumentReference", ko))
                        .path("status")
                        .asText())
                .isEqualTo("current");
    }

    @Test
    void aStudyThatIsQuietIsToldOnceAndAgainWhenMoreComes() throws Exception {
        List<StudySettled> told = new CopyOnWriteArrayList<>();
        context.addApplicationListener(event -> {
            if (event instanceof PayloadApplicationEvent<?> payload
                    && payload.getPayload() instanceof StudySettled settled
                    && settled.studyUid().equals(study)) {
                told.add(settled);
            }
        });
        String patient = H001.patient(number);
        images("H001PACS");
        Awaitility.await().atMost(PATIENCE).until(() -> told.size() == 1);
        assertThat(told).containsExactly(new StudySettled("H001", study, patient, 1, false));

        order(H001, number);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        fhir("ImagingStudy", studyId(study)).path("basedOn").size())
                .isEqualTo(1));
        images("H001PACS");
        Awaitility.await().atMost(PATIENCE).until(() -> told.size() > 1);
        assertThat(told)
                .as("a link is no news of images")
                .containsExactly(
                        new StudySettled("H001", study, patient, 1, false),
                        new StudySettled("H001", study, patient, 2, true));
    }

    private static SampleObjects.Sent sent(DataSet object) {
        return SampleObjects.sent(object, UID.ExplicitVRLittleEndian);
    }

    private static String id(String type, DataSet object) {
        return LogicalIds.of("H001", type, "urn:dicom:uid", "urn:oid:" + object.string(Tag.SOPInstanceUID));
    }

    private void assertLinked() {
        String order = "ServiceRequest/"
                + LogicalIds.of("H001", "ServiceRequest", "https://fhir.yilian-hub.org/id/h001/order", "P" + number);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(references(fhir("ImagingStudy", studyId(study)).path("basedOn")))
                    .containsExactly(order);
            assertThat(references(report().path("imagingStudy"))).containsExactly("ImagingStudy/" + studyId(study));
            assertThat(report().path("identifier").toString()).contains(accession);
        });
    }

    private static List<String> references(JsonNode all) {
        return all.findValuesAsText("reference");
    }

    private static String studyId(String uid) {
        return ImagingStudyMapper.studyId("H001", uid);
    }

    /** The one of H001 with this examination's number. */
    private JsonNode report() {
        String id = LogicalIds.of(
                "H001", "DiagnosticReport", "https://fhir.yilian-hub.org/id/h001/report", "F" + number + "|CT01");
        JsonNode report = fhir("DiagnosticReport", id);
        assertThat(report).isNotNull();
        return report;
    }

    private JsonNode fhir(String type, String id) {
        var answer = hub.get(
                hub.token("h001", "system/*.rs"), "/fhir/" + type + "/" + id, "Accept", "application/fhir+json");
        return answer.statusCode() == 200 ? Hub.tree(answer.body()) : null;
    }

    private void images(String callingAe) throws IOException {
        assertThat(hub.store(
                        callingAe,
                        SampleObjects.sent(
                                SampleObjects.ct(study, uid(), uid(), 1, number), UID.ExplicitVRLittleEndian)))
                .allMatch(DimseStatus::isSuccess);
        Awaitility.await().atMost(PATIENCE).until(() -> fhir("ImagingStudy", studyId(study)) != null);
    }

    private void order(Hospital hospital, String mrn) throws IOException {
        send(
                hospital,
                "OMG^O19",
                mrn,
                "ORC|NW|P" + number + "\rOBR|1|P" + number + "||CT01^胸部CT平扫||||||||||||||" + accession + "||||||CT\r");
    }

    private void report(Hospital hospital, String mrn, String status, String finding) throws IOException {
        String time = status.equals("C") ? "20260301130000" : "20260301120000";
        send(
                hospital,
                "ORU^R01",
                mrn,
                "OBR|1|P" + number + "|F" + number + "|CT01^胸部CT平扫|||20260301101530|||||||||||" + accession + "||||"
                        + time + "||CT|" + status + "\rOBX|1|TX|CT01^胸部CT平扫||" + finding + "||||||" + status + "\r");
    }

    private void send(Hospital hospital, String type, String mrn, String rest) throws IOException {
        byte[] message = hospital.message(
                        type,
                        "20260301130000",
                        "PID|1||" + mrn + "^^^" + hospital.code() + "^MR||王^秀英||19610203|F\r" + rest)
                .bytes();
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", HubPorts.of(environment, "mllp")))) {
            assertThat(client.send(message).orElseThrow().code()).isEqualTo(AckCode.AA);
        }
    }
}
