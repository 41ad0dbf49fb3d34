package org.yilian.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.intake.Hospital.Message;
import org.yilian.hub.platform.Database;
import org.yilian.hub.security.Http;
import org.yilian.hub.workbench.WorkbenchQueries;

/** What an operator and an integrator have in their hands, over HTTP; the databases are named by the classes below. */
abstract class OperatorDoors {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Hospital H003 = Hospital.of("H003");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Database database;

    private int mllp;
    private Http operator;

    @BeforeEach
    void open() {
        mllp = HubPorts.of(environment, "mllp");
        operator = Http.user(port, "operator");
    }

    @Test
    void findsMessagesByAPatientsNumberWithoutItStandingInAnAddress() throws Exception {
        String mrn = Hospital.number();
        Message message = done(H003.adt("A04", "20260105090000", mrn, "张^三", ""));
        done(H003.adt("A04", "20260105090000", Hospital.number(), "李^四", ""));
        JsonNode found = ok(post("/api/messages/search", "{\"facility\":\"H003\",\"patientNumber\":\"" + mrn + "\"}"));
        assertThat(found.findValuesAsText("controlId")).containsExactly(message.controlId());
        assertThat(found.toString()).doesNotContain(mrn, "张");
        assertThat(code(post("/api/messages/search", "{\"patientNumber\":\"" + mrn + "\"}"), 400))
                .isEqualTo("HUB-0151");
    }

    @Test
    void findsMessagesByTimeRemarkAndError() throws Exception {
        Message odd = done(odd(Hospital.number(), "怪" + Hospital.number(), "F"));
        Instant at = jdbc.queryForObject(
                        "select received_at from yh_inbox where control_id = ?",
                        java.sql.Timestamp.class,
                        odd.controlId())
                .toInstant();
        String around = "from=" + at.minusSeconds(60) + "&to=" + at.plusSeconds(60) + "&limit=200";
        assertThat(controlIds("/api/messages?facility=H003&remark=UNIT_NOT_MAPPED&" + around))
                .contains(odd.controlId());
        assertThat(controlIds("/api/messages?facility=H003&remark=NO_PATIENT&" + around))
                .isEmpty();
        assertThat(controlIds("/api/messages?facility=H003&from=" + at.plusSeconds(3600)))
                .isEmpty();
        assertThat(controlIds("/api/messages?facility=H003&to=" + at.minusSeconds(86_400 * 30)))
                .isEmpty();
        assertThat(code(operator.get("/api/messages?remark=UNIT_NOT_MAPPED"), 400))
                .isEqualTo("HUB-0150");

        Message refused = H003.message("ADT^A04", "20260105090000", "EVN||20260105090000\rPID|1||||张^三");
        send(refused);
        awaitState(refused, "FAILED");
        assertThat(controlIds("/api/messages?facility=H003&errorCode=HUB-0111")).contains(refused.controlId());
        assertThat(controlIds("/api/messages?facility=H003&errorCode=HUB-0110")).doesNotContain(refused.controlId());
    }

    @Test
    void aPageCountsOnlyWhatMayNeedSomebody() {
        JsonNode counts = ok(operator.get("/api/messages?limit=1")).get("counts");
        assertThat(counts.fieldNames()).toIterable().containsExactlyInAnyOrder("FAILED", "QUARANTINED", "RECEIVED");
    }

    @Test
    void aMessageSaysWithWhichProfileItWasRead() throws Exception {
        Message message = done(H003.adt("A04", "20260105090000", Hospital.number(), "张^三", ""));
        JsonNode versions = ok(operator.get("/api/region/profiles"));
        JsonNode shown = ok(operator.get("/api/messages/" + id(message)));
        assertThat(shown.get("profile").asText())
                .hasSize(12)
                .isEqualTo(versions.get("H003").asText());
    }

    @Test
    void unknownCodesBecomeOneLineEachAndTheirMessagesCanBeReplayed() throws Exception {
        String unit = "u" + Hospital.number();
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            messages.add(done(odd(Hospital.number(), unit, "F")));
        }
        JsonNode line = line(unit);
        assertThat(line.get("occurrences").asInt()).isEqualTo(3);
        assertThat(line.get("firstMessage").asLong()).isEqualTo(id(messages.get(0)));
        assertThat(line.get("lastMessage").asLong()).isEqualTo(id(messages.get(2)));
        assertThat(line.get("mapped").asBoolean()).isFalse();

        ObjectNode body = JSON.createObjectNode()
                .put("facility", "H003")
                .put("kind", "UNIT_NOT_MAPPED")
                .put("system", "")
                .put("code", unit)
                .put("reason", "mapped now");
        JsonNode job = ended(ok(post("/api/messages/unmapped/replay", body.toString())));
        assertThat(job.get("stage").asText()).isEqualTo("FINISHED");
        assertThat(job.get("replayed").asInt()).isEqualTo(3);
        for (Message each : messages) {
            Awaitility.await().atMost(PATIENCE).until(() -> attempts(each) == 2);
        }
        assertThat(line(unit).get("occurrences").asInt())
                .as("a replay is no occurrence")
                .isEqualTo(3);
        assertThat(post("/api/messages/unmapped/forget", body.toString()).statusCode())
                .isEqualTo(200);
        assertThat(code(post("/api/messages/unmapped/forget", body.toString()), 404))
                .isEqualTo("HUB-0153");
    }

    @Test
    void aLineSaysWhetherTheProfileKnowsTheCodeByNow() {
        transaction.executeWithoutResult(status -> jdbc.update(
                "insert into yh_unmapped (facility, kind, code_system, code, occurrences, first_seen, last_seen,"
                        + " first_message, last_message) values ('H003', 'UNIT_NOT_MAPPED', ?, 'mmol/L', 1,"
                        + " current_timestamp, current_timestamp, 1, 1)",
                Hospital.number()));
        JsonNode lines = ok(operator.get("/api/messages/unmapped?facility=H003&kind=UNIT_NOT_MAPPED"));
        assertThat(lines).anySatisfy(each -> {
            assertThat(each.get("code").asText()).isEqualTo("mmol/L");
            assertThat(each.get("mapped").asBoolean()).isTrue();
        });
    }

    @Test
    void aRangeIsReplayedWithProgressAndTheSameIds() throws Exception {
        Message first = done(H003.adt("A04", "20260105090000", Hospital.number(), "张^三", ""));
        Message other = done(H003.oru("20260105093000", Hospital.number(), Hospital.number(), "F", "9.8"));
        String body = "{\"facility\":\"H003\",\"type\":\"ORU^R01\",\"state\":\"DONE\",\"reason\":\"mended\",\"from\":\""
                + Instant.now().minusSeconds(3600) + "\"}";
        String before = resources(other);
        JsonNode job = ended(ok(post("/api/messages/replays", body)));
        assertThat(job.get("stage").asText()).isEqualTo("FINISHED");
        assertThat(job.get("replayed").asInt()).isPositive();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> attempts(other) == 2 && state(other).equals("DONE"));
        assertThat(attempts(first)).as("another type").isEqualTo(1);
        assertThat(before).contains("Observation/");
        assertThat(resources(other)).as("nothing new to say").isEmpty();
        assertThat(ok(operator.get("/api/messages/replays")).findValuesAsText("id"))
                .contains(job.get("id").asText());
        assertThat(ok(operator.send(
                                "DELETE",
                                "/api/messages/replays/" + job.get("id").asLong(),
                                null,
                                null))
                        .get("stage")
                        .asText())
                .isEqualTo("FINISHED");
        assertThat(code(operator.get("/api/messages/replays/999999"), 404)).isEqualTo("HUB-0152");
        assertThat(code(post("/api/messages/replays", "{\"state\":\"DONE\",\"reason\":\"all\"}"), 400))
                .isEqualTo("HUB-0154");
    }

    @Test
    void theDaysNumbersAddUpAndNameWhatIsMissing() throws Exception {
        Hospital h002 = Hospital.of("H002");
        JsonNode before = today("H002");
        Message taken = done(h002.oru("20260105093000", Hospital.number(), Hospital.number(), "F", "9.8"));
        send(taken);
        send(taken);
        Message refused = h002.message("ORU^R01", "20260105093000", "OBR|1");
        send(refused);
        awaitState(refused, "FAILED");
        JsonNode after = today("H002");
        assertThat(grown(before, after, "received")).isEqualTo(2);
        assertThat(grown(before, after, "done")).isEqualTo(1);
        assertThat(grown(before, after, "failed")).isEqualTo(1);
        assertThat(grown(before, after, "repeats")).isEqualTo(2);
        after.forEach(row -> assertThat(row.get("received").asLong())
                .isEqualTo(List.of("done", "failed", "refused", "waiting", "parked", "superseded").stream()
                        .mapToLong(name -> row.get(name).asLong())
                        .sum()));

        String day = LocalDate.now(ZONE).toString();
        String csv = operator.get("/api/messages/reconciliation?format=csv&facility=H002&from=" + day + "&to=" + day)
                .body();
        assertThat(csv)
                .startsWith(
                        "\uFEFFfacility,day,type,received,done,failed,refused,waiting,parked,superseded,repeats\r\n")
                .contains("H002," + day + ",\"ORU^R01\",");

        ObjectNode told =
                JSON.createObjectNode().put("facility", "H002").put("from", day).put("to", day);
        told.putArray("controlIds").add(taken.controlId()).add("NEVER-CAME").add(" ");
        JsonNode compared = ok(post("/api/messages/reconciliation", told.toString()));
        assertThat(compared.get("told").asInt()).isEqualTo(2);
        assertThat(compared.get("matched").asInt()).isEqualTo(1);
        assertThat(compared.get("missingHere").get(0).asText()).isEqualTo("NEVER-CAME");
        assertThat(compared.get("extraHere").findValuesAsText("controlId")).contains(refused.controlId());
        assertThat(code(operator.get("/api/messages/reconciliation?facility=H002&from=2026-01-01&to=2026-03-01"), 400))
                .isEqualTo("HUB-0155");
    }

    @Test
    void aHospitalSeesAndReconcilesItsOwnMessagesOnly() {
        Http h001 = Http.client(port, "h001", "messages.manage");
        String days = "from=2026-01-01&to=2026-01-02";
        assertThat(h001.get("/api/messages/reconciliation?" + days).statusCode())
                .isEqualTo(200);
        assertThat(code(h001.get("/api/messages/reconciliation?facility=H002&" + days), 403))
                .isEqualTo("HUB-0128");
        assertThat(code(h001.get("/api/messages/unmapped?facility=H002"), 403)).isEqualTo("HUB-0128");
        assertThat(h001.send("POST", "/api/region/reload", "application/json", "")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aMessageIsTriedWithTheProfileInUseAndWithAProposedOne() throws Exception {
        String unit = "u" + Hospital.number();
        Message odd = done(odd(Hospital.number(), unit, "F"));
        ObjectNode asked = JSON.createObjectNode().put("facility", "H003").put("text", odd.text());
        JsonNode made = ok(post("/api/messages/try", asked.toString()));
        assertThat(made.findValuesAsText("resourceType")).contains("Observation");
        assertThat(made.get("remarks").findValuesAsText("code")).contains("UNIT_NOT_MAPPED");

        ObjectNode stored = JSON.createObjectNode()
                .put("facility", "H003")
                .put("message", id(odd))
                .put("profile", "units: {" + unit + ": 10*9/L}");
        JsonNode proposed = ok(post("/api/messages/try", stored.toString()));
        assertThat(proposed.get("remarks").findValuesAsText("code")).doesNotContain("UNIT_NOT_MAPPED");
        assertThat(proposed.get("differences").findValuesAsText("after")).contains("10*9/L");

        JsonNode wrong = json(
                post("/api/messages/try", stored.put("profile", "zone: Mars").toString()), 422);
        assertThat(wrong.get("key").asText()).isEqualTo("zone");
        assertThat(wrong.get("code").asText()).isEqualTo("HUB-0813");

        ObjectNode dry = JSON.createObjectNode()
                .put("facility", "H003")
                .put("last", 1000)
                .put("profile", "units: {" + unit + ": 10*9/L}");
        JsonNode run = ok(post("/api/messages/try/latest", dry.toString()));
        assertThat(run.get("different").asInt()).isEqualTo(1);
        assertThat(run.at("/examples/0/message").asLong()).isEqualTo(id(odd));

        assertThat(code(post("/api/messages/try", "{}"), 400)).isEqualTo("HUB-0810");
        assertThat(code(post("/api/messages/try", "{\"facility\":\"H003\"}"), 400))
                .isEqualTo("HUB-0812");
        assertThat(code(post("/api/messages/try", "{\"facility\":\"H001\",\"message\":" + id(odd) + "}"), 404))
                .isEqualTo("HUB-0811");
    }

    @Test
    void theRegionIsReadAgain() {
        JsonNode change = ok(post("/api/region/reload", ""));
        assertThat(change.get("changed")).isEmpty();
        assertThat(change.get("afterRestart")).isEmpty();
    }

    @Test
    void hotQueriesFollowAnIndex() {
        assertThat(plan(MessageQueries.COUNT.formatted(""), "FAILED")).contains("yh_inbox_state");
        assertThat(plan(MessageQueries.ITEM + " where facility = ? order by id desc limit 50", "H001"))
                .contains("yh_inbox_facility");
        assertThat(plan(MessageQueries.ITEM + " where patient in (?) order by id desc limit 50", "h001-x"))
                .contains("yh_inbox_patient");
        assertThat(plan(MessageQueries.ITEM + " where control_id = ? order by id desc limit 50", "T1"))
                .containsAnyOf("yh_inbox_control", "yh_inbox_once");
        for (String sql : List.of(WorkbenchQueries.COUNTS, WorkbenchQueries.CONTROL_IDS)) {
            java.sql.Timestamp at = java.sql.Timestamp.from(Instant.EPOCH);
            assertThat(plan(sql, "H001", 1L, 2L, at, at)).containsAnyOf("yh_inbox_facility", "pkey", "primary_key");
        }
    }

    /** Of a table as large as it will be: the few rows of a test would be scanned. */
    private String plan(String sql, Object... values) {
        return transaction
                .execute(status -> {
                    if (database == Database.POSTGRESQL) {
                        jdbc.execute("set local enable_seqscan = off");
                    }
                    return jdbc.queryForList("explain " + sql, String.class, values).stream()
                            .collect(Collectors.joining("\n"));
                })
                .toLowerCase(java.util.Locale.ROOT);
    }

    // ---- messages

    /** A result with a unit nobody knows. */
    private static Message odd(String mrn, String unit, String status) {
        String text = H003.oru("20260105093000", mrn, Hospital.number(), status, "9.8")
                .text();
        return H003.message(
                "ORU^R01",
                "20260105093000",
                text.substring(text.indexOf("PID|")).replace("|10^9/L|", "|" + unit + "|"));
    }

    private Message done(Message message) throws Exception {
        send(message);
        awaitState(message, "DONE");
        return message;
    }

    private void send(Message message) throws Exception {
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", mllp))) {
            client.send(message.bytes()).orElseThrow();
        }
    }

    private void awaitState(Message message, String state) {
        Awaitility.await(message.controlId() + " " + state)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(state(message)).isEqualTo(state));
    }

    private long id(Message message) {
        return jdbc.queryForObject(
                "select id from yh_inbox where content_hash = ?", Long.class, Intake.sha256(message.bytes()));
    }

    private String state(Message message) {
        return jdbc.queryForObject("select state from yh_inbox where id = ?", String.class, id(message));
    }

    private int attempts(Message message) {
        return jdbc.queryForObject("select attempts from yh_inbox where id = ?", Integer.class, id(message));
    }

    private String resources(Message message) {
        String text = jdbc.queryForObject("select resources from yh_inbox where id = ?", String.class, id(message));
        return text == null ? "" : text;
    }

    // ---- answers

    private JsonNode line(String code) {
        for (JsonNode each : ok(operator.get("/api/messages/unmapped?facility=H003&kind=UNIT_NOT_MAPPED"))) {
            if (each.get("code").asText().equals(code)) {
                return each;
            }
        }
        throw new AssertionError("no line");
    }

    private JsonNode ended(JsonNode job) {
        String path = "/api/messages/replays/" + job.get("id").asLong();
        return Awaitility.await().atMost(PATIENCE).until(() -> ok(operator.get(path)), each -> !each.get("stage")
                .asText()
                .equals("RUNNING"));
    }

    private JsonNode today(String facility) {
        String day = LocalDate.now(ZONE).toString();
        return ok(operator.get("/api/messages/reconciliation?facility=" + facility + "&from=" + day + "&to=" + day))
                .get("rows");
    }

    private static long grown(JsonNode before, JsonNode after, String name) {
        return sum(after, name) - sum(before, name);
    }

    private static long sum(JsonNode rows, String name) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.get("type").asText().equals("ORU^R01") ? row.get(name).asLong() : 0;
        }
        return sum;
    }

    private List<String> controlIds(String path) {
        return ok(operator.get(path)).get("items").findValuesAsText("controlId");
    }

    private HttpResponse<String> post(String path, String json) {
        return operator.send("POST", path, "application/json", json);
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        return json(answer, 200);
    }

    private static String code(HttpResponse<String> answer, int status) {
        return json(answer, status).get("code").asText();
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Http.json(answer);
    }
}
