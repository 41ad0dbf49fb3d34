package org.yilian.hub.record.rows;

import java.util.List;

/**
 * A table of HAPI's as it is filled: its columns in the order in which each row gives its values. Columns that stay empty
 * are left out.
 *
 * @param keys sequence of the first column; null where the caller gives the key
 */
public record RowShape(String table, String keys, List<String> columns) {
    public RowShape {
        columns = List.copyOf(columns);
    }

    static RowShape of(String table, String keys, String columns) {
        return new RowShape(table, keys, List.of(columns.split(" ")));
    }
}
