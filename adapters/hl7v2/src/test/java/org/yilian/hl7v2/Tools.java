package org.yilian.hl7v2;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Foreign programs. A test skips without one, except where {@code hub.tools.required} is true: there it fails. */
final class Tools {

    private static final String PYTHON = "/usr/bin/python3";

    private Tools() {}

    static void needPythonHl7() {
        boolean there;
        try {
            there = Files.isExecutable(Path.of(PYTHON))
                    && run("import hl7.client").startsWith("0 ");
        } catch (IOException e) {
            there = false;
        }
        if (!there && Boolean.getBoolean("hub.tools.required")) {
            throw new AssertionError("python3-hl7 is required here and absent");
        }
        assumeTrue(there, "python3-hl7 is not installed");
    }

    static Process start(String script, String... arguments) throws IOException {
        String[] command = new String[arguments.length + 3];
        command[0] = PYTHON;
        command[1] = "-c";
        command[2] = script;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Exit code, a blank, and all the script wrote. */
    static String run(String script, String... arguments) throws IOException {
        Process process = start(script, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "timeout " + out;
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return process.exitValue() + " " + out;
    }
}
