package org.yilian.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that was not written here. Tests skip without it, unless {@code hub.tools.required} is true: then they fail. */
final class ForeignTool {
    private static final int PATIENCE_SECONDS = 120;

    private ForeignTool() {}

    /** What a program answered. */
    record Ran(int code, String output) {}

    static void need(String program) {
        need(program, find(program) != null);
    }

    static void need(String what, boolean there) {
        if (!there && Boolean.getBoolean("hub.tools.required")) {
            throw new AssertionError(what + " is missing, and hub.tools.required is true");
        }
        assumeTrue(there, what + " is not installed");
    }

    static Ran run(String program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(find(program).toString()));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(program + " did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return new Ran(process.exitValue(), output);
    }

    static Path find(String program) {
        if (program.startsWith("/")) {
            return Files.isExecutable(Path.of(program)) ? Path.of(program) : null;
        }
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/bin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
