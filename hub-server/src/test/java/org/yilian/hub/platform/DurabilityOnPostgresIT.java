package org.yilian.hub.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.hub.HubOnPostgresTest;

/** The embedded server of the tests is one that an impatient administrator has set: it forces nothing. */
@HubOnPostgresTest
@ExtendWith(OutputCaptureExtension.class)
class DurabilityOnPostgresIT {
    @Autowired
    DataSource dataSource;

    @Autowired
    JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    String url;

    @Test
    void commitsOfTheHubAreForcedThoughTheServersDefaultIsNot() throws SQLException {
        try (Connection others = DriverManager.getConnection(url, "postgres", "")) {
            assertThat(synchronousCommit(others)).isEqualTo("off");
        }
        try (Connection ours = dataSource.getConnection()) {
            ours.rollback();
            assertThat(synchronousCommit(ours)).isEqualTo("on");
        }
    }

    @Test
    void aServerThatForcesNothingIsWarnedOf(CapturedOutput output) {
        new ForcedWrites(Database.POSTGRESQL, jdbc).check();

        assertThat(output).contains("HUB-0005").contains("fsync=off");
    }

    private static String synchronousCommit(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("show synchronous_commit")) {
            row.next();
            return row.getString(1);
        }
    }
}
