package org.yilian.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * One hub on H2 for all tests that can share one; started by the first, stopped with the JVM. System property
 * {@code hub.running} names the data folder of a hub that runs already, while writing tests.
 */
public final class SharedHub {
    private static HubProcess hub;

    private SharedHub() {}

    public static synchronized HubProcess get() {
        if (hub == null) {
            try {
                String running = System.getProperty("hub.running", "");
                if (!running.isBlank()) {
                    hub = HubProcess.running(Path.of(running));
                    return hub;
                }
                Path folder = Files.createDirectories(Path.of("target", "shared-hub"));
                hub = HubProcess.forTests(Files.createTempDirectory(folder, "hub"), Map.of());
                Runtime.getRuntime().addShutdownHook(new Thread(hub::kill));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return hub;
    }

    /** The state a message reaches once the workers had it; empty if the inbox does not know it. */
    public static String settledState(String controlId) {
        HubHttp operator = HubHttp.user(get().http(), "operator");
        String[] state = {""};
        Waiting.until("message " + controlId + " is settled", () -> {
            state[0] = operator.json("/api/messages?controlId=" + HubHttp.encoded(controlId))
                    .path("items")
                    .path(0)
                    .path("state")
                    .asText();
            return !state[0].equals("RECEIVED");
        });
        return state[0];
    }
}
