package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.HubPorts;
import org.yilian.hub.imaging.SampleObjects.Sent;
import org.yilian.hub.imaging.check.ArchiveCheck;
import org.yilian.hub.imaging.check.Comparison;
import org.yilian.hub.imaging.removal.TrashSweep;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.store.IncomingObject;
import org.yilian.hub.security.Http;

/** Out of the archive again: by the owner only, with a trace, and not while a study is held. */
abstract class ImageRemovals {
    private static final String ALL = "dicomweb.read dicomweb.write system/*.rs";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ImageStore store;

    @Autowired
    TrashSweep sweep;

    @Autowired
    ArchiveCheck check;

    private Hub hub;
    private String h001;
    private final String study = ImageDoors.uid();
    private final String series = ImageDoors.uid();
    private final String patient = "R" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void open() {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
        h001 = hub.token("h001", ALL);
    }

    @Test
    void removesAStudyOfItsOwnerAndCancelsItsImagingStudy() throws IOException {
        Sent one = ct(1);
        Sent two = ct(2);
        hub.store("H001PACS", one, two);
        imagingStudy("available", 2);
        String key = key(one);

        assertThat(hub.delete(hub.token("h002", ALL), path() + "?reason=x").statusCode())
                .isEqualTo(403);
        assertThat(hub.delete(h001, path()).statusCode()).isEqualTo(400);
        assertThat(hub.delete(h001, path() + "?reason=wrong%20patient").statusCode())
                .isEqualTo(204);

        assertThat(hub.get(h001, path()).statusCode()).isEqualTo(404);
        assertThat(hub.json(h001, "/dicomweb/studies?PatientID=" + patient)).isEmpty();
        imagingStudy("cancelled", 0);
        assertThat(acts()).containsExactly("REMOVE h001 wrong patient");
        assertThat(audited("D", "0")).isEqualTo(1);
        assertThat(audited("D", "4")).isEqualTo(1);
        assertThat(store.exists(key)).isTrue();
        assertThat(sweep.sweep(Instant.now().plus(Duration.ofMinutes(1)))).isGreaterThanOrEqualTo(2);
        assertThat(store.exists(key)).isFalse();
    }

    @Test
    void takesRemovedObjectsAgainAndKeepsTheirFiles() throws IOException {
        Sent one = ct(1);
        hub.store("H001PACS", one, ct(2));
        hub.delete(h001, path() + "?reason=again");

        Sent other = SampleObjects.sent(
                SampleObjects.ct(study, series, one.sopUid(), 1, patient + "B"), UID.ExplicitVRLittleEndian);
        assertThat(hub.store("H001PACS", one)).allMatch(DimseStatus::isSuccess);
        sweep.sweep(Instant.now().plus(Duration.ofMinutes(1)));

        assertThat(hub.get(h001, path(one), "Accept", "application/dicom").statusCode())
                .isEqualTo(200);
        imagingStudy("available", 1);
        hub.delete(h001, path() + "?reason=wrong%20number");
        assertThat(hub.store("H001PACS", other)).allMatch(DimseStatus::isSuccess);
        assertThat(hub.json(h001, "/dicomweb/studies?PatientID=" + patient + "B"))
                .hasSize(1);
    }

    @Test
    void removesASeriesOrAnInstanceAndCountsWhatIsLeft() throws IOException {
        Sent one = ct(1);
        Sent ecg = SampleObjects.sent(
                SampleObjects.ecg(study, ImageDoors.uid(), ImageDoors.uid(), patient), UID.ExplicitVRLittleEndian);
        Sent two = ct(2);
        hub.store("H001PACS", one, two, ecg);
        for (Sent each : List.of(one, two, one)) {
            assertThat(hub.get(h001, path(each) + "/frames/1").statusCode()).isEqualTo(200);
        }

        assertThat(hub.delete(h001, path(one) + "?reason=blurred").statusCode()).isEqualTo(204);
        assertThat(hub.get(h001, path(one) + "/frames/1").statusCode()).isEqualTo(404);
        assertThat(hub.get(h001, path(two) + "/frames/1").statusCode()).isEqualTo(200);
        assertThat(counts()).isEqualTo("2 series, 2 instances of [\"CT\",\"ECG\"]");
        assertThat(hub.delete(h001, path() + "/series/" + series + "?reason=blurred")
                        .statusCode())
                .isEqualTo(204);
        assertThat(counts()).isEqualTo("1 series, 1 instances of [\"ECG\"]");
        assertThat(hub.delete(h001, path(one) + "?reason=blurred").statusCode()).isEqualTo(404);
        imagingStudy("available", 1);
    }

    @Test
    void removesNothingOfAHeldStudyUntilItIsFreed() throws IOException {
        hub.store("H001PACS", ct(1));
        Http operator = hub.user("operator");
        String desk = "/api/imaging/studies/" + study;

        assertThat(operator.send("POST", desk + "/hold", "application/json", "{\"reason\":\"court 12/26\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(hub.delete(h001, path() + "?reason=x").statusCode()).isEqualTo(409);
        assertThat(hub.get(h001, path()).statusCode()).isEqualTo(200);
        assertThat(operator.send("POST", desk + "/free", "application/json", "{\"reason\":\"closed\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(hub.delete(h001, path() + "?reason=x").statusCode()).isEqualTo(204);

        assertThat(acts()).containsExactly("HOLD operator court 12/26", "FREE operator closed", "REMOVE h001 x");
        assertThat(operator.get(desk + "/acts").body()).contains("court 12/26");
        assertThat(hub.user("planner").get(desk + "/acts").statusCode()).isEqualTo(403);
    }

    @Test
    void setsAsideWhatACrashLeftWithoutARowAndTellsOfRowsWithoutAnObject() throws IOException {
        Sent kept = ct(1);
        Sent lost = ct(2);
        hub.store("H001PACS", kept, lost);
        Files.delete(file(key(lost)));
        // As a crash between the file and its row leaves them, long ago and just now.
        String old = published("2.25.1");
        String young = published("2.25.2");
        Path arriving = arriving();
        for (Path each : List.of(file(key(kept)), file(old), arriving)) {
            Files.setLastModifiedTime(each, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }

        Comparison done = check.run(Instant.now().minus(Duration.ofDays(1)));

        assertThat(done.aside()).isEqualTo(1);
        assertThat(done.missing()).isGreaterThanOrEqualTo(1);
        assertThat(List.of(old, young, key(kept)).stream().map(store::exists)).containsExactly(false, true, true);
        assertThat(store.exists(ImageStore.aside(old))).isTrue();
        assertThat(arriving).exists();
        assertThat(found(old)).isEqualTo("ASIDE null");
        assertThat(found(key(lost))).isEqualTo("MISSING " + lost.sopUid());
        assertThat(found(young) + found(key(kept))).isEmpty();
        assertThat(hub.user("planner").get("/api/imaging/check").statusCode()).isEqualTo(403);

        // The sender repeats: the object is there again, and the operator has cleared up.
        Files.write(file(key(lost)), new byte[] {1});
        Files.delete(file(ImageStore.aside(old)));
        check.run(Instant.now().minus(Duration.ofDays(1)));
        assertThat(found(old) + found(key(lost))).isEmpty();
        Files.delete(arriving);
    }

    @Test
    void touchesNothingWhereTheDatabaseSeemsToHaveLostTheRows() throws IOException {
        List<Path> unnamed = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            unnamed.add(file(published("2.25.9" + i)));
            Files.setLastModifiedTime(
                    unnamed.get(i), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        Comparison done = check.run(Instant.now().minus(Duration.ofDays(1)));

        assertThat(done.orphans()).isEqualTo(150);
        assertThat(done.aside()).isZero();
        assertThat(unnamed).allMatch(Files::exists);
        assertThat(jdbc.sql("select count(*) from yh_image_finding where kind = 'ORPHAN'")
                        .query(Long.class)
                        .single())
                .isEqualTo(150);
        for (Path each : unnamed) {
            Files.delete(each);
        }
    }

    private String published(String sopUid) throws IOException {
        try (IncomingObject incoming = store.receive()) {
            incoming.header(new byte[] {1});
            incoming.dataSet().write(sopUid.getBytes(StandardCharsets.US_ASCII));
            return incoming.publish(study, sopUid).key();
        }
    }

    private Path arriving() throws IOException {
        Set<Path> before = incomplete();
        store.receive().dataSet().write(new byte[10]);
        Set<Path> now = incomplete();
        now.removeAll(before);
        return now.iterator().next();
    }

    private Set<Path> incomplete() throws IOException {
        try (Stream<Path> files = Files.list(file("incoming"))) {
            return files.collect(Collectors.toSet());
        }
    }

    private Path file(String key) {
        return Path.of(environment.getRequiredProperty("hub.imaging.store").substring("file:".length()))
                .resolve(key);
    }

    private String found(String key) throws IOException {
        for (JsonNode each : Hub.tree(hub.user("operator")
                        .get("/api/imaging/check?limit=1000")
                        .body()
                        .getBytes(StandardCharsets.UTF_8))
                .path("findings")) {
            if (each.path("key").asText().equals(key)) {
                return each.path("kind").asText() + " " + each.path("sopUid").asText();
            }
        }
        return "";
    }

    private String counts() throws IOException {
        JsonNode found =
                hub.json(h001, "/dicomweb/studies?StudyInstanceUID=" + study).get(0);
        return found.at("/00201206/Value/0").asInt() + " series, "
                + found.at("/00201208/Value/0").asInt() + " instances of " + found.at("/00080061/Value");
    }

    private List<String> acts() {
        return jdbc.sql("select act, done_by, reason from yh_image_act where study_uid = ? order by id")
                .param(study)
                .query((row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                .list();
    }

    private long audited(String action, String outcome) {
        return jdbc.sql("select count(*) from yh_audit where action = ? and outcome = ? and content like ?")
                .param(action)
                .param(outcome)
                .param("%" + study + "%")
                .query(Long.class)
                .single();
    }

    private String key(Sent object) {
        return jdbc.sql("select file_key from yh_instance where sop_uid = ?")
                .param(object.sopUid())
                .query(String.class)
                .single();
    }

    private void imagingStudy(String status, int instances) {
        String search = "/fhir/ImagingStudy?identifier=urn:dicom:uid%7Curn:oid:" + study;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> Hub.tree(hub.get(h001, search, "Cache-Control", "no-cache")
                                        .body())
                                .at("/entry/0/resource"),
                        resource -> resource.path("status").asText().equals(status)
                                && resource.path("numberOfInstances").asInt() == instances);
    }

    private Sent ct(int number) {
        return SampleObjects.sent(
                SampleObjects.ct(study, series, ImageDoors.uid(), number, patient), UID.ExplicitVRLittleEndian);
    }

    private String path() {
        return "/dicomweb/studies/" + study;
    }

    private String path(Sent object) {
        return path() + "/series/" + series + "/instances/" + object.sopUid();
    }
}
