package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hl7v2.MllpServer;
import org.yilian.hl7v2.MllpServerSettings;
import org.yilian.hl7v2.Receipt;

/**
 * kill -9 in the middle of delivery, twice: every result reaches the other hospital, in order, and whatever comes a second
 * time is the same message, byte for byte, under the same MSH-10.
 */
class OutboundCrashIT {
    private static final int PEOPLE = Integer.getInteger("hub.crash.outbound", 40);
    private static final List<String> STATES = List.of("P", "F");

    private final List<InboundMessage> received = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndDoublesAreRecognised() throws Exception {
        try (MllpServer receiver = new MllpServer(MllpServerSettings.of("receiver", 0), this::take).start();
                HubProcess hub = HubProcess.forTests(
                        folder.resolve("hub"),
                        Map.of("HUB_REGION", region(receiver.port()).toString()))) {
            feed(hub, registrations());
            awaitWorkedOn(hub);
            feed(hub, results());
            Waiting.until("a first part is delivered", () -> received.size() >= PEOPLE / 4);
            hub.kill();
            int before = received.size();
            assertThat(before).isLessThan(PEOPLE * STATES.size());
            hub.start();
            Waiting.until("it goes on", () -> received.size() > before + PEOPLE / 4);
            hub.kill();
            hub.start();
            // What was not acknowledged before the kill is sent again, as senders do.
            feed(hub, results());
            Waiting.until("all is delivered", () -> byControlId().size() == PEOPLE * STATES.size());
            assertThatDoublesAreTheSame();
            assertThatEachPersonGotAllInOrder();
        }
    }

    private Receipt take(InboundMessage message) {
        received.add(message);
        pause();
        return Receipt.accepted();
    }

    private Map<String, List<InboundMessage>> byControlId() {
        return received.stream()
                .collect(Collectors.groupingBy(each -> each.msh().controlId()));
    }

    private void assertThatDoublesAreTheSame() {
        assertThat(byControlId()).allSatisfy((id, all) -> assertThat(all).allSatisfy(each -> assertThat(each.bytes())
                .isEqualTo(all.get(0).bytes())));
    }

    private void assertThatEachPersonGotAllInOrder() {
        List<String> texts = received.stream()
                .map(each -> new String(each.bytes(), StandardCharsets.UTF_8))
                .distinct()
                .toList();
        for (int n = 0; n < PEOPLE; n++) {
            String number = "|R" + (1000 + n) + "^^^H003^MR";
            assertThat(texts.stream().filter(each -> each.contains(number)).map(each -> each.replaceAll(
                                    "(?s).*\\rOBR\\|([^\\r]*)\\r.*", "$1")
                            .split("\\|")[24]))
                    .as(number)
                    .containsExactlyElementsOf(STATES);
        }
    }

    private Path region(int port) throws IOException {
        Path demo = Path.of("../hub-server/src/main/resources/demo");
        Path copy = folder.resolve("region");
        try (Stream<Path> files = Files.walk(demo)) {
            for (Path each : files.toList()) {
                Path to = copy.resolve(demo.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(each, to);
                }
            }
        }
        Path file = copy.resolve("region.yaml");
        return Files.writeString(
                file,
                Files.readString(file) + "\ndestinations:\n  - {name: H003-EMR, facility: H003, host: 127.0.0.1, port: "
                        + port + ", receives: [PATIENT_RESULTS]}\n");
    }

    /** Whom a result is for is decided when it is worked on, and hospitals are worked on beside each other. */
    private static void awaitWorkedOn(HubProcess hub) {
        HubHttp operator = HubHttp.user(hub.http(), "operator");
        Waiting.until(
                "everybody is registered",
                () -> operator.json("/api/messages?limit=1")
                                .path("counts")
                                .path("RECEIVED")
                                .asLong()
                        == 0);
    }

    private static void feed(HubProcess hub, List<String> messages) throws IOException {
        try (MllpClient client =
                new MllpClient(MllpClientSettings.of("127.0.0.1", hub.address().mllpPort()))) {
            for (String message : messages) {
                client.send(message.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Of everybody, at both hospitals. */
    private static List<String> registrations() {
        List<String> all = new ArrayList<>();
        for (int n = 0; n < PEOPLE; n++) {
            all.add(registration("H001", "L" + (1000 + n), n));
            all.add(registration("H003", "R" + (1000 + n), n));
        }
        return all;
    }

    private static List<String> results() {
        List<String> all = new ArrayList<>();
        for (String state : STATES) {
            for (int n = 0; n < PEOPLE; n++) {
                all.add(result("L" + (1000 + n), n, state));
            }
        }
        return all;
    }

    private static String registration(String facility, String number, int n) {
        return header(facility, "ADT^A28", "A" + facility + n) + "EVN||20260105090000\rPID|1||" + number + "^^^"
                + facility + "^MR~" + citizen(n) + "^^^CN-ID^NI||赵^某||19900307|F";
    }

    private static String result(String number, int n, String state) {
        String time = "2026010510" + (state.equals("P") ? "00" : "30") + "00";
        return header("H001", "ORU^R01", "R" + n + state) + "PID|1||" + number
                + "^^^H001^MR||赵^某||19900307|F\rOBR|1||F" + n + "|GLU^血糖|||20260105083000|||||||||||||||" + time
                + "||LAB|"
                + state + "\rOBX|1|NM|GLU^血糖||5.6|mmol/L|||||" + state;
    }

    private static String header(String facility, String type, String controlId) {
        return "MSH|^~\\&|HIS|" + facility + "|HUB|YL|20260105090000||" + type + "|" + controlId
                + "|P|2.5.1||||||UNICODE UTF-8\r";
    }

    /** A number with a right checksum (GB 11643). */
    private static String citizen(int n) {
        String first = "42990119900307%03d".formatted(n);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * weights[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    /** The receiver takes its time, so that the kill comes in the middle. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
