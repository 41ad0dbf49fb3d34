package org.yilian.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yilian.sample.simulator.HubAddress;

/**
 * A hub of the sample region in a process of its own, on free ports, with a data folder that outlives it. The jar is the
 * one that was built: system property {@code hub.jar}, else the newest of hub-server.
 */
public final class HubProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int LOG_TAIL = 30;

    private final Path data;
    private final Map<String, String> settings;
    private final List<String> jvm;
    private Process process;
    private HubAddress address;
    private Duration startUp;

    private HubProcess(Path data, Map<String, String> settings, List<String> jvm) {
        this.data = data;
        this.settings = settings;
        this.jvm = jvm;
    }

    /** Quick to start, not quick for long: for tests. */
    public static HubProcess forTests(Path data, Map<String, String> settings) throws IOException {
        return start(data, settings, List.of("-Xmx900m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    /** Starts a hub and waits until every door is open. */
    public static HubProcess start(Path data, Map<String, String> settings, List<String> jvm) throws IOException {
        HubProcess hub = new HubProcess(data, settings, jvm);
        hub.start();
        return hub;
    }

    /** A hub that somebody else started and will stop. */
    static HubProcess running(Path data) {
        HubProcess hub = new HubProcess(data, Map.of(), List.of());
        Properties ports = read(data.resolve("listening.properties"));
        hub.address = address(ports);
        return hub;
    }

    public HubAddress address() {
        return address;
    }

    public URI http() {
        return address.http();
    }

    public long pid() {
        return process.pid();
    }

    /** From the start of the process until every door is open. */
    public Duration startUp() {
        return startUp;
    }

    /** The hub's log of all its lives. */
    public Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts again with the same data. */
    public void start() throws IOException {
        Path ports = data.resolve("listening.properties");
        Files.createDirectories(data);
        Files.deleteIfExists(ports);
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar().toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "HUB_HTTP_PORT", "0",
                "HUB_MLLP_PORT", "0",
                "HUB_DICOM_PORT", "0",
                "HUB_DEMO", "true",
                "HUB_REGION", "classpath:demo/region.yaml",
                "HUB_DATA", data.toAbsolutePath().toString()));
        environment.putAll(settings);
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        process = builder.start();
        address = await(ports, begin);
        startUp = Duration.ofNanos(System.nanoTime() - begin);
    }

    private HubAddress await(Path file, long begin) {
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The hub ended:\n" + tail());
            }
            Properties ports = read(file);
            if (ports.keySet().containsAll(List.of("http", "mllp", "dicom"))) {
                HubAddress found = address(ports);
                if (isReady(found)) {
                    return found;
                }
            }
            pause();
        }
        process.destroyForcibly();
        throw new IllegalStateException("The hub was not ready in time:\n" + tail());
    }

    private static HubAddress address(Properties ports) {
        return HubAddress.local(
                Integer.parseInt(ports.getProperty("mllp")),
                Integer.parseInt(ports.getProperty("dicom")),
                Integer.parseInt(ports.getProperty("http")));
    }

    private static boolean isReady(HubAddress found) {
        try {
            return HubHttp.nobody(found.http())
                            .get("/actuator/health/readiness", "application/json")
                            .status()
                    == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static Properties read(Path file) {
        Properties ports = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                ports.load(in);
            } catch (IOException e) {
                return new Properties();
            }
        }
        return ports;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private String tail() {
        try (Stream<String> lines = Files.lines(log())) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - LOG_TAIL), all.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    private static Path jar() {
        String named = System.getProperty("hub.jar", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        // From the module's folder, as Maven runs tests, or from the root.
        return Stream.of(Path.of("..", "hub-server", "target"), Path.of("hub-server", "target"))
                .flatMap(target -> {
                    String[] names =
                            target.toFile().list((folder, name) -> name.matches("yilian-hub-server-.*-exec\\.jar"));
                    return Arrays.stream(names == null ? new String[0] : names).map(target::resolve);
                })
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No jar of the hub: build hub-server first (mvn -pl conformance -am verify), or set -Dhub.jar"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
