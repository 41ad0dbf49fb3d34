package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yilian.conformance.StormFeed.Message;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hl7v2.MllpException;

/**
 * Invariants 1 to 3: A01 A08 ORU-P ORU-F ORU-C A03 A40 of many patients over 16 connections, one message in ten twice,
 * while the hub is killed (kill -9) again and again and every sender repeats what was not acknowledged. In the end the
 * record is what it is when one sender tells the same stories one after the other.
 *
 * <p>TCP promises order within a connection and none between two. A patient's HIS messages are on one connection, the LIS
 * messages on another, or in a file in a
 * watched folder: any interleaving of both that keeps each one's order is legal, and the shuffle makes many. A result
 * may be there before the admission, and be corrected after the merge.
 *
 * <p>Small enough for every build; {@code -Dhub.storm.patients=500 -Dhub.storm.kills=8} is the size it has to stand.
 */
class OrderedStormIT {
    private static final int PATIENTS = Integer.getInteger("hub.storm.patients", 60);
    private static final int KILLS = Integer.getInteger("hub.storm.kills", 2);
    private static final long SEED = Long.getLong("hub.storm.seed", 20260302L);
    private static final int CONNECTIONS = 16;
    private static final List<String> TYPES = List.of(
            "Patient",
            "Encounter",
            "Observation",
            "DiagnosticReport",
            "ServiceRequest",
            "Specimen",
            "Practitioner",
            "PractitionerRole",
            "Organization",
            "Location",
            "RelatedPerson",
            "Condition");

    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger sentAgain = new AtomicInteger();

    private DropFolder drop;

    @TempDir
    Path folder;

    @Test
    void endsAsIfOneHadSpokenAfterTheOther() throws Exception {
        drop = new DropFolder(Files.createDirectories(folder.resolve("drop")));
        Map<String, JsonNode> expected;
        Map<String, String> people;
        try (HubProcess hub = HubProcess.forTests(folder.resolve("sequential"), Map.of())) {
            sendInTurn(hub);
            awaitDrained(hub);
            expected = record(hub);
            people = people(hub);
        }
        Map<String, String> withFolder =
                Map.of("HUB_REGION", DropFolder.region(folder, drop).toString());
        try (HubProcess hub = HubProcess.forTests(folder.resolve("storm"), withFolder)) {
            storm(hub);
            awaitDrained(hub);
            Map<String, JsonNode> found = record(hub);
            explain(hub, expected, found);
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            expected.forEach((id, resource) -> assertThat(found.get(id)).as(id).isEqualTo(resource));
            assertThat(people(hub)).isEqualTo(people);
        }
        System.out.printf(
                "storm: %d patients, %d messages acknowledged, %d sent again unanswered, %d kills, %d resources equal%n",
                PATIENTS, acknowledged.get(), sentAgain.get(), KILLS, expected.size());
    }

    private static void sendInTurn(HubProcess hub) throws MllpException {
        try (MllpClient client = client(hub)) {
            for (int patient = 0; patient < PATIENTS; patient++) {
                List<Message> his = StormFeed.his(patient);
                List<Message> lis = StormFeed.lis(patient);
                for (Message each :
                        List.of(his.get(0), his.get(1), lis.get(0), lis.get(1), lis.get(2), his.get(2), his.get(3))) {
                    accepted(client.send(each.bytes()).orElseThrow());
                }
            }
        }
    }

    private void storm(HubProcess hub) throws Exception {
        Gate gate = new Gate(hub);
        List<List<Message>> connections = connections(new Random(SEED));
        int total = connections.stream().mapToInt(List::size).sum();
        ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
        List<Future<?>> running = new ArrayList<>();
        for (List<Message> each : connections) {
            running.add(senders.submit(() -> send(gate, each)));
        }
        dropFiles();
        for (int kill = 1; kill <= KILLS; kill++) {
            int mark = total * kill / (KILLS + 1);
            Waiting.until(
                    "message " + mark,
                    () -> acknowledged.get() >= mark || running.stream().anyMatch(Future::isDone));
            gate.killAndRestart();
        }
        for (Future<?> each : running) {
            each.get(30, TimeUnit.MINUTES);
        }
        senders.shutdown();
        assertThat(acknowledged.get()).isEqualTo(total);
        Waiting.until("files are taken", () -> drop.names("").isEmpty());
        assertThat(drop.names("failed")).isEmpty();
    }

    private static boolean byFile(int patient) {
        return patient % 6 == 0;
    }

    /** All at once: at each kill the hub is somewhere in the middle of them. */
    private void dropFiles() throws IOException {
        for (int patient = 0; patient < PATIENTS; patient++) {
            if (byFile(patient)) {
                drop.drop("results-" + patient + ".hl7", StormFeed.lis(patient));
            }
        }
    }

    /** What each connection has to say: whole stories of one system each, shuffled into each other, some of it twice. */
    private static List<List<Message>> connections(Random random) {
        List<List<List<Message>>> stories = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            stories.add(new ArrayList<>());
        }
        for (int patient = 0; patient < PATIENTS; patient++) {
            stories.get(random.nextInt(CONNECTIONS)).add(new ArrayList<>(StormFeed.his(patient)));
            if (!byFile(patient)) {
                stories.get(random.nextInt(CONNECTIONS)).add(new ArrayList<>(StormFeed.lis(patient)));
            }
        }
        return stories.stream()
                .map(each -> withDuplicates(shuffled(each, random), random))
                .toList();
    }

    private static List<Message> shuffled(List<List<Message>> stories, Random random) {
        List<Message> all = new ArrayList<>();
        List<List<Message>> open = new ArrayList<>(stories);
        while (!open.isEmpty()) {
            List<Message> story = open.get(random.nextInt(open.size()));
            all.add(story.remove(0));
            open.removeIf(List::isEmpty);
        }
        return all;
    }

    /** A sender that is not sure sends again: at once, or much later. */
    private static List<Message> withDuplicates(List<Message> messages, Random random) {
        List<Message> all = new ArrayList<>();
        for (Message each : messages) {
            all.add(each);
            if (random.nextInt(10) == 0) {
                all.add(random.nextBoolean() ? each : all.get(random.nextInt(all.size())));
            }
        }
        return all;
    }

    private void send(Gate gate, List<Message> messages) {
        MllpClient client = null;
        int life = -1;
        for (int n = 0; n < messages.size(); ) {
            try {
                if (client == null) {
                    Gate.Open open = gate.awaitOpen(life);
                    life = open.life();
                    client = open.client();
                }
                accepted(client.send(messages.get(n).bytes()).orElseThrow());
                acknowledged.incrementAndGet();
                n++;
            } catch (MllpException e) {
                // Not answered: it may be stored or not. It is sent again when the hub is back.
                sentAgain.incrementAndGet();
                client.close();
                client = null;
            }
        }
        if (client != null) {
            client.close();
        }
    }

    private static void accepted(MllpAck ack) {
        assertThat(ack.code().name()).isEqualTo("AA");
    }

    private static MllpClient client(HubProcess hub) {
        return new MllpClient(
                MllpClientSettings.of(hub.address().host(), hub.address().mllpPort()));
    }

    /** Senders wait here while the hub is dead. */
    private static final class Gate {
        private final HubProcess hub;
        private int life;

        Gate(HubProcess hub) {
            this.hub = hub;
        }

        record Open(int life, MllpClient client) {}

        /** @param failed the life in which the sender was cut off, -1 at first */
        synchronized Open awaitOpen(int failed) {
            // While the hub is started again the lock is held; a sender cut off by something else goes on at once.
            return new Open(life, client(hub));
        }

        synchronized void killAndRestart() throws Exception {
            hub.kill();
            hub.start();
            life++;
        }
    }

    private static void awaitDrained(HubProcess hub) {
        HubHttp operator = HubHttp.user(hub.http(), "operator");
        for (long left = received(operator); left > 0; left = received(operator)) {
            long before = left;
            Waiting.until("what waits gets less", () -> received(operator) < before);
        }
        assertThat(states(operator)).containsExactly(Map.entry("DONE", 7 * PATIENTS));
    }

    /** What it takes to understand a difference: how the resource came to be what it is, and when what came in. */
    private static void explain(HubProcess hub, Map<String, JsonNode> expected, Map<String, JsonNode> found) {
        List<String> different = expected.keySet().stream()
                .filter(id -> !expected.get(id).equals(found.get(id)))
                .toList();
        if (different.isEmpty()) {
            return;
        }
        System.out.println(different.size() + " differ: " + different);
        HubHttp reader = HubHttp.client(hub.http(), "h001", "system/*.rs");
        System.out.println(reader.fhir("/fhir/" + different.get(0) + "/_history"));
        HubHttp operator = HubHttp.user(hub.http(), "operator");
        for (JsonNode message : operator.json("/api/messages?limit=200").path("items")) {
            System.out.println(message.path("id") + " " + message.path("controlId") + " " + message.path("receivedAt")
                    + " " + message.path("processedAt") + " " + message.path("remarks"));
        }
    }

    private static Map<String, Integer> states(HubHttp operator) {
        Map<String, Integer> states = new TreeMap<>();
        String before = "";
        while (before != null) {
            JsonNode page = operator.json("/api/messages?limit=200" + before);
            page.path("items").forEach(item -> states.merge(item.path("state").asText(), 1, Integer::sum));
            before = page.path("next").isIntegralNumber()
                    ? "&before=" + page.path("next").asLong()
                    : null;
        }
        return states;
    }

    private static long received(HubHttp operator) {
        return operator.json("/api/messages?limit=1")
                .path("counts")
                .path("RECEIVED")
                .asLong();
    }

    /** Every resource by its id, without what says when and how often it was written. */
    private static Map<String, JsonNode> record(HubProcess hub) {
        HubHttp reader = HubHttp.client(hub.http(), "h001", "system/*.rs");
        Map<String, JsonNode> all = new TreeMap<>();
        for (String type : TYPES) {
            Pages.each(reader, "/fhir/" + type + "?_count=200", resource -> {
                if (resource.path("resourceType").asText().equals(type)) {
                    ObjectNode meta = (ObjectNode) resource.path("meta");
                    meta.remove(List.of("versionId", "lastUpdated", "source"));
                    all.put(type + "/" + resource.path("id").asText(), resource);
                }
            });
        }
        assertThat(all).hasSizeGreaterThan(6 * PATIENTS);
        return all;
    }

    /** By each number of a patient, all numbers of the person (PIXm, ITI-83). */
    private static Map<String, String> people(HubProcess hub) {
        HubHttp reader = HubHttp.client(hub.http(), "h001", "system/*.rs");
        Map<String, String> people = new TreeMap<>();
        for (int patient = 0; patient < PATIENTS; patient++) {
            for (String number : List.of(StormFeed.number(patient), StormFeed.survivor(patient))) {
                people.put(number, numbers(reader, number));
            }
        }
        return people;
    }

    private static String numbers(HubHttp reader, String number) {
        JsonNode answer = reader.fhir("/fhir/Patient/$ihe-pix?sourceIdentifier="
                + HubHttp.encoded("https://fhir.yilian-hub.org/id/h001/mrn|" + number));
        TreeSet<String> found = new TreeSet<>();
        answer.path("parameter").forEach(each -> Stream.of("valueIdentifier", "valueReference")
                .filter(each::has)
                .forEach(name -> found.add(each.path(name).toString())));
        assertThat(found).as(number).isNotEmpty();
        return found.toString();
    }
}
