package org.yilian.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The scripts of {@code conformance/peers}: each drives a program of others against the hub. What they need from npm is
 * installed when it is first asked for; what they need from Debian is in {@code .ci/run}.
 */
final class Peers {
    private static final Path FOLDER = Path.of("peers").toAbsolutePath();
    private static final String PYTHON = "/usr/bin/python3";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Boolean installed;

    private Peers() {}

    /** Runs a script on packages from npm. */
    static JsonNode node(String script, Object... arguments) throws IOException {
        needPackages();
        ForeignTool.Ran ran = ForeignTool.run("node", with(script, arguments));
        // What the packages have to say stands before our one line.
        String[] lines = ran.output().strip().split("\n");
        if (ran.code() != 0) {
            throw new AssertionError(script + " ended with " + ran.code() + ": " + ran.output());
        }
        return JSON.readTree(lines[lines.length - 1]);
    }

    /** The folder of OHIF's ready build. */
    static Path ohif() throws IOException {
        needPackages();
        return FOLDER.resolve("node_modules/.ohif");
    }

    private static synchronized void needPackages() throws IOException {
        ForeignTool.need("node");
        ForeignTool.need("npm");
        if (installed == null) {
            installed = ForeignTool.run("node", FOLDER.resolve("install.mjs")).code() == 0;
        }
        ForeignTool.need("packages from npm", installed);
    }

    /** Runs a script on a module of Debian's Python; its lines. */
    static List<String> python(String module, String script, Object... arguments) throws IOException {
        ForeignTool.need(PYTHON);
        ForeignTool.need(
                "python3-" + module,
                ForeignTool.run(PYTHON, "-c", "import " + module).code() == 0);
        ForeignTool.Ran ran = ForeignTool.run(PYTHON, with(script, arguments));
        if (ran.code() != 0) {
            throw new AssertionError(script + " ended with " + ran.code() + ": " + ran.output());
        }
        return ran.output().strip().lines().toList();
    }

    private static Object[] with(String script, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(FOLDER.resolve(script)));
        all.addAll(List.of(arguments));
        return all.toArray();
    }

    /** What dciodvfy (dicom3tools) calls an error of the object in this file. */
    static List<String> errors(Path file) throws IOException {
        ForeignTool.need("dciodvfy");
        if (!Files.exists(file)) {
            throw new AssertionError("nothing to look at: " + file);
        }
        return ForeignTool.run("dciodvfy", file)
                .output()
                .lines()
                .filter(line -> line.startsWith("Error"))
                .toList();
    }
}
