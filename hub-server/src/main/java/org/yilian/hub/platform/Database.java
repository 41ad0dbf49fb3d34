package org.yilian.hub.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The two databases the hub runs on, and the few words in which their SQL differs. */
public enum Database {
    H2("blob", "clob"),
    POSTGRESQL("bytea", "text");

    private final String binary;
    private final String text;

    Database(String binary, String text) {
        this.binary = binary;
        this.text = text;
    }

    static Database of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            return switch (product) {
                case "H2" -> H2;
                case "PostgreSQL" -> POSTGRESQL;
                default -> throw new IllegalStateException("HUB_DB_URL: only H2 and PostgreSQL are supported");
            };
        } catch (SQLException e) {
            throw new IllegalStateException("HUB_DB_URL: the database cannot be reached", e);
        }
    }

    Map<String, String> typeNames() {
        return Map.of("blob", binary, "text", text);
    }
}
