package org.yilian.conformance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;

/** The database under a hub: H2 in its data folder, or a PostgreSQL of our own that outlives the hub. */
public record Databases(String name, Map<String, String> settings, AutoCloseable server) implements AutoCloseable {
    public static Databases h2() {
        return new Databases("H2", Map.of(), () -> {});
    }

    /** Forces its writes as a server of a hospital does; left to itself, the embedded one does not. */
    public static Databases postgres() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "120")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new Databases(
                "PostgreSQL",
                Map.of(
                        "HUB_DB_URL",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "HUB_DB_USER",
                        "postgres",
                        "HUB_DB_PASSWORD",
                        ""),
                postgres);
    }

    @Override
    public void close() throws Exception {
        server.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
