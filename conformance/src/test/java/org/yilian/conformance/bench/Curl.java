package org.yilian.conformance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads with a client that is nobody's own, on one connection, and throws away what it read. */
record Curl(Path folder, String authorization) {

    Duration get(String accept, String... urls) throws IOException, InterruptedException {
        StringBuilder config = new StringBuilder();
        for (String url : urls) {
            config.append("url = \"").append(url).append("\"\noutput = \"/dev/null\"\n");
        }
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "-sf",
                "-H",
                "Accept: " + accept,
                "-K",
                Files.writeString(folder.resolve("curl.txt"), config).toString()));
        if (authorization != null) {
            command.addAll(List.of("-H", "Authorization: " + authorization));
        }
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        int code = process.waitFor();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (code != 0) {
            throw new IllegalStateException("curl ended with " + code);
        }
        return took;
    }
}
