package org.yilian.hub.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

/** On a file, which the command opens while nobody else has it. */
class AuditTamperingOnH2IT extends AuditTampering {
    @TempDir
    static Path folder;

    /** Holds the file open, which is faster than opening it for each statement. */
    private static Connection keeper;

    @AfterAll
    static void letGo() throws SQLException {
        keeper.close();
    }

    private static String url() {
        return "jdbc:h2:file:" + folder.resolve("hub");
    }

    @Override
    DataSource database() throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl(url());
        if (keeper == null || keeper.isClosed()) {
            keeper = database.getConnection();
        }
        return database;
    }

    @Override
    Map<String, String> typeNames() {
        return Map.of("text", "clob", "blob", "blob", "pattern", "");
    }

    @Override
    List<String> settings() throws SQLException {
        letGo();
        return List.of("--spring.datasource.url=" + url(), "--spring.datasource.username=");
    }
}
