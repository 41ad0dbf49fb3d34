package org.yilian.conformance.stock;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A stock server in a process of its own, on a free port. */
public final class StockProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Process process;
    private final URI base;
    private final Duration startUp;

    private StockProcess(Process process, URI base, Duration startUp) {
        this.process = process;
        this.base = base;
        this.startUp = startUp;
    }

    /** Starts one and waits until it serves; on the database of the settings, or on an H2 file as the hub's. */
    public static StockProcess start(Path folder, Map<String, String> database, List<String> jvm)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path port = folder.resolve("port");
        String h2 = "jdbc:h2:file:" + folder.resolve("db").toAbsolutePath()
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=131072;MAX_LENGTH_INPLACE_LOB=16384";
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                StockServer.class.getName(),
                database.getOrDefault("HUB_DB_URL", h2),
                database.getOrDefault("HUB_DB_USER", "sa"),
                database.getOrDefault("HUB_DB_PASSWORD", ""),
                port.toString()));
        File log = folder.resolve("stock.log").toFile();
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        while (!Files.exists(port) || Files.size(port) == 0) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                process.destroyForcibly();
                throw new IllegalStateException("The stock server did not start, see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        URI base = URI.create("http://127.0.0.1:" + Files.readString(port));
        return new StockProcess(process, base, Duration.ofNanos(System.nanoTime() - begin));
    }

    public URI base() {
        return base;
    }

    public long pid() {
        return process.pid();
    }

    public Duration startUp() {
        return startUp;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
