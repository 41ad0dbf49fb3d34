package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yilian.dicom.net.DicomClient;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hl7v2.MllpException;

/**
 * Invariants 1 and 2: kill -9 while 2,000 messages and 300 images come in. Whatever was acknowledged is there after the
 * restart, once; what was acknowledged and is sent again gets the same answer, byte for byte, and changes nothing; what was
 * not acknowledged is sent again, as senders do, and then is there once, too.
 */
class CrashIT {
    private static final int MESSAGES = Integer.getInteger("hub.crash.messages", 2000);
    private static final int IMAGES = Integer.getInteger("hub.crash.images", 300);
    private static final int RESULTS = 3;
    private static final int MLLP_CONNECTIONS = 4;
    private static final int ASSOCIATIONS = 2;
    private static final String SCOPES = "system/*.rs dicomweb.read messages.manage";

    private final OruFeed messages = new OruFeed("C", 120, RESULTS);
    private final ImageFeed images = new ImageFeed("C", 10, 64);
    private final Map<Integer, String> answers = new ConcurrentHashMap<>();
    private final Map<Integer, String> stored = new ConcurrentHashMap<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void whatWasAcknowledgedIsThereOnceAfterKill(String name) throws Exception {
        try (Databases database = name.equals("H2") ? Databases.h2() : Databases.postgres();
                HubProcess hub = HubProcess.forTests(folder.resolve("hub"), database.settings())) {
            feedUntilKilled(hub);
            assertThat(answers.size())
                    .as("messages acknowledged before the kill")
                    .isBetween(1, MESSAGES - 1);
            assertThat(stored.size()).as("images acknowledged before the kill").isBetween(1, IMAGES - 1);

            hub.start();
            awaitDrained(hub);
            assertThatAcknowledgedMessagesAreThereOnce(hub);
            assertThatAcknowledgedImagesAreThereOnce(hub);

            sendAllAgain(hub);
            awaitDrained(hub);
            assertThat(answers).hasSize(MESSAGES);
            assertThat(stored).hasSize(IMAGES);
            assertThatAcknowledgedMessagesAreThereOnce(hub);
            assertThatAcknowledgedImagesAreThereOnce(hub);
            assertThatNothingElseIsThere(hub);
        }
    }

    /** All senders at once; the kill comes when a good third of both feeds is acknowledged. */
    private void feedUntilKilled(HubProcess hub) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(MLLP_CONNECTIONS + ASSOCIATIONS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < MLLP_CONNECTIONS; i++) {
            int connection = i;
            running.add(senders.submit(() -> sendMessages(hub, connection)));
        }
        for (int i = 0; i < ASSOCIATIONS; i++) {
            int association = i;
            running.add(senders.submit(() -> sendImages(hub, association)));
        }
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while ((answers.size() < MESSAGES * 2 / 5 || stored.size() < IMAGES * 2 / 5) && System.nanoTime() < deadline) {
            // Whoever is far ahead waits, so that both are in the middle when the hub dies.
            TimeUnit.MILLISECONDS.sleep(5);
        }
        hub.kill();
        for (Future<?> sender : running) {
            sender.get(2, TimeUnit.MINUTES);
        }
        senders.shutdown();
    }

    /** Neither feed may be done before the other has begun to count. */
    private boolean tooFarAhead(int done, int of, int others, int ofOthers) {
        return done > of * 3 / 5 && others < ofOthers * 2 / 5;
    }

    private void sendMessages(HubProcess hub, int connection) {
        try (MllpClient client = mllp(hub)) {
            for (int n = connection; n < MESSAGES; n += MLLP_CONNECTIONS) {
                while (tooFarAhead(answers.size(), MESSAGES, stored.size(), IMAGES)) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                note(n, client.send(messages.message(n)).orElseThrow());
            }
        } catch (MllpException e) {
            // The hub is dead; this one was not answered.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(int n, MllpAck ack) {
        assertThat(ack.code().name()).as("answer to message %d", n).isEqualTo("AA");
        String hash = ImageFeed.sha256(ack.bytes());
        String first = answers.putIfAbsent(n, hash);
        assertThat(first).as("answer to message %d again", n).isIn(null, hash);
    }

    private void sendImages(HubProcess hub, int association) {
        try (DicomClient client = images.connect(hub.address())) {
            for (int n = association; n < IMAGES; n += ASSOCIATIONS) {
                while (tooFarAhead(stored.size(), IMAGES, answers.size(), MESSAGES)) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
                store(client, n);
            }
        } catch (IOException e) {
            // The hub is dead; this one was not answered.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void store(DicomClient client, int n) throws IOException {
        byte[] bytes = images.bytes(n);
        int status = images.store(client, n, bytes);
        assertThat(status).as("status of image %d", n).isZero();
        stored.put(n, ImageFeed.sha256(bytes));
    }

    /** Everything, whether acknowledged before or not: answers noted before have to be the same again. */
    private void sendAllAgain(HubProcess hub) throws Exception {
        inParallel(MLLP_CONNECTIONS, connection -> {
            try (MllpClient client = mllp(hub)) {
                for (int n = connection; n < MESSAGES; n += MLLP_CONNECTIONS) {
                    note(n, client.send(messages.message(n)).orElseThrow());
                }
            } catch (MllpException e) {
                throw new IllegalStateException(e);
            }
        });
        inParallel(ASSOCIATIONS, association -> {
            try (DicomClient client = images.connect(hub.address())) {
                for (int n = association; n < IMAGES; n += ASSOCIATIONS) {
                    store(client, n);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void inParallel(int threads, IntConsumer task) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            running.add(executor.submit(() -> task.accept(number)));
        }
        for (Future<?> each : running) {
            each.get();
        }
        executor.shutdown();
    }

    private static MllpClient mllp(HubProcess hub) {
        return new MllpClient(
                MllpClientSettings.of(hub.address().host(), hub.address().mllpPort()));
    }

    private static void awaitDrained(HubProcess hub) throws InterruptedException {
        HubHttp operator = HubHttp.user(hub.http(), "operator");
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (operator.json("/api/messages?limit=1")
                        .path("counts")
                        .path("RECEIVED")
                        .asLong()
                > 0) {
            assertThat(System.nanoTime()).as("the inbox drains in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    private void assertThatAcknowledgedMessagesAreThereOnce(HubProcess hub) {
        Map<String, Integer> rows = new HashMap<>();
        inbox(hub, item -> {
            rows.merge(item.path("controlId").asText(), 1, Integer::sum);
            assertThat(item.path("state").asText()).isEqualTo("DONE");
        });
        Map<String, JsonNode> reports = new HashMap<>();
        List<String> twice = new ArrayList<>();
        Pages.each(
                HubHttp.client(hub.http(), "h002", SCOPES),
                "/fhir/DiagnosticReport?_count=200&identifier="
                        + HubHttp.encoded("https://fhir.yilian-hub.org/id/h001/filler|"),
                report -> report.path("identifier").forEach(identifier -> {
                    if (identifier.path("system").asText().endsWith("/filler")
                            && reports.put(identifier.path("value").asText(), report) != null) {
                        twice.add(identifier.path("value").asText());
                    }
                }));
        assertThat(twice).as("reports that are there twice").isEmpty();
        for (int n : answers.keySet()) {
            assertThat(rows).as("message %d in the inbox", n).containsEntry(messages.controlId(n), 1);
            assertThat(reports).as("report of message %d", n).containsKey(messages.filler(n));
            JsonNode report = reports.get(messages.filler(n));
            assertThat(report.path("meta").path("versionId").asText())
                    .as("version of report %d", n)
                    .isEqualTo("1");
            assertThat(report.path("result")).as("results of report %d", n).hasSize(RESULTS);
        }
    }

    private void assertThatAcknowledgedImagesAreThereOnce(HubProcess hub) {
        HubHttp reader = HubHttp.client(hub.http(), "h002", SCOPES);
        Map<String, Integer> found = new HashMap<>();
        Set<String> studies = new TreeSet<>();
        stored.keySet().forEach(n -> studies.add(images.study(n)));
        for (String study : studies) {
            reader.get("/dicomweb/studies/" + study + "/instances", "application/dicom+json")
                    .json()
                    .forEach(instance -> found.merge(
                            instance.path("00080018").path("Value").path(0).asText(), 1, Integer::sum));
        }
        stored.forEach((n, hash) -> {
            assertThat(found).as("image %d", n).containsEntry(images.instance(n), 1);
            HubHttp.Answer answer = reader.get(images.path(n), "application/dicom; transfer-syntax=*");
            assertThat(PartTen.dataSetHash(answer.bytes()))
                    .as("bytes of image %d", n)
                    .isEqualTo(hash);
        });
    }

    private void assertThatNothingElseIsThere(HubProcess hub) {
        Set<String> ids = new TreeSet<>();
        inbox(hub, item -> assertThat(ids.add(item.path("controlId").asText())).isTrue());
        assertThat(ids).hasSize(MESSAGES);
        HubHttp reader = HubHttp.client(hub.http(), "h002", SCOPES);
        int[] observations = new int[1];
        Pages.each(
                reader,
                "/fhir/Observation?_count=500&_elements=id&identifier="
                        + HubHttp.encoded("https://fhir.yilian-hub.org/id/h001/result|"),
                observation -> {
                    observations[0]++;
                    assertThat(observation.path("meta").path("versionId").asText())
                            .isEqualTo("1");
                });
        assertThat(observations[0]).isEqualTo(MESSAGES * RESULTS);
    }

    private static void inbox(HubProcess hub, java.util.function.Consumer<JsonNode> consumer) {
        HubHttp operator = HubHttp.user(hub.http(), "operator");
        String before = "";
        do {
            JsonNode page = operator.json("/api/messages?limit=200" + before);
            page.path("items").forEach(consumer);
            before = page.path("next").isNull() || page.path("next").isMissingNode()
                    ? null
                    : "&before=" + page.path("next").asText();
        } while (before != null);
    }
}
