package org.yilian.dicom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The tools of DCMTK as oracle; tests skip without them unless {@code hub.tools.required} says otherwise. */
final class Dcmtk {

    private Dcmtk() {}

    record Result(int exit, String output) {}

    static void assumeInstalled(String tool) {
        boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        if (Boolean.getBoolean("hub.tools.required") && !found) {
            throw new AssertionError(tool + " is required and not installed");
        }
        Assumptions.assumeTrue(found, tool + " is not installed");
    }

    static Result run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("dcmtk", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " does not end");
            }
            return new Result(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
        }
    }
}
