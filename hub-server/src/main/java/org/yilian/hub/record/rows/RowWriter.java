package org.yilian.hub.record.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Database;

/** Many rows of one table at once, on the connection of the current transaction: COPY on PostgreSQL, a JDBC batch on H2. */
@Component
public class RowWriter {
    private final JdbcTemplate jdbc;
    private final Database database;
    private final Keys keys;

    RowWriter(JdbcTemplate jdbc, Database database, Keys keys) {
        this.jdbc = jdbc;
        this.database = database;
        this.keys = keys;
    }

    /**
     * Inserts all rows, with a new key each where the shape names a sequence.
     *
     * @param rows values in the order of the shape's columns: Long, Integer, Short, Boolean, String, Date, BigDecimal,
     *     Double or null
     */
    public void insert(RowShape shape, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        if (shape.keys() != null) {
            long[] fresh = keys.take(shape.keys(), rows.size());
            for (int i = 0; i < fresh.length; i++) {
                rows.get(i)[0] = fresh[i];
            }
        }
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            switch (database) {
                case POSTGRESQL -> copy(connection, shape, rows);
                case H2 -> batch(connection, shape, rows);
            }
            return null;
        });
    }

    private static void copy(Connection connection, RowShape shape, List<Object[]> rows) throws SQLException {
        String sql = "COPY " + shape.table() + " (" + String.join(", ", shape.columns()) + ") FROM STDIN";
        byte[] text = CopyText.of(rows);
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new ByteArrayInputStream(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory: cannot be
        }
    }

    private static void batch(Connection connection, RowShape shape, List<Object[]> rows) throws SQLException {
        String places = String.join(", ", Collections.nCopies(shape.columns().size(), "?"));
        String sql = "insert into " + shape.table() + " (" + String.join(", ", shape.columns()) + ") values (" + places
                + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i] instanceof Date date ? new Timestamp(date.getTime()) : row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
