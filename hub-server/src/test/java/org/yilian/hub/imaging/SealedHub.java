package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.dicom.VR;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.imaging.SampleObjects.Sent;
import org.yilian.hub.intake.Hospital;
import org.yilian.hub.intake.Hospital.Message;

/** What encryption at rest promises, and that whoever asks at a door sees no difference. */
abstract class SealedHub {
    static final String KEYS = "first:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NAME = "独孤";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final String patient = "SEALED" + UUID.randomUUID().toString().substring(0, 8);
    private final String study = uid();
    private final String series = uid();
    private Hub hub;
    private String h001;

    /** Whether it is on: the scans have to find everything where it is not. */
    abstract boolean on();

    @BeforeEach
    void open() {
        hub = new Hub(port, HubPorts.of(environment, "dicom"));
        h001 = hub.token("h001", "dicomweb.read dicomweb.write messages.manage system/*.rs");
    }

    @Test
    void messagesStandSealedAndLookAsTheyCame() throws Exception {
        Message message = adt();
        byte[] answer = send(message).bytes();
        long id = await(message, "DONE");

        assertThat(shows(stored(id, "raw"), NAME)).isEqualTo(!on());
        assertThat(shows(stored(id, "raw"), patient)).isEqualTo(!on());
        assertThat(shows(stored(id, "ack"), message.controlId())).isEqualTo(!on());
        assertThat(hub.json(h001, "/api/messages/" + id).toString()).contains(NAME, patient);
        assertThat(hub.json(h001, "/fhir/Patient?identifier=" + patient).toString())
                .contains(NAME);
        // A duplicate is known by the hash of what came, and hears what the first did.
        assertThat(send(message).bytes()).isEqualTo(answer);
        assertThat(hub.post(h001, "/api/messages/" + id + "/replay", new byte[0])
                        .statusCode())
                .isEqualTo(200);
        await(message, "DONE");
    }

    @Test
    void aMessageThatWasTamperedWithFailsAndHoldsUpNobody() throws Exception {
        if (!on()) {
            return;
        }
        Message message = adt();
        send(message);
        long id = await(message, "DONE");
        Message other = adt();
        send(other);
        byte[] others = stored(await(other, "DONE"), "raw");
        byte[] own = stored(id, "raw");

        // Another message's text, sealed by the hub itself, is no less wrong in this place.
        put(id, others, "first");
        assertThat(hub.get(h001, "/api/messages/" + id).statusCode()).isEqualTo(500);
        // Replayed with others: one by one the hub would have to show it first.
        assertThat(hub.post(
                                h001,
                                "/api/messages/replays",
                                "{\"facility\":\"H001\",\"state\":\"DONE\",\"reason\":\"test\"}"
                                        .getBytes(StandardCharsets.UTF_8),
                                "Content-Type",
                                "application/json")
                        .statusCode())
                .isEqualTo(200);
        await(message, "FAILED");
        assertThat(jdbc.sql("select error_code from yh_inbox where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isEqualTo("HUB-1108");
        Message next = adt();
        send(next);
        await(next, "DONE");

        put(id, own, "first");
        hub.post(h001, "/api/messages/" + id + "/replay", new byte[0]);
        await(message, "DONE");
    }

    @Test
    void aMessageOfBeforeItWasSwitchedOnIsReadAsItStands() throws Exception {
        Message message = adt();
        send(message);
        long id = await(message, "DONE");
        put(id, message.bytes(), null);
        assertThat(hub.json(h001, "/api/messages/" + id).toString()).contains(NAME, patient);
        hub.post(h001, "/api/messages/" + id + "/replay", new byte[0]);
        await(message, "DONE");
    }

    @Test
    void imagesStandSealedAndComeBackBitForBitAndByRange() throws Exception {
        byte[] pixels = new byte[512 * 512 * 2];
        new Random(7).nextBytes(pixels);
        Sent sent = large(pixels);
        assertThat(hub.store("H001PACS", sent)).allMatch(DimseStatus::isSuccess);

        Path file = file(sent);
        assertThat(shows(Files.readAllBytes(file), patient)).isEqualTo(!on());
        assertThat(shows(Files.readAllBytes(file), "王")).isEqualTo(!on());
        HttpResponse<byte[]> whole = hub.get(h001, path(sent), "Accept", "application/dicom");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(Hub.dataSet(whole.body())).isEqualTo(sent.bytes());
        assertThat(hub.get(h001, path(sent) + "/frames/1", "Accept", "application/octet-stream")
                        .body())
                .isEqualTo(pixels);
        HttpResponse<byte[]> part = hub.get(
                h001,
                path(sent) + "/bulkdata/7FE00010",
                "Accept",
                "application/octet-stream",
                "Range",
                "bytes=100000-300000");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(pixels, 100_000, 300_001));
        assertThat(hub.get(h001, path(sent) + "/rendered", "Accept", "image/png")
                        .statusCode())
                .isEqualTo(200);
        assertThat(jdbc.sql("select sha256 from yh_instance where sop_uid = ?")
                        .param(sent.sopUid())
                        .query(String.class)
                        .single())
                .isEqualTo(org.yilian.hub.platform.Sha256.hex(sent.bytes()));
        // The same again is the same object.
        assertThat(hub.store("H001PACS", sent)).allMatch(DimseStatus::isSuccess);
        assertThat(Hub.dataSet(
                        hub.get(h001, path(sent), "Accept", "application/dicom").body()))
                .isEqualTo(sent.bytes());
    }

    @Test
    void anImageThatWasTamperedWithIsNotShown() throws Exception {
        if (!on()) {
            return;
        }
        Sent one = large(new byte[512 * 512 * 2]);
        Sent other = large(new byte[512 * 512 * 2]);
        hub.store("H001PACS", one, other);
        byte[] plain = hub.get(h001, path(one), "Accept", "application/dicom").body();
        byte[] sealed = Files.readAllBytes(file(one));

        byte[] changed = sealed.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(file(one), changed);
        assertThat(frame(one)).isNotEqualTo(200);
        Files.write(file(one), Files.readAllBytes(file(other)));
        HttpResponse<byte[]> answer = hub.get(h001, path(one) + "/frames/1", "Accept", "application/octet-stream");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("not what was sealed")
                .doesNotContain(patient, "images");

        // As it stood before encryption at rest was switched on.
        Files.write(file(one), plain);
        assertThat(frame(one)).isEqualTo(200);
        Files.write(file(one), sealed);
        assertThat(frame(one)).isEqualTo(200);
    }

    private int frame(Sent object) {
        try {
            return hub.get(h001, path(object) + "/frames/1", "Accept", "application/octet-stream")
                    .statusCode();
        } catch (IllegalStateException e) {
            return -1; // cut off in the middle: the head had been sent
        }
    }

    private Sent large(byte[] pixels) {
        DataSet ct = SampleObjects.ct(study, series, uid(), 1, patient);
        ct.set(Tag.Rows, 512).set(Tag.Columns, 512).setBytes(Tag.PixelData, VR.OW, pixels);
        return SampleObjects.sent(ct, UID.ExplicitVRLittleEndian);
    }

    private Path file(Sent object) throws IOException {
        String key = jdbc.sql("select file_key from yh_instance where sop_uid = ?")
                .param(object.sopUid())
                .query(String.class)
                .single();
        Path images = Path.of(environment.getRequiredProperty("hub.data"), "images");
        try (Stream<Path> files = Files.walk(images)) {
            return files.filter(each -> each.endsWith(Path.of(key))).findFirst().orElseThrow();
        }
    }

    private String path(Sent object) {
        return "/dicomweb/studies/" + study + "/series/" + series + "/instances/" + object.sopUid();
    }

    private Message adt() {
        return Hospital.of("H001").adt("A04", "20260105090000", patient, NAME + "^求败", "");
    }

    private MllpAck send(Message message) throws Exception {
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", HubPorts.of(environment, "mllp")))) {
            return client.send(message.bytes()).orElseThrow();
        }
    }

    private long await(Message message, String state) {
        List<Long> found = Awaitility.await(state)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> jdbc.sql("select id from yh_inbox where content_hash = ? and state = ?")
                                .params(org.yilian.hub.platform.Sha256.hex(message.bytes()), state)
                                .query(Long.class)
                                .list(),
                        each -> !each.isEmpty());
        return found.get(0);
    }

    private byte[] stored(long id, String column) {
        return jdbc.sql("select " + column + " from yh_inbox where id = ?")
                .param(id)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    private void put(long id, byte[] raw, String key) {
        transaction.executeWithoutResult(status -> jdbc.sql("update yh_inbox set raw = ?, raw_key = ? where id = ?")
                .params(raw, key, id)
                .update());
    }

    /** In either of the two character sets that stand here. */
    private static boolean shows(byte[] stored, String text) {
        return new String(stored, StandardCharsets.ISO_8859_1)
                .contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }
}
