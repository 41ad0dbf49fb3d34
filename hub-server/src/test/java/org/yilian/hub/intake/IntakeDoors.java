package org.yilian.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.intake.Hospital.Message;
import org.yilian.hub.security.Http;
import org.yilian.mappings.LogicalIds;

/** What intake promises, over real MLLP connections; the databases are named by the classes below. */
abstract class IntakeDoors {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Hospital H001 = Hospital.of("H001");

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Inbox inbox;

    @Autowired
    Dispatcher dispatcher;

    private int mllp;
    private Http reader;

    @BeforeEach
    void open() {
        mllp = HubPorts.of(environment, "mllp");
        reader = Http.client(port, "h002", "system/*.rs");
    }

    @Test
    void aDuplicateGetsTheSameBytesAndChangesNothing() throws Exception {
        String mrn = Hospital.number();
        Message message = H001.adt("A04", "20260105090000", mrn, "张^三", "");
        byte[] first = send(message).bytes();
        awaitState(message, "DONE");
        assertThat(send(message).bytes()).isEqualTo(first);
        assertThat(send(message).bytes()).isEqualTo(first);
        assertThat(rows(message)).isEqualTo(1);
        assertThat(version("Patient", H001.patient(mrn))).isEqualTo("1");
    }

    @Test
    void anotherMessageUnderAKnownControlIdIsTakenAndFlagged() throws Exception {
        Message first = H001.adt("A04", "20260105090000", Hospital.number(), "张^三", "");
        String text = first.text().replace("张^三", "李^四");
        Message other = new Message(first.controlId(), text, text.getBytes(StandardCharsets.UTF_8));
        String lis = text.replace("|HIS|", "|LIS|");
        Message ofAnotherSystem = new Message(first.controlId(), lis, lis.getBytes(StandardCharsets.UTF_8));
        for (Message each : List.of(first, other, ofAnotherSystem)) {
            assertThat(send(each).code()).isEqualTo(AckCode.AA);
            awaitState(each, "DONE");
        }
        assertThat(remarks(first)).doesNotContain("CONTROL_ID_REUSED");
        assertThat(remarks(other)).contains("CONTROL_ID_REUSED");
        assertThat(remarks(ofAnotherSystem)).doesNotContain("CONTROL_ID_REUSED");
    }

    private String remarks(Message message) {
        return String.valueOf(
                jdbc.queryForObject("select remarks from yh_inbox where id = ?", String.class, id(message)));
    }

    @Test
    void anAcknowledgmentNobodyWaitsForIsKeptAndNotAnswered() throws Exception {
        Message ack = H001.message("ACK^A01^ACK", "20260105090000", "MSA|AA|X1");
        Message next = H001.adt("A04", "20260105090000", Hospital.number(), "张^三", "");
        try (Socket socket = new Socket("127.0.0.1", mllp)) {
            socket.setSoTimeout(20_000);
            frame(socket.getOutputStream(), ack.bytes());
            frame(socket.getOutputStream(), next.bytes());
            byte[] answer = new byte[2048];
            int length = socket.getInputStream().read(answer);
            assertThat(new String(answer, 0, length, StandardCharsets.UTF_8)).contains("MSA|AA|" + next.controlId());
        }
        assertThat(state(id(ack))).isEqualTo("PARKED");
    }

    @Test
    void duplicatesThatArriveAtOnceAreTakenOnce() throws Exception {
        Message message = H001.adt("A04", "20260105090000", Hospital.number(), "张^三", "");
        ExecutorService senders = Executors.newFixedThreadPool(8);
        try {
            List<Future<byte[]>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(senders.submit(() -> send(message).bytes()));
            }
            Set<String> different = new HashSet<>();
            for (Future<byte[]> answer : answers) {
                different.add(new String(answer.get(), StandardCharsets.UTF_8));
            }
            assertThat(different).hasSize(1);
        } finally {
            senders.shutdown();
        }
        assertThat(rows(message)).isEqualTo(1);
        awaitState(message, "DONE");
    }

    @Test
    void preliminaryFinalAndCorrectedOfOneBurstGiveThreeVersionsInOrder() throws Exception {
        String mrn = Hospital.number();
        String order = Hospital.number();
        List<Message> burst = List.of(
                H001.oru("20260105093000", mrn, order, "P", "9.8"),
                H001.oru("20260105100000", mrn, order, "F", "9.9"),
                H001.oru("20260105120000", mrn, order, "C", "8.9"));
        burst(burst);
        for (Message each : burst) {
            awaitState(each, "DONE");
        }
        JsonNode observation = onlyObservation(mrn);
        assertThat(observation.get("status").asText()).isEqualTo("corrected");
        assertThat(observation.at("/valueQuantity/value").asText()).isEqualTo("8.9");
        JsonNode history = Http.json(
                reader.get("/fhir/Observation/" + observation.get("id").asText() + "/_history"));
        assertThat(history.findValuesAsText("status").stream()
                        .filter(status ->
                                Set.of("preliminary", "final", "corrected").contains(status))
                        .toList())
                .containsExactly("corrected", "final", "preliminary");
    }

    @Test
    void anOlderFactDoesNotOverwriteANewerOne() throws Exception {
        String mrn = Hospital.number();
        String order = Hospital.number();
        Message corrected = H001.oru("20260105120000", mrn, order, "C", "8.9");
        send(corrected);
        awaitState(corrected, "DONE");
        Message late = H001.oru("20260105093000", mrn, order, "P", "9.8");
        send(late);
        awaitState(late, "DONE");
        JsonNode observation = onlyObservation(mrn);
        assertThat(observation.at("/valueQuantity/value").asText()).isEqualTo("8.9");
        assertThat(observation.at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(jdbc.queryForObject(
                        "select remarks from yh_inbox where control_id = ?", String.class, late.controlId()))
                .contains("OLDER_THAN_STORED");
    }

    @Test
    void anOrderIsDoneByItsFinalResultWhicheverComesFirstAndWrittenNoMoreByCorrections() throws Exception {
        for (boolean orderFirst : new boolean[] {true, false}) {
            String mrn = Hospital.number();
            String number = Hospital.number();
            List<Message> both = List.of(
                    H001.order("20260105080000", mrn, number), H001.oru("20260105100000", mrn, number, "F", "9.9"));
            for (int i : orderFirst ? new int[] {0, 1} : new int[] {1, 0}) {
                send(both.get(i));
                awaitState(both.get(i), "DONE");
            }
            JsonNode order = order(number);
            assertThat(order.get("status").asText()).isEqualTo("completed");
            assertThat(order.at("/note/0/text").asText()).isEqualTo("空腹");
            assertThat(order.findValuesAsText("value")).contains("P" + number, "F" + number);
            assertThat(order.at("/meta/versionId").asText()).isEqualTo("2");
            Message correction = H001.oru("20260105120000", mrn, number, "C", "8.9");
            send(correction);
            awaitState(correction, "DONE");
            assertThat(order(number).at("/meta/versionId").asText()).isEqualTo("2");
        }
    }

    @Test
    void whatTheGoldenMessagesOfOrdersSayIsStored() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of("../conformance/golden/hl7v2"))) {
            for (Path file : files.filter(
                            f -> f.toString().matches(".*/(or[mlrgi]|om[gi]|oml|siu|p[pgt][rl]|ref|rri)-.*\\.hl7"))
                    .sorted()
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Message message = new Message(file.toString(), "", bytes);
                assertThat(send(message).code()).as(file.toString()).isIn(AckCode.AA, AckCode.CA);
                awaitState(message, "DONE");
            }
        }
        String golden =
                LogicalIds.of(H001.code(), "ServiceRequest", "https://fhir.yilian-hub.org/id/h001/order", "P8002");
        assertThat(Http.json(reader.get("/fhir/ServiceRequest/" + golden)).findValuesAsText("value"))
                .contains("F8002", "ACC8002", "urn:oid:1.2.826.0.1.3680043.9.1.8002");
    }

    @Test
    void whatAStubLeftOutIsFilledByTheFirstFactHoweverOld() throws Exception {
        String mrn = Hospital.number();
        Message result = H001.oru("20260105120000", mrn, Hospital.number(), "F", "8.9");
        send(result);
        awaitState(result, "DONE");
        Message registration = H001.adt("A04", "20260101080000", mrn, "赵^六", "");
        send(registration);
        awaitState(registration, "DONE");
        assertThat(patient(H001, mrn).at("/name/0/text").asText()).isEqualTo("赵六");
    }

    @Test
    void namesOfASenderOfGb18030AreRight() throws Exception {
        Hospital h004 = new Hospital("H004", Charset.forName("GB18030"));
        String mrn = Hospital.number();
        Message message = h004.adt("A04", "20260105090000", mrn, "\uD842\uDFB7^镕", "");
        send(message);
        awaitState(message, "DONE");
        assertThat(patient(h004, mrn).at("/name/0/text").asText()).isEqualTo("\uD842\uDFB7镕");
        assertThat(jdbc.queryForObject(
                        "select raw from yh_inbox where control_id = ?", byte[].class, message.controlId()))
                .isEqualTo(message.bytes());
    }

    @Test
    void aMergeLeadsFromTheOldRecordToTheNewOne() throws Exception {
        String stays = Hospital.number();
        String goes = Hospital.number();
        Message one = H001.adt("A04", "20260105090000", stays, "张^三", "");
        Message other = H001.adt("A04", "20260105090100", goes, "张^叁", "");
        Message merge = H001.adt("A40", "20260106090000", stays, "张^三", "", "MRG|" + goes + "^^^H001^MR");
        burst(List.of(one, other, merge));
        awaitState(merge, "DONE");
        JsonNode gone = patient(H001, goes);
        assertThat(gone.get("active").asBoolean()).isFalse();
        assertThat(gone.at("/link/0/type").asText()).isEqualTo("replaced-by");
        assertThat(gone.at("/link/0/other/reference").asText()).endsWith("Patient/" + H001.patient(stays));
        assertThat(jdbc.queryForList(
                        "select distinct person_id from yh_person_link where patient in (?, ?)",
                        Long.class,
                        H001.patient(stays),
                        H001.patient(goes)))
                .hasSize(1);
    }

    @Test
    void whatIsRefusedIsFoundRepairedAndApplied() throws Exception {
        String mrn = Hospital.number();
        Message wrong = Hospital.of("H901").adt("A04", "20260105090000", mrn, "钱^七", "");
        assertThat(send(wrong).code()).isEqualTo(AckCode.AR);
        Http operator = Http.user(port, "operator");
        JsonNode found = Http.json(operator.get("/api/messages?state=QUARANTINED&controlId=" + wrong.controlId()));
        assertThat(found.get("items")).hasSize(1);
        assertThat(found.at("/items/0/errorCode").asText()).isEqualTo("HUB-0101");
        long id = found.at("/items/0/id").asLong();
        long copy = repair(operator, id, wrong.text().replace("H901", "H001"));
        Awaitility.await().atMost(PATIENCE).until(() -> state(copy).equals("DONE"));
        assertThat(state(id)).isEqualTo("SUPERSEDED");
        assertThat(patient(H001, mrn).at("/name/0/text").asText()).isEqualTo("钱七");
        JsonNode original = Http.json(operator.get("/api/messages/" + id));
        assertThat(original.get("raw").asText()).isEqualTo(wrong.text());
        assertThat(original.at("/attemptList/0/actor").asText()).isEqualTo("operator");
    }

    @Test
    void aRepairedMessageInGb18030KeepsItsNames() throws Exception {
        Hospital unknown = new Hospital("H904", Charset.forName("GB18030"));
        String mrn = Hospital.number();
        Message wrong = unknown.adt("A04", "20260105090000", mrn, "孙^晓丽", "");
        assertThat(send(wrong).code()).isEqualTo(AckCode.AR);
        Http operator = Http.user(port, "operator");
        long id = id(wrong);
        String shown = Http.json(operator.get("/api/messages/" + id)).get("raw").asText();
        assertThat(shown).isEqualTo(wrong.text());
        long copy = repair(operator, id, shown.replace("H904", "H004"));
        Awaitility.await().atMost(PATIENCE).until(() -> state(copy).equals("DONE"));
        assertThat(patient(Hospital.of("H004"), mrn).at("/name/0/text").asText())
                .isEqualTo("孙晓丽");
    }

    @Test
    void garbageAndUnknownTypesAreKeptAndAnswered() throws Exception {
        Message unknownType = H001.message("ZZZ^Z99", "20260105090000", "ZZ1|x");
        assertThat(send(unknownType).code()).isEqualTo(AckCode.AR);
        assertThat(state(id(unknownType))).isEqualTo("QUARANTINED");
        String mark = Hospital.number();
        byte[] garbage = ("no message " + mark).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", mllp)) {
            frame(socket.getOutputStream(), garbage);
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isPositive();
        }
        assertThat(jdbc.queryForObject(
                        "select state from yh_inbox where content_hash = ?", String.class, Intake.sha256(garbage)))
                .isEqualTo("QUARANTINED");
    }

    @Test
    void zeroBytesHoldUpNobody() throws Exception {
        Message before = H001.adt("A04", "20260105090000", Hospital.number(), "张^三", "");
        Message odd = H001.adt("A04", "20260105090000", Hospital.number(), "李\u0000^四", "");
        String text = odd.text().replace("|" + odd.controlId() + "|", "|" + odd.controlId() + "\u0000|");
        Message odder = new Message(odd.controlId(), text, text.getBytes(StandardCharsets.UTF_8));
        Message after = H001.adt("A04", "20260105090000", Hospital.number(), "王^五", "");
        burst(List.of(before, odd, odder, after));
        awaitState(before, "DONE");
        awaitState(after, "DONE");
        Awaitility.await().atMost(PATIENCE).until(() -> state(id(odd)), state -> !state.equals("RECEIVED"));
        assertThat(jdbc.queryForObject(
                        "select count(*) from yh_inbox where content_hash = ?",
                        Integer.class,
                        Intake.sha256(odder.bytes())))
                .isEqualTo(1);
    }

    @Test
    void aPoisonedMessageDoesNotStopItsNeighboursAndReplayGivesTheSameIds() throws Exception {
        String poisoned = Hospital.number();
        occupy(poisoned);
        List<Message> messages = new ArrayList<>();
        Message poison = null;
        for (int i = 0; i < 30; i++) {
            String mrn = i == 15 ? poisoned : Hospital.number();
            Message message = H001.oru("20260105093000", mrn, Hospital.number(), "F", "9.8");
            messages.add(message);
            poison = i == 15 ? message : poison;
        }
        burst(messages);
        for (Message each : messages) {
            awaitState(each, each == poison ? "FAILED" : "DONE");
        }
        assertThat(reader.get("/fhir/Observation?patient=" + H001.patient(poisoned))
                        .body())
                .contains("\"total\":0");
        leave(poisoned);
        Http operator = Http.user(port, "operator");
        long id = id(poison);
        assertThat(post(operator, "/api/messages/" + id + "/replay", "{\"reason\":\"mended\"}")
                        .statusCode())
                .isEqualTo(200);
        awaitState(poison, "DONE");
        Set<String> first = resources(id);
        assertThat(first).contains("Patient/" + H001.patient(poisoned));
        String version = onlyObservation(poisoned).at("/meta/versionId").asText();
        assertThat(post(operator, "/api/messages/" + id + "/replay", "{\"reason\":\"again\"}")
                        .statusCode())
                .isEqualTo(200);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> attempts(id) >= 3 && state(id).equals("DONE"));
        assertThat(onlyObservation(poisoned).at("/meta/versionId").asText()).isEqualTo(version);
    }

    @Test
    void aFlagAndAUnitNobodyKnowsDoNotStopTheResult() throws Exception {
        String mrn = Hospital.number();
        Message known = H001.oru("20260105093000", mrn, Hospital.number(), "F", "9.8");
        Message odd = H001.message(
                "ORU^R01",
                "20260105093000",
                known.text().substring(known.text().indexOf("PID|")).replace("|10^9/L|3.5-9.5||", "|怪|怪|怪|"));
        send(odd);
        awaitState(odd, "DONE");
        assertThat(onlyObservation(mrn).at("/interpretation/0/text").asText()).isEqualTo("怪");
    }

    @Test
    void anotherHospitalReadsTheDocumentInAResult() throws Exception {
        String mrn = Hospital.number();
        Message plain = H001.oru("20260105093000", mrn, Hospital.number(), "F", "9.8");
        String result = plain.text().substring(plain.text().indexOf("PID|"));
        Message message = H001.message(
                "ORU^R01",
                "20260105093000",
                result + "\rOBX|2|ED|PDF^报告单||LIS^application^pdf^Base64^JVBERi0xLjQK||||||F");
        send(message);
        awaitState(message, "DONE");
        JsonNode found = Http.json(reader.get("/fhir/DocumentReference?patient=" + H001.patient(mrn)));
        assertThat(found.get("total").asInt()).isEqualTo(1);
        String url = found.at("/entry/0/resource/content/0/attachment/url").asText();
        JsonNode report = Http.json(reader.get("/fhir/DiagnosticReport?patient=" + H001.patient(mrn)));
        assertThat(report.at("/entry/0/resource/presentedForm/0/url").asText()).isEqualTo(url);
        JsonNode binary = Http.json(reader.get("/fhir/" + url + "?_format=application/fhir%2Bjson"));
        assertThat(binary.get("contentType").asText()).isEqualTo("application/pdf");
        assertThat(binary.get("data").asText()).isEqualTo("JVBERi0xLjQK");
        assertThat(binary.at("/securityContext/reference").asText()).endsWith("Patient/" + H001.patient(mrn));
        assertThat(binary.at("/meta/tag").findValuesAsText("code")).containsExactly("H001");
    }

    @Test
    void waitingRowsAreFoundInTheInboxAsAfterARestart() {
        String mrn = Hospital.number();
        Message message = H001.adt("A04", "20260105090000", mrn, "周^八", "");
        store("H001", message);
        dispatcher.wake();
        awaitState(message, "DONE");
        assertThat(patient(H001, mrn).at("/name/0/text").asText()).isEqualTo("周八");
    }

    /** Found by the ordered storm: both in one transaction, the first says only what is stored already. */
    @Test
    void anUpdateRightBehindARepetitionIsNotLost() throws Exception {
        String mrn = Hospital.number();
        Message result = H001.oru("20260105093000", mrn, Hospital.number(), "F", "9.8");
        send(result);
        awaitState(result, "DONE");
        Message repetition =
                H001.message("ADT^A04", "20260105100000", "EVN||20260105100000\rPID|1||" + mrn + "^^^H001^MR||某^某\r");
        Message update = H001.adt("A08", "20260105101000", mrn, "新^名", "");
        transaction.executeWithoutResult(status -> {
            store("H001", repetition);
            store("H001", update);
        });
        dispatcher.wake();
        awaitState(repetition, "DONE");
        awaitState(update, "DONE");
        assertThat(patient(H001, mrn).at("/name/0/text").asText()).isEqualTo("新名");
    }

    @Test
    void aMessageOfAFormerMemberFailsAndHoldsUpNobody() {
        Message former = Hospital.of("H999").adt("A04", "20260105090000", Hospital.number(), "吴^九", "");
        Message next = H001.adt("A04", "20260105090000", Hospital.number(), "郑^十", "");
        store("H999", former);
        store("H001", next);
        dispatcher.wake();
        awaitState(next, "DONE");
        awaitState(former, "FAILED");
    }

    @Test
    void lanesThatMeetAtTheSameDoctorAndPersonLoseNothing() throws Exception {
        String doctor = Hospital.number();
        List<Message> all = new ArrayList<>();
        ExecutorService senders = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (String code : List.of("H001", "H002", "H003", "H004")) {
                List<Message> own = new ArrayList<>();
                for (int i = 0; i < 25; i++) {
                    own.add(Hospital.of(code)
                            .adt(
                                    "A04",
                                    "20260105090000",
                                    Hospital.number(),
                                    "冯^" + (char) ('一' + i),
                                    "11010119900307" + CITIZENS[i % CITIZENS.length],
                                    "PV1|1|O|内科||||" + doctor + "^李^四||||||||||||V" + Hospital.number()));
                }
                all.addAll(own);
                done.add(senders.submit(() -> {
                    burst(own);
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            senders.shutdown();
        }
        for (Message each : all) {
            awaitState(each, "DONE");
        }
    }

    private static final String[] CITIZENS = {"0011", "0038", "0054", "0070", "0097"};

    // ---- the sender

    private MllpAck send(Message message) throws Exception {
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", mllp))) {
            return client.send(message.bytes()).orElseThrow();
        }
    }

    /** Everything in one go on one connection, answers read afterwards. */
    private void burst(List<Message> messages) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", mllp)) {
            socket.setSoTimeout(60_000);
            for (Message each : messages) {
                frame(socket.getOutputStream(), each.bytes());
            }
            for (int answers = 0; answers < messages.size(); ) {
                int read = socket.getInputStream().read();
                assertThat(read).as("connection closed after " + answers).isNotNegative();
                answers += read == 0x1C ? 1 : 0;
            }
        }
    }

    private static void frame(OutputStream out, byte[] message) throws IOException {
        out.write(0x0B);
        out.write(message);
        out.write(0x1C);
        out.write('\r');
        out.flush();
    }

    // ---- the inbox

    private void awaitState(Message message, String state) {
        Awaitility.await(message.controlId() + " " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(state(id(message))).isEqualTo(state));
    }

    private long id(Message message) {
        return jdbc.queryForObject(
                "select id from yh_inbox where content_hash = ?", Long.class, Intake.sha256(message.bytes()));
    }

    private String state(long id) {
        return jdbc.queryForObject("select state from yh_inbox where id = ?", String.class, id);
    }

    private int attempts(long id) {
        return jdbc.queryForObject("select attempts from yh_inbox where id = ?", Integer.class, id);
    }

    private int rows(Message message) {
        return jdbc.queryForObject(
                "select count(*) from yh_inbox where control_id = ?", Integer.class, message.controlId());
    }

    private Set<String> resources(long id) {
        return new TreeSet<>(
                List.of(jdbc.queryForObject("select resources from yh_inbox where id = ?", String.class, id)
                        .split(" ")));
    }

    /** As it would lie there after a crash between acknowledgment and work. */
    private void store(String facility, Message message) {
        transaction.executeWithoutResult(status -> inbox.insert(List.of(new Arrival(
                facility,
                "HIS",
                "mllp",
                "ADT^A04",
                message.controlId(),
                Intake.sha256(message.bytes()),
                Instant.now(),
                message.bytes(),
                "",
                InboxState.RECEIVED,
                "AA",
                new byte[0],
                null,
                null))));
    }

    /** Makes the patient's id another facility's: whoever writes it fails. */
    private void occupy(String mrn) {
        transaction.executeWithoutResult(status -> jdbc.update(
                "insert into yh_record (logical_id, resource_type, facility, as_of, write_hash, origin, written_at)"
                        + " values (?, 'Patient', 'H003', ?, 'x', 'test', ?)",
                H001.patient(mrn),
                Timestamp.from(Instant.EPOCH),
                Timestamp.from(Instant.EPOCH)));
    }

    private void leave(String mrn) {
        transaction.executeWithoutResult(
                status -> jdbc.update("delete from yh_record where logical_id = ?", H001.patient(mrn)));
    }

    // ---- the readers

    private JsonNode patient(Hospital hospital, String mrn) {
        return Http.json(reader.get("/fhir/Patient/" + hospital.patient(mrn)));
    }

    private JsonNode order(String number) {
        String id =
                LogicalIds.of(H001.code(), "ServiceRequest", "https://fhir.yilian-hub.org/id/h001/order", "P" + number);
        return Http.json(reader.get("/fhir/ServiceRequest/" + id));
    }

    private String version(String type, String id) {
        return Http.json(reader.get("/fhir/" + type + "/" + id))
                .at("/meta/versionId")
                .asText();
    }

    private JsonNode onlyObservation(String mrn) {
        JsonNode found = Http.json(reader.get("/fhir/Observation?patient=" + H001.patient(mrn)));
        assertThat(found.get("total").asInt()).isEqualTo(1);
        return found.at("/entry/0/resource");
    }

    private static HttpResponse<String> post(Http caller, String path, String json) {
        return caller.send("POST", path, "application/json", json);
    }

    private static long repair(Http operator, long id, String raw) {
        ObjectNode body = JSON.createObjectNode().put("raw", raw).put("reason", "wrong sender");
        HttpResponse<String> answer = post(operator, "/api/messages/" + id + "/repair", body.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer).get("id").asLong();
    }
}
