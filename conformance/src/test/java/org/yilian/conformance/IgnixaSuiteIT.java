package org.yilian.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Ignixa Lab TestScripts, which others wrote, against the hub with every search parameter indexed: no test may fail that
 * stock HAPI 8.8.0 passes. Runs where the shared suites, node and its one package are; skips elsewhere.
 * docs/known-limits.md names what fails on both.
 */
class IgnixaSuiteIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> GROUPS =
            Set.of("CRUD", "Bundles", "Search", "Foundation", "Validation", "Regression");
    private static final int AT_A_TIME = 6;
    /** A wildcard does not reach definitions; the suite writes them. */
    private static final String SCOPES = "system/*.cruds "
            + Stream.of(
                            "AuditEvent",
                            "CapabilityStatement",
                            "CodeSystem",
                            "CompartmentDefinition",
                            "ConceptMap",
                            "GraphDefinition",
                            "ImplementationGuide",
                            "Library",
                            "Measure",
                            "MessageDefinition",
                            "NamingSystem",
                            "OperationDefinition",
                            "SearchParameter",
                            "StructureDefinition",
                            "StructureMap",
                            "Subscription",
                            "TerminologyCapabilities",
                            "ValueSet")
                    .map(type -> "system/" + type + ".cruds")
                    .collect(Collectors.joining(" "));

    @TempDir
    Path folder;

    @Test
    void failsNowhereWhereStockHapiPasses() throws Exception {
        Path suite = shared().resolve("corpus/suites/ignixa-testscripts");
        assumeTrue(Files.exists(suite.resolve("run.mjs")), "the shared suites are not here");
        assumeTrue(ForeignTool.find("node") != null && ForeignTool.find("npm") != null, "node is not installed");
        Path work = Files.createDirectories(Path.of("target", "ignixa").toAbsolutePath());
        assumeTrue(npm(work), "npm cannot get fhirpath");
        // Modules are looked for beside the script, so the script is read from a copy.
        copy(suite, work);
        Map<String, String> settings = Map.of("HUB_SEARCH_PARAMETERS", "ALL", "HUB_REGION", region().toString());
        try (HubProcess hub = HubProcess.forTests(folder.resolve("hub"), settings)) {
            Set<String> worse = run(hub, work);
            worse.removeAll(failures(suite.resolve("baseline-hapi-8.8.0.json"), "failed"));
            assertThat(worse)
                    .as("tests that fail here and not on stock HAPI 8.8.0")
                    .isEmpty();
        }
    }

    /** A few scripts at a time, because tokens live five minutes; what failed. */
    private static Set<String> run(HubProcess hub, Path work) throws IOException, InterruptedException {
        Set<String> failed = new TreeSet<>();
        List<String> scripts = scripts(work.resolve("testscripts"));
        for (int i = 0; i < scripts.size(); i += AT_A_TIME) {
            List<String> some = scripts.subList(i, Math.min(scripts.size(), i + AT_A_TIME));
            Path out = work.resolve("out-" + i + ".json");
            Files.deleteIfExists(out);
            Process node = new ProcessBuilder(
                            ForeignTool.find("node").toString(),
                            "run.mjs",
                            hub.http() + "/fhir",
                            "--only=" + String.join(",", some),
                            "--token="
                                    + HubHttp.client(hub.http(), "h001", SCOPES).token(),
                            "--json=" + out)
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(work.resolve("run-" + i + ".log").toFile())
                    .start();
            assertThat(node.waitFor(10, TimeUnit.MINUTES)).isTrue();
            failed.addAll(failures(out, null));
        }
        return failed;
    }

    private static List<String> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(".json") && GROUPS.contains(name.split("/")[0]))
                    .sorted()
                    .toList();
        }
    }

    /** Of a baseline all in the named list, of a run those whose state is fail. */
    private static Set<String> failures(Path file, String list) throws IOException {
        Set<String> failures = new TreeSet<>();
        JsonNode root = JSON.readTree(file.toFile());
        for (JsonNode test : list == null ? root : root.path(list)) {
            if (list != null || test.path("st").asText().equals("fail")) {
                failures.add(
                        test.path("script").asText() + " | " + test.path("name").asText());
            }
        }
        return failures;
    }

    /** The sample region, with a first hospital that is trusted with definitions. */
    private Path region() throws IOException {
        Path demo = folder.resolve("region");
        copy(Path.of("..", "hub-server", "src", "main", "resources", "demo"), demo);
        Path file = demo.resolve("region.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "secret: demo-h001, scopes: \"system/*.cruds",
                                "secret: demo-h001, scopes: \"" + SCOPES));
        return file;
    }

    private static Path shared() {
        String named = System.getenv("HUB_SHARED");
        return named == null ? Path.of("..", "..", "shared") : Path.of(named);
    }

    private static boolean npm(Path work) throws IOException, InterruptedException {
        if (Files.isDirectory(work.resolve("node_modules/fhirpath"))) {
            return true;
        }
        Process npm = new ProcessBuilder(
                        ForeignTool.find("npm").toString(), "install", "--no-audit", "--no-fund", "fhirpath")
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("npm.log").toFile())
                .start();
        return npm.waitFor(3, TimeUnit.MINUTES) && npm.exitValue() == 0;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
