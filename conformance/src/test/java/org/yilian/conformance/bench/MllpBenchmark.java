package org.yilian.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.yilian.conformance.Databases;
import org.yilian.conformance.HubProcess;
import org.yilian.conformance.OruFeed;

/**
 * Round trips of MLLP with an ORU^R01 of 12 OBX: the hub, which has each message durable on PostgreSQL before it answers,
 * beside listeners that store nothing ({@link MllpPeer}), all in one run, round by round in turn, each server in a process
 * of its own. The hub's workers are held back ({@code HUB_INTAKE_WORK=false}): translating goes on behind the
 * acknowledgment and would compete for the processors. Arguments: connections (8), seconds a round (8), rounds (5), {@code full} or
 * {@code lean} for a message with few fields.
 */
public final class MllpBenchmark {
    private static final List<String> JVM = List.of("-Xms512m", "-Xmx1g", "-XX:+UseParallelGC");
    private static final int RESULTS = 12;
    private static final int TEMPLATES = 64;
    /** HAPI's parser gets faster for this long. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int connections;
    private final Duration round;
    private final int rounds;
    private final boolean full;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Map<String, List<Double>> cpu = new LinkedHashMap<>();

    private MllpBenchmark(int connections, Duration round, int rounds, boolean full) {
        this.connections = connections;
        this.round = round;
        this.rounds = rounds;
        this.full = full;
    }

    private record Server(String name, long pid, MllpRounds load) {}

    public static void main(String[] args) throws Exception {
        new MllpBenchmark(
                        args.length > 0 ? Integer.parseInt(args[0]) : 8,
                        Duration.ofSeconds(args.length > 1 ? Integer.parseInt(args[1]) : 8),
                        args.length > 2 ? Integer.parseInt(args[2]) : 5,
                        args.length < 4 || args[3].equals("full"))
                .measure();
        System.exit(0);
    }

    private void measure() throws Exception {
        Path folder = Files.createTempDirectory("yilian-mllp");
        List<Process> peers = new ArrayList<>();
        try (Databases database = Databases.postgres();
                HubProcess hub = HubProcess.start(folder.resolve("hub"), settings(database), JVM)) {
            List<Server> servers = new ArrayList<>();
            for (String peer : List.of("ECHO", "FORCED", "CAMEL", "HAPI", "HAPI_PLAIN")) {
                Path port = folder.resolve(peer);
                Process process = start(peer, port);
                peers.add(process);
                servers.add(new Server(peer, process.pid(), load(Integer.parseInt(Files.readString(port)))));
            }
            servers.add(new Server("HUB", hub.pid(), load(hub.address().mllpPort())));
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                for (Server each : servers) {
                    each.load.run(round);
                }
            }
            for (int i = 0; i < rounds; i++) {
                for (Server each : servers) {
                    measure(each);
                }
            }
            summary();
        } finally {
            peers.forEach(Process::destroyForcibly);
        }
    }

    private static Map<String, String> settings(Databases database) {
        Map<String, String> settings = new LinkedHashMap<>(database.settings());
        settings.put("HUB_INTAKE_WORK", "false");
        return settings;
    }

    private MllpRounds load(int port) {
        OruFeed feed = new OruFeed(MllpRounds.MARK, TEMPLATES, RESULTS);
        List<byte[]> templates = new ArrayList<>();
        for (int n = 0; n < TEMPLATES; n++) {
            byte[] message = full ? FullResult.message(MllpRounds.MARK, n) : feed.message(n);
            templates.add(framed(message));
        }
        return new MllpRounds(port, connections, templates);
    }

    private static byte[] framed(byte[] message) {
        byte[] frame = new byte[message.length + 3];
        frame[0] = 0x0B;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[message.length + 1] = 0x1C;
        frame[message.length + 2] = '\r';
        return frame;
    }

    private static Process start(String peer, Path port) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(JVM);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                // camel-mllp and HAPI write whole messages at INFO and below.
                "-Dlogging.level.root=ERROR",
                MllpPeer.class.getName(),
                peer,
                port.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(port.resolveSibling(peer + ".log").toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("The peer did not start: " + peer);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return process;
    }

    private void measure(Server server) throws Exception {
        Duration before = Load.cpu(server.pid);
        double rate = server.load.run(round);
        double used = Load.cpu(server.pid).minus(before).toNanos() / 1e6;
        rates.computeIfAbsent(server.name, name -> new ArrayList<>()).add(rate);
        cpu.computeIfAbsent(server.name, name -> new ArrayList<>()).add(used / (rate * round.toNanos() / 1e9));
        System.out.printf(Locale.ROOT, "%-6s %8.0f messages/s acknowledged%n", server.name, rate);
    }

    private void summary() {
        System.out.printf(
                Locale.ROOT,
                "Java %s, %d processors, load %.1f; ORU^R01 with %d OBX, %d bytes, %d connections, %d rounds of %d s%n",
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage(),
                RESULTS,
                full ? FullResult.message(MllpRounds.MARK, 1).length : new OruFeed("M", 1, RESULTS).message(1).length,
                connections,
                rounds,
                round.toSeconds());
        rates.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "%-6s median %8.0f/s  best %8.0f/s  CPU of its process %.3f ms a message  %.1f x HAPI%n",
                name,
                median(values),
                values.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                median(cpu.get(name)),
                median(values) / median(rates.get("HAPI"))));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
