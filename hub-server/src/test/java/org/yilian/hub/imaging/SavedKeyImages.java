package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.HubPorts;
import org.yilian.hub.security.Http;
import org.yilian.mappings.LogicalIds;

/** Key images that a radiologist saves in a study of the own hospital, and takes back. */
abstract class SavedKeyImages {
    private static final String ALL = "dicomweb.read dicomweb.write system/*.rs";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    private Hub hub;
    private String h001;
    private Http radiologist;
    private final String study = ImageDoors.uid();
    private final String patient = "K" + UUID.randomUUID().toString().substring(0, 8);
    private final DataSet ct = SampleObjects.ct(study, ImageDoors.uid(), ImageDoors.uid(), 1, patient);
    private final DataSet loop = SampleObjects.loop(study, ImageDoors.uid(), ImageDoors.uid(), patient);

    @BeforeEach
    void aStudy() throws IOException {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
        h001 = hub.token("h001", ALL);
        radiologist = hub.user("radiologist");
        assertThat(hub.store(
                        "H001PACS",
                        SampleObjects.sent(ct, UID.ExplicitVRLittleEndian),
                        SampleObjects.sent(loop, UID.ExplicitVRLittleEndian)))
                .allMatch(DimseStatus::isSuccess);
    }

    @Test
    void becomeADocumentOfTheStudyThatEverybodyReads() throws Exception {
        HttpResponse<String> answer = save(radiologist, "113004", "右肺上叶结节", image(ct, null), image(loop, 2));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String instance = Http.json(answer).path("instance").asText();
        String path = "/dicomweb/studies/" + study + "/series/"
                + Http.json(answer).path("series").asText() + "/instances/" + instance;

        JsonNode set = hub.json(h001, path + "/metadata").get(0);
        assertThat(set.at("/00080016/Value/0").asText()).isEqualTo(UID.KeyObjectSelectionDocumentStorage);
        assertThat(set.at("/00100020/Value/0").asText()).isEqualTo(patient);
        assertThat(set.at("/0040A043/Value/0/00080104/Value/0").asText()).isEqualTo("For Teaching");
        assertThat(set.at("/0040A730/Value").findValuesAsText("Ideographic")).containsExactly("影像科何医生");
        assertThat(set.at("/0040A730/Value/3/0040A160/Value/0").asText()).isEqualTo("右肺上叶结节");
        assertThat(set.at("/0040A730/Value/5/00081199/Value/0/00081160/Value/0").asInt())
                .as("the frame of a loop")
                .isEqualTo(2);
        assertThat(set.at("/0040A375/Value/0/00081115/Value").size()).isEqualTo(2);

        byte[] file = hub.get(h001, path, "Accept", "application/dicom").body();
        Path written = Files.write(folder.resolve("ko.dcm"), file);
        assertThat(ForeignTool.required("dciodvfy").run(written).output())
                .contains("KeyObjectSelectionDocument")
                .doesNotContain("Error");

        String document = "/fhir/DocumentReference/"
                + LogicalIds.of("H001", "DocumentReference", "urn:dicom:uid", "urn:oid:" + instance);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> hub.get(h001, document).statusCode() == 200);
        JsonNode reference = hub.json(h001, document);
        assertThat(reference.at("/author/0/display").asText()).isEqualTo("影像科何医生");
        assertThat(reference.at("/description").asText()).isEqualTo("Key Object Description: 右肺上叶结节");
        assertThat(reference.path("content").size()).isEqualTo(2);
        assertThat(audited("C", "0")).isEqualTo(1);

        JsonNode powers = Http.json(radiologist.get(desk()));
        assertThat(powers.path("writable").asBoolean()).isTrue();
        assertThat(powers.at("/own/0/instance").asText()).isEqualTo(instance);
        JsonNode doctors = Http.json(hub.user("doctor").get(desk()));
        assertThat(doctors.path("writable").asBoolean()).isFalse();
        assertThat(doctors.path("own").isEmpty()).isTrue();
    }

    @Test
    void areTakenBackByTheirAuthorWithATrace() throws IOException {
        String instance = Http.json(save(radiologist, "113000", "", image(ct, null)))
                .path("instance")
                .asText();
        String document = "/fhir/DocumentReference/"
                + LogicalIds.of("H001", "DocumentReference", "urn:dicom:uid", "urn:oid:" + instance);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> hub.get(h001, document).statusCode() == 200);

        assertThat(withdraw(hub.user("doctor"), instance, "x").statusCode()).isEqualTo(403);
        assertThat(withdraw(radiologist, ct.string(Tag.SOPInstanceUID), "an image is nobody's key image")
                        .statusCode())
                .isEqualTo(404);
        assertThat(withdraw(radiologist, instance, " ").statusCode()).isEqualTo(400);
        Http operator = hub.user("operator");
        hold(operator, "hold");
        assertThat(withdraw(radiologist, instance, "wrong side").statusCode()).isEqualTo(409);
        hold(operator, "free");
        assertThat(withdraw(radiologist, instance, "wrong side").statusCode()).isEqualTo(204);

        assertThat(jdbc.sql("select done_by from yh_image_act where sop_uid = ? and reason = 'wrong side'")
                        .param(instance)
                        .query(String.class)
                        .list())
                .containsExactly("radiologist");
        assertThat(audited("D", "0")).isEqualTo(1);
        assertThat(Http.json(radiologist.get(desk())).path("own").isEmpty()).isTrue();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> hub.json(h001, document).path("status").asText().equals("entered-in-error"));
    }

    @Test
    void areSavedByRadiologistsOfTheStudysHospitalOnly() {
        assertThat(save(hub.user("doctor"), "113000", "", image(ct, null)).statusCode())
                .isEqualTo(403);
        assertThat(save(hub.user("operator"), "113000", "", image(ct, null)).statusCode())
                .isEqualTo(403);
        String other = SampleStudies.ct(port, "h002", patient + "x", "Ouyang^Xiaoyan", "Chest");
        String desk = "/api/studies/" + other + "/key-images";
        assertThat(Http.json(radiologist.get(desk)).path("writable").asBoolean())
                .isFalse();
        assertThat(radiologist
                        .send("POST", desk, "application/json", body("113000", "", image(ct, null)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(radiologist.get("/api/studies/1.2.3.4/key-images").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'title':'113001','images':[IMAGE]}",
                "{'title':'113000','images':[]}",
                "{'title':'113000'}",
                "{'title':'113000','images':[{'instance':'1.2.3'}]}",
                "{'title':'113000','images':[{'instance':'LOOP','frame':4}]}"
            })
    void holdImagesOfTheStudyAndATitleOfTheViewer(String wrong) {
        String body = wrong.replace("IMAGE", image(ct, null))
                .replace("LOOP", loop.string(Tag.SOPInstanceUID))
                .replace('\'', '"');
        HttpResponse<String> answer = radiologist.send("POST", desk(), "application/json", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("HUB-0578");
    }

    private String desk() {
        return "/api/studies/" + study + "/key-images";
    }

    private HttpResponse<String> save(Http by, String title, String note, String... images) {
        return by.send("POST", desk(), "application/json", body(title, note, images));
    }

    private static String body(String title, String note, String... images) {
        return "{\"title\":\"" + title + "\",\"note\":\"" + note + "\",\"images\":[" + String.join(",", images) + "]}";
    }

    private static String image(DataSet of, Integer frame) {
        return "{\"instance\":\"" + of.string(Tag.SOPInstanceUID) + "\",\"frame\":" + frame + "}";
    }

    private HttpResponse<String> withdraw(Http by, String instance, String reason) {
        return by.send(
                "POST", desk() + "/" + instance + "/withdraw", "application/json", "{\"reason\":\"" + reason + "\"}");
    }

    private void hold(Http operator, String act) {
        assertThat(operator.send(
                                "POST",
                                "/api/imaging/studies/" + study + "/" + act,
                                "application/json",
                                "{\"reason\":\"court\"}")
                        .statusCode())
                .isEqualTo(204);
    }

    private long audited(String action, String outcome) {
        return jdbc.sql("select count(*) from yh_audit where door = 'KEY_IMAGES' and action = ? and outcome = ?"
                        + " and content like ?")
                .params(action, outcome, "%" + study + "%")
                .query(Long.class)
                .single();
    }
}
