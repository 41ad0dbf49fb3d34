package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.doors.SecuritySlice;

/** The 35 good and bad client assertions of the shared suite {@code smart-keys}, sent by Node. */
@SliceTest
class SmartKeysIT {
    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    @Test
    void allAssertionsOfTheSuiteAreAnsweredAsTheyShouldBe() throws IOException, InterruptedException {
        Path suite = shared().resolve("corpus/suites/smart-keys/assertions.mjs");
        need(Files.exists(suite), "the shared corpus");
        need(nodeIsThere(), "node");
        Path keys = Files.writeString(folder.resolve("keys.json"), keys());
        Path output = folder.resolve("output.txt");
        Process node = new ProcessBuilder(
                        "node",
                        suite.toString(),
                        "http://127.0.0.1:" + port + "/oauth2/token",
                        "signer",
                        "system/*.read",
                        keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = node.waitFor();
        assertThat(Files.readString(output)).contains("35 passed, 0 failed");
        assertThat(exit).isZero();
    }

    /** The suite's own format: each pair as a private and a public key, with the algorithm. */
    private static String keys() {
        return Stream.of(
                        withAlgorithm(SecuritySlice.EC, "ES384"),
                        withAlgorithm(SecuritySlice.EC.toPublicJWK(), "ES384"),
                        withAlgorithm(SecuritySlice.RSA, "RS384"),
                        withAlgorithm(SecuritySlice.RSA.toPublicJWK(), "RS384"))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    private static String withAlgorithm(JWK key, String algorithm) {
        return key.toJSONString().replaceFirst("\\{", "{\"alg\":\"" + algorithm + "\",");
    }

    private static Path shared() {
        String named = System.getenv("HUB_SHARED");
        if (named != null) {
            return Path.of(named);
        }
        // Beside the repository: two folders up from this module.
        return Path.of("").toAbsolutePath().getParent().resolveSibling("shared");
    }

    private static boolean nodeIsThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    private static void need(boolean there, String what) {
        if (Boolean.getBoolean("hub.tools.required")) {
            assertThat(there).as(what + " is required").isTrue();
        }
        assumeTrue(there, what + " is not here");
    }
}
