package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of another author. Without it the test is skipped, or fails where all tools are required. */
public record ForeignTool(String path) {

    public record Run(int exit, String output) {}

    public static ForeignTool required(String name) {
        List<String> found = Stream.of(
                        (System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .toList();
        if (found.isEmpty() && Boolean.getBoolean("hub.tools.required")) {
            fail("tool not installed: " + name);
        }
        Assumptions.assumeTrue(!found.isEmpty(), () -> "tool not installed: " + name);
        return new ForeignTool(found.get(0));
    }

    public Run run(Object... arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile("tool", ".log");
        try {
            Process process = start(log, arguments);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail("tool did not end: " + path);
            }
            return new Run(process.exitValue(), Files.readString(log));
        } finally {
            Files.delete(log);
        }
    }

    public void succeed(Object... arguments) throws IOException, InterruptedException {
        Run run = run(arguments);
        assertThat(run.exit()).as(path + ": " + run.output()).isZero();
    }

    public Process start(Path log, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(path));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
