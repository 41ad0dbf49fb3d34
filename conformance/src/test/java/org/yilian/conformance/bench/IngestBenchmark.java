package org.yilian.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.yilian.conformance.Databases;
import org.yilian.conformance.HubHttp;
import org.yilian.conformance.HubProcess;
import org.yilian.conformance.ImageFeed;
import org.yilian.conformance.OruFeed;
import org.yilian.conformance.stock.StockProcess;
import org.yilian.dicom.net.DicomClient;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;

/**
 * The hub and a stock HAPI server take the same laboratory results in one run: the hub as ORU^R01 with 12 results over MLLP,
 * the stock server as one transaction Bundle per message over REST, made of the very resources the hub stored. Arguments:
 * messages per measurement (1000), messages to warm up with (as many again), images (200), and H2 or PostgreSQL if only
 * one of them is wanted.
 */
public final class IngestBenchmark {
    private static final List<String> JVM = List.of("-Xms1g", "-Xmx2g", "-XX:+UseParallelGC");
    private static final int RESULTS = 12;
    private static final int[] CONNECTIONS = {4, 8};
    private static final int MATRIX = 512;
    private static final String SCOPES = "system/*.rs dicomweb.read";

    private final int messages;
    private final int warmUp;
    private final int images;
    private final OruFeed feed;
    private final ImageFeed imageFeed = new ImageFeed("B", 20, MATRIX);

    private IngestBenchmark(int messages, int warmUp, int images) {
        this.messages = messages;
        this.warmUp = warmUp;
        this.images = images;
        this.feed = new OruFeed("B", Math.max(50, messages / 5), RESULTS);
    }

    public static void main(String[] args) throws Exception {
        int messages = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int warmUp = args.length > 1 ? Integer.parseInt(args[1]) : messages;
        int images = args.length > 2 ? Integer.parseInt(args[2]) : 200;
        IngestBenchmark benchmark = new IngestBenchmark(messages, warmUp, images);
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, load %.1f; ORU^R01 with %d results, %d messages after %d to warm up; %d images%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage(),
                RESULTS,
                messages,
                warmUp,
                images);
        for (String name : args.length > 3 ? List.of(args[3]) : List.of("H2", "PostgreSQL")) {
            benchmark.compare(name);
        }
        System.exit(0);
    }

    private void compare(String name) throws Exception {
        Path folder = Files.createTempDirectory("yilian-bench");
        Figures hub = new Figures("hub on " + name);
        Figures stock = new Figures("stock HAPI 8.8.0 on " + name);
        Bundles.Prepared bundles;
        try (Databases database = database(name)) {
            bundles = measureHub(hub, folder.resolve("hub"), database);
        }
        try (Databases database = database(name)) {
            measureStock(stock, folder.resolve("stock"), database, bundles);
        }
        for (int connections : CONNECTIONS) {
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d connections: stored %.1fx, CPU per message 1/%.1f%n",
                    name,
                    connections,
                    hub.get(stored(connections)) / stock.get(stored(connections)),
                    stock.get(cpu(connections)) / hub.get(cpu(connections)));
        }
    }

    private static Databases database(String name) throws IOException {
        return name.equals("H2") ? Databases.h2() : Databases.postgres();
    }

    private static String stored(int connections) {
        return "messages/s stored, " + connections + " connections";
    }

    private static String cpu(int connections) {
        return "server CPU ms per message, " + connections + " connections";
    }

    private Bundles.Prepared measureHub(Figures figures, Path folder, Databases database) throws Exception {
        try (HubProcess hub = HubProcess.start(folder, database.settings(), JVM)) {
            figures.put("start-up s", hub.startUp().toMillis() / 1000.0);
            figures.put("heap at rest MB", Load.heapAtRest(hub.pid()));
            HubHttp operator = HubHttp.user(hub.http(), "operator");
            int next = 0;
            Load.run(CONNECTIONS[0], next, next += warmUp, () -> mllp(hub));
            awaitDrained(operator);
            for (int connections : CONNECTIONS) {
                Duration cpuBefore = Load.cpu(hub.pid());
                long begin = System.nanoTime();
                Duration acknowledged = Load.run(connections, next, next += messages, () -> mllp(hub));
                awaitDrained(operator);
                Duration all = Duration.ofNanos(System.nanoTime() - begin);
                figures.rate("messages/s acknowledged, " + connections + " connections", messages, acknowledged);
                figures.rate(stored(connections), messages, all);
                figures.perMessage(
                        cpu(connections), messages, Load.cpu(hub.pid()).minus(cpuBefore));
            }
            measureImages(figures, hub);
            return Bundles.of(HubHttp.client(hub.http(), "h002", SCOPES), feed, 0, next);
        }
    }

    private Load.Sender mllp(HubProcess hub) {
        MllpClient client = new MllpClient(
                MllpClientSettings.of(hub.address().host(), hub.address().mllpPort()));
        return new Load.Sender() {
            @Override
            public void send(int n) throws Exception {
                if (client.send(feed.message(n)).orElseThrow().code() != AckCode.AA) {
                    throw new IllegalStateException("A message was not taken");
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private static void awaitDrained(HubHttp operator) throws InterruptedException {
        while (operator.json("/api/messages?limit=1")
                        .path("counts")
                        .path("RECEIVED")
                        .asLong()
                > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (operator.json("/api/messages?limit=1").path("counts").path("FAILED").asLong() > 0) {
            throw new IllegalStateException("Messages failed: the figures would be of something else");
        }
    }

    private void measureImages(Figures figures, HubProcess hub) throws Exception {
        int warm = images / 4;
        Load.run(2, 0, warm, () -> dimse(hub));
        figures.rate(
                "images/s stored (512 x 512 x 16 bit), 2 associations",
                images,
                Load.run(2, warm, warm + images, () -> dimse(hub)));
        AtomicLong bytes = new AtomicLong();
        int studies = (warm + images) / imageFeed.size();
        Load.run(2, 0, Math.min(4, studies), () -> wado(hub, bytes));
        bytes.set(0);
        Duration took = Load.run(2, 0, studies, () -> wado(hub, bytes));
        figures.put("WADO-RS MB/s, 2 connections", bytes.get() / 1e6 / (took.toNanos() / 1e9));
    }

    private Load.Sender dimse(HubProcess hub) throws IOException {
        DicomClient client = imageFeed.connect(hub.address());
        return new Load.Sender() {
            @Override
            public void send(int n) throws Exception {
                if (imageFeed.store(client, n, imageFeed.bytes(n)) != 0) {
                    throw new IllegalStateException("An image was not taken");
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }

    private Load.Sender wado(HubProcess hub, AtomicLong bytes) {
        HubHttp reader = HubHttp.client(hub.http(), "h002", SCOPES);
        return study -> {
            HubHttp.Answer answer = reader.get(
                    "/dicomweb/studies/" + imageFeed.study(study * imageFeed.size()),
                    "multipart/related; type=\"application/dicom\"; transfer-syntax=*");
            if (answer.status() != 200) {
                throw new IllegalStateException("WADO-RS: " + answer.status());
            }
            bytes.addAndGet(answer.bytes().length);
        };
    }

    private void measureStock(Figures figures, Path folder, Databases database, Bundles.Prepared bundles)
            throws Exception {
        try (StockProcess stock = StockProcess.start(folder, database.settings(), JVM)) {
            figures.put("start-up s", stock.startUp().toMillis() / 1000.0);
            figures.put("heap at rest MB", Load.heapAtRest(stock.pid()));
            figures.put("resources per message", bundles.resourcesEach());
            HubHttp http = HubHttp.nobody(stock.base());
            post(http, bundles.shared());
            int next = 0;
            Load.run(CONNECTIONS[0], next, next += warmUp, () -> rest(stock, bundles));
            for (int connections : CONNECTIONS) {
                Duration cpuBefore = Load.cpu(stock.pid());
                Duration took = Load.run(connections, next, next += messages, () -> rest(stock, bundles));
                figures.rate(stored(connections), messages, took);
                figures.perMessage(
                        cpu(connections), messages, Load.cpu(stock.pid()).minus(cpuBefore));
            }
        }
    }

    private static Load.Sender rest(StockProcess stock, Bundles.Prepared bundles) {
        HubHttp http = HubHttp.nobody(stock.base());
        return n -> post(http, bundles.messages().get(n));
    }

    /** Patients repeat, and two connections may meet at one: the loser tries again, as an adapter would. */
    private static void post(HubHttp http, String bundle) {
        int status = 0;
        for (int attempt = 0; attempt < 5; attempt++) {
            status = http.post("/fhir", "application/fhir+json", bundle).status();
            if (status == 200) {
                return;
            }
        }
        throw new IllegalStateException("The stock server answered " + status);
    }
}
