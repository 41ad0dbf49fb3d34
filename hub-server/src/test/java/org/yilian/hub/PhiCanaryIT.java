package org.yilian.hub;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.security.Http;

/**
 * Invariant 8: a marked patient goes every way into the hub, the ways that fail included, and the mark is in no log, no
 * metric, no acknowledgment text and no refusal. The mark stands in every field that a patient or a sender fills.
 */
@HubTest
class PhiCanaryIT {
    private static final String MARK = "CANARY7731";
    private static final String NAME = "金丝雀";
    private static final String CITIZEN = "11010519491231002X";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger("org.yilian");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + event.getThreadName() + " "
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };
    private Level before;

    /** Others' loggers as an operator has them, ours wide open. */
    @BeforeEach
    void listen() {
        before = own.getLevel();
        own.setLevel(Level.TRACE);
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
        own.setLevel(before);
    }

    @Test
    void nothingOfAPatientIsLoggedCountedOrAnswered() throws IOException {
        String answers = message("ADT^A04", "H001", "1", "")
                + message("ORU^R01", "H001", "2", result(MARK))
                + message("ORU^R01", "H001", "3", "OBR|1|||" + MARK + "\rOBX|1|XX|" + MARK + "||" + MARK + "^&\\~")
                + message("ADT^A40", "H001", "4", "MRG|")
                + message("ADT^A04", MARK, "5", "")
                + message("ZZZ^Z99", "H001", "6", "")
                + message("ADT^A04^" + MARK, "H001", "7", "")
                + frame("no message " + MARK)
                + frame("MSH|^~\\&|" + MARK)
                + frame("MSH|^~\\&|HIS|H001|HUB|YL|2026||ADT^A04|C-" + MARK + "|P|9.9\rPID|1||" + MARK)
                // no patient number: the mapping refuses it
                + frame("MSH|^~\\&|HIS|H001|HUB|YL|20260105090000||ADT^A04|C8|P|2.5\rEVN||20260105090000\rPID|1||||"
                        + NAME + MARK);
        brokenFrames();
        occupied();
        answers += message("ADT^A04", "H001", "9", "");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        jdbc.queryForObject("select count(*) from yh_inbox where state = 'RECEIVED'", Integer.class)
                                == 0);
        assertThat(jdbc.queryForList("select distinct state from yh_inbox", String.class))
                .as("all ways were gone")
                .contains("DONE", "FAILED", "QUARANTINED");
        answers += refusals();
        String metrics = Http.user(port, "operator").get("/actuator/prometheus").body();
        assertThat(lines).as("the log is heard").anyMatch(line -> line.contains("message failed"));
        assertThat(lines).noneMatch(PhiCanaryIT::marked);
        assertThat(metrics).contains("jvm_memory").doesNotContain(MARK, NAME, CITIZEN);
        assertThat(answers).doesNotContain(NAME, CITIZEN, "MSA|AA|" + NAME);
        assertThat(withoutEchoes(answers)).doesNotContain(MARK);
    }

    private static boolean marked(String text) {
        return text.contains(MARK) || text.contains(NAME) || text.contains(CITIZEN);
    }

    /** MSH-3 to MSH-6 and MSA-2 give back what the sender called itself and its message: the standard asks for it. */
    private static String withoutEchoes(String answers) {
        return answers.replaceAll("(?m)^\u000B?MSH\\|.*$", "").replaceAll("(MSA\\|..\\|)[^|\\r\\n]*", "$1");
    }

    private String message(String type, String facility, String number, String rest) throws IOException {
        return frame("MSH|^~\\&|HIS|" + facility + "|HUB|YL|20260105090000||" + type + "|CN" + number
                + System.nanoTime()
                + "|P|2.5.1|||||CHN|UNICODE UTF-8\rEVN||20260105090000\rPID|1||" + MARK + number + "^^^H001^MR~"
                + CITIZEN
                + "^^^CN-ID^NI||" + NAME + "^" + MARK + "||19491231|F|||" + MARK + "路1号||13800" + MARK + "\r" + rest);
    }

    private static String result(String value) {
        return "OBR|1|P" + MARK + "|F" + MARK + "|B001^" + MARK + "|||20260105083000|||||||||D^" + NAME
                + "||||||20260105093000||LAB|F\rOBX|1|NM|B1^" + MARK + "||" + value + "|" + MARK + "|" + MARK + "|"
                + MARK
                + "|||F\rNTE|1||" + NAME;
    }

    private String frame(String message) throws IOException {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(("\u000B" + message + "\u001C\r").getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            for (int read = in.read(); read >= 0 && read != 0x1C; read = in.read()) {
                answer.append((char) read);
            }
            return answer.toString().replace('\r', '\n') + "\n";
        }
    }

    private void brokenFrames() throws IOException {
        for (String broken : List.of(MARK, "\u000B" + MARK, "\u000BMSH|^~\\&|" + NAME + "\u000B" + MARK + "\u001C\r")) {
            try (Socket socket = socket()) {
                socket.getOutputStream().write(broken.getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
        }
    }

    private Socket socket() throws IOException {
        Socket socket = new Socket("127.0.0.1", HubPorts.of(environment, "mllp"));
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The next message's patient belongs to somebody else: writing fails. */
    private void occupied() {
        transaction.executeWithoutResult(status -> jdbc.update(
                "insert into yh_record (logical_id, resource_type, facility, as_of, write_hash, origin, written_at)"
                        + " values (?, 'Patient', 'H003', current_timestamp, 'x', 'test', current_timestamp)",
                org.yilian.mappings.LogicalIds.patient("H001", "https://fhir.yilian-hub.org/id/h001/mrn", MARK + "9")));
    }

    /** What callers do wrong, with the mark wherever they can put it. Texts must be ours. */
    private String refusals() {
        Http h001 = Http.client(port, "h001", "system/*.cruds messages.manage");
        Http operator = Http.user(port, "operator");
        StringBuilder texts = new StringBuilder();
        for (HttpResponse<String> answer : List.of(
                operator.get("/api/messages/999999999"),
                operator.get("/api/messages?state=" + MARK),
                operator.get("/api/messages?limit=" + MARK),
                operator.send("POST", "/api/messages/1/repair", "application/json", "{\"raw\": " + MARK),
                operator.send(
                        "POST",
                        "/api/messages/replay",
                        "application/json",
                        "{\"state\":\"" + MARK + "\",\"reason\":\"" + MARK + "\"}"),
                operator.get("/api/unknown/" + MARK),
                new Http(port).get("/fhir/Patient?identifier=" + MARK),
                new Http(port).get("/dicomweb/studies?PatientID=" + MARK),
                Http.client(port, "h001", "system/Observation.rs").get("/fhir/Patient?identifier=" + MARK))) {
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
            texts.append(answer.body()).append('\n');
        }
        // HAPI quotes the request in its own diagnostics: to the caller, who wrote it, and not to the log.
        h001.get("/fhir/Patient?nosuch=" + MARK);
        h001.get("/fhir/Patient?birthdate=" + MARK);
        h001.get("/fhir/Patient?identifier=" + MARK + "&_include=" + MARK);
        h001.send(
                "PUT",
                "/fhir/Patient/canary",
                "application/fhir+json",
                "{\"resourceType\":\"Patient\",\"x\":\"" + MARK);
        h001.send(
                "PUT",
                "/fhir/Observation/h001-canary",
                "application/fhir+json",
                "{\"resourceType\":\"Observation\",\"id\":\"h001-canary\",\"status\":\"final\",\"code\":{\"text\":\""
                        + MARK + "\"},\"subject\":{\"reference\":\"Patient/" + MARK + "\"}}");
        return texts.toString();
    }
}
