package org.yilian.hub.record;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** What was last written to each resource, table {@code yh_record}. Joins the caller's transaction. */
@Component
class RecordState {
    private static final int IDS_PER_QUERY = 500;

    private final NamedParameterJdbcTemplate jdbc;

    RecordState(JdbcTemplate jdbc) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
    }

    /** @param key {@code Type/id} */
    record Entry(String key, String facility, Instant asOf, String writeHash, String origin) {
        String type() {
            return key.substring(0, key.indexOf('/'));
        }

        String id() {
            return key.substring(key.indexOf('/') + 1);
        }
    }

    Map<String, Entry> load(Collection<String> logicalIds) {
        Map<String, Entry> found = new HashMap<>();
        List<String> ids = List.copyOf(logicalIds);
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_PER_QUERY));
            jdbc.query(
                    "select resource_type, logical_id, facility, as_of, write_hash, origin from yh_record"
                            + " where logical_id in (:ids)",
                    Map.of("ids", some),
                    row -> {
                        Entry entry = new Entry(
                                row.getString(1) + "/" + row.getString(2),
                                row.getString(3),
                                row.getTimestamp(4).toInstant(),
                                row.getString(5),
                                row.getString(6));
                        found.put(entry.key(), entry);
                    });
        }
        return found;
    }

    void insert(Collection<Entry> entries, Instant now) {
        batch(
                "insert into yh_record (facility, as_of, write_hash, origin, written_at, logical_id, resource_type)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                entries,
                now);
    }

    void update(Collection<Entry> entries, Instant now) {
        batch(
                "update yh_record set facility = ?, as_of = ?, write_hash = ?, origin = ?, written_at = ?"
                        + " where logical_id = ? and resource_type = ?",
                entries,
                now);
    }

    void delete(String type, String id) {
        jdbc.update(
                "delete from yh_record where logical_id = :id and resource_type = :type",
                Map.of("id", id, "type", type));
    }

    private void batch(String sql, Collection<Entry> entries, Instant now) {
        if (entries.isEmpty()) {
            return;
        }
        List<Object[]> rows = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            rows.add(new Object[] {
                entry.facility(),
                Timestamp.from(entry.asOf()),
                entry.writeHash(),
                entry.origin(),
                Timestamp.from(now),
                entry.id(),
                entry.type()
            });
        }
        int[] types = {
            Types.VARCHAR, Types.TIMESTAMP, Types.CHAR, Types.VARCHAR, Types.TIMESTAMP, Types.VARCHAR, Types.VARCHAR
        };
        jdbc.getJdbcOperations().batchUpdate(sql, rows, types);
    }
}
