package org.yilian.hub.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The two databases the hub runs on, and the few words in which their SQL differs. */
public enum Database {
    H2("blob", "clob", ""),
    POSTGRESQL("bytea", "text", "varchar_pattern_ops");

    private final String binary;
    private final String text;
    /** Operator class of an index that serves a LIKE with its wildcard at the end in any collation. */
    private final String pattern;

    Database(String binary, String text, String pattern) {
        this.binary = binary;
        this.text = text;
        this.pattern = pattern;
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
        return Map.of("blob", binary, "text", text, "pattern", pattern);
    }
}
