package org.yilian.hub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;

/** The sample region with receivers that do as they are told, and messages of people to its door. */
abstract class OutboundRegion {
    static final Charset GB18030 = Charset.forName("GB18030");
    private static final AtomicInteger NUMBERS = new AtomicInteger(7000);
    static final ScriptedReceiver H002 = ScriptedReceiver.closed(GB18030);
    static final ScriptedReceiver H003 = ScriptedReceiver.closed(StandardCharsets.UTF_8);
    static final ScriptedReceiver H004 = ScriptedReceiver.closed(GB18030);
    static final ScriptedReceiver PACS = ScriptedReceiver.closed(StandardCharsets.UTF_8);
    static final ScriptedReceiver EMR = ScriptedReceiver.closed(StandardCharsets.UTF_8);
    /** A system of H001 that is answered later, by messages of their own. */
    private static final String LATER =
            "      - {name: EMR, msh3: EMR, msh4: H001, profile: {acknowledgment: {later: true}}}\n";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ApplicationContext context;

    int mllp;

    @DynamicPropertySource
    static void region(DynamicPropertyRegistry registry) throws IOException {
        Path folder = Files.createTempDirectory("region-");
        FileSystemUtils.copyRecursively(Path.of("src/main/resources/demo"), folder);
        Path file = folder.resolve("region.yaml");
        Files.writeString(
                file,
                Files.readString(file).replaceFirst("(?m)^ {6}- \\{name: HIS, msh3: HIS, msh4: H001}", LATER + "$0")
                        + """

                        destinations:
                          - {name: H002-LIS, facility: H002, host: 127.0.0.1, port: %d, receives: [RESULTS, ORDER_RESPONSES, REFERRALS], charset: GB18030}
                          - {name: H003-EMR, facility: H003, host: 127.0.0.1, port: %d, receives: [PATIENT_RESULTS], version: "2.8", order: PATIENT}
                          - {name: H004-HIS, facility: H004, host: 127.0.0.1, port: %d, receives: [REFERRALS, LINKS], charset: GB18030}
                          - {name: H001-PACS, facility: H001, host: 127.0.0.1, port: %d, receives: [MERGES]}
                          - {name: H001-EMR, facility: H001, host: 127.0.0.1, port: %d, receives: [ACKNOWLEDGMENTS], receivingApplication: EMR}
                        """.formatted(H002.port(), H003.port(), H004.port(), PACS.port(), EMR.port()));
        registry.add("hub.region", file::toString);
        // Messages that leave are kept sealed here; those of OutboundLeaksIT in the clear.
        registry.add("hub.encryption.suite", () -> "AES-256-GCM");
        registry.add("hub.encryption.keys", () -> "first:" + "A".repeat(43) + "=");
        registry.add("hub.notification.first-pause", () -> "50ms");
        registry.add("hub.notification.longest-pause", () -> "200ms");
        registry.add("hub.notification.ack-timeout", () -> "700ms");
        registry.add("hub.notification.error-attempts", () -> "4");
        for (ScriptedReceiver each : List.of(H002, H003, H004, PACS, EMR)) {
            each.open();
        }
    }

    @AfterAll
    static void close() throws IOException {
        for (ScriptedReceiver each : List.of(H002, H003, H004, PACS, EMR)) {
            each.close();
        }
    }

    @BeforeEach
    void find() {
        mllp = HubPorts.of(environment, "mllp");
    }

    /** One person at H001 and at another hospital, with that hospital's number. */
    record Person(String citizen, String name, String at001, String there) {}

    /** MSH-15 and MSH-16 as given, from the system that is answered later. */
    static String emr(String accept, String application, String mrn, String name) {
        return adt("H001", "A28", mrn, name, "", "")
                .replace("|HIS|H001|", "|EMR|H001|")
                .replace("|P|2.5.1\r", "|P|2.5.1|||" + accept + "|" + application + "\r");
    }

    Optional<MllpAck> transmit(String message) {
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", mllp))) {
            return client.send(message.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> answersTo(String message) {
        String echo = "|" + message.split("\\|")[9];
        return EMR.texts().stream().filter(each -> each.contains(echo)).toList();
    }

    static String awaitAnswer(String message) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !answersTo(message).isEmpty());
        return answersTo(message).get(0);
    }

    static final String NOW = "20260105090000";

    Person registered(String facility, String name) {
        Person person = new Person(citizen(), name, "L" + number(), "R" + number());
        send(adt("H001", "A28", person.at001, name, person.citizen, ""));
        send(adt(facility, "A28", person.there, name, person.citizen, ""));
        return person;
    }

    /** A number with a right checksum (GB 11643) that no other test uses. */
    static String citizen() {
        String number = "429901199003%05d".formatted(NUMBERS.incrementAndGet());
        String first = number.substring(0, 17);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * weights[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    static int number() {
        return NUMBERS.incrementAndGet();
    }

    static String adt(String facility, String trigger, String mrn, String name, String citizen, String more) {
        String id = citizen.isEmpty() ? "" : "~" + citizen + "^^^CN-ID^NI";
        return message(
                facility,
                "ADT^" + trigger,
                "EVN||" + NOW + "\rPID|1||" + mrn + "^^^" + facility + "^MR" + id + "||" + name + "||19900307|F"
                        + more);
    }

    static String oru(
            String facility, String mrn, String name, String placer, String filler, String status, String value) {
        String obx = value.isEmpty() ? "" : "\rOBX|1|NM|GLU^血糖^L||" + value + "|mmol/L|3.9-6.1||||" + status;
        return message(
                facility,
                "ORU^R01",
                "PID|1||" + mrn + "^^^" + facility + "^MR||" + name + "||19900307|F\rOBR|1|" + placer + "|" + filler
                        + "|GLU^血糖^L|||20260105083000|||||||20260105084500||D001^李^四||||||20260105100000||LAB|" + status
                        + obx);
    }

    static String message(String facility, String type, String rest) {
        return "MSH|^~\\&|HIS|" + facility + "|HUB|YL|" + NOW + "||" + type + "|OUT" + number() + "|P|2.5.1\r" + rest;
    }

    /** Taken, and worked on: the next message of anybody finds what it said. */
    void send(String message) {
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", mllp))) {
            byte[] bytes = message.getBytes(message.contains("|H004|") ? GB18030 : StandardCharsets.UTF_8);
            assertThat(client.send(bytes).orElseThrow().code()).isEqualTo(AckCode.AA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String controlId = message.split("\\|")[9];
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc.queryForList(
                                "select state from yh_inbox where control_id = ?", String.class, controlId)
                        .equals(List.of("DONE")));
    }

    static String await(ScriptedReceiver receiver, String number) {
        awaitTimes(receiver, number, 1);
        return receiver.texts().stream()
                .filter(each -> each.contains(number + "^"))
                .findFirst()
                .orElseThrow();
    }

    static void awaitTimes(ScriptedReceiver receiver, String number, int times) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> receiver.texts().stream()
                                .filter(each -> each.contains(number + "^"))
                                .count()
                        >= times);
    }

    void awaitDelivered(String message) {
        awaitState(message, "DELIVERED");
    }

    long awaitState(String message, String state) {
        String controlId = message.split("\\|")[9];
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc.queryForList(
                                "select state from yh_delivery where control_id = ?", String.class, controlId)
                        .equals(List.of(state)));
        return jdbc.queryForObject("select id from yh_delivery where control_id = ?", Long.class, controlId);
    }

    List<String> outcomes(String message) {
        return jdbc.queryForList(
                "select outcome from yh_delivery_attempt where delivery_id = ? order by attempt",
                String.class,
                awaitState(message, "DELIVERED"));
    }
}
