package org.yilian.hub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * The worklist of local codes without a mapping (rule: a result is never held up by one). Counted in the transaction of the
 * messages they stood in: one update for each distinct code of a batch, none for batches in which everything is known.
 */
@Component
class UnmappedCodes {
    private static final int MOST = 500;

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final Region region;

    UnmappedCodes(JdbcTemplate jdbc, JdbcClient client, Region region) {
        this.jdbc = jdbc;
        this.client = client;
        this.region = region;
    }

    /** What one message had. */
    record Seen(String facility, long message, List<UnmappedFinding> findings) {}

    /**
     * One line of the worklist.
     *
     * @param mapped whether the profile in use knows the code by now, so that the messages only wait to be replayed
     */
    record Entry(
            String facility,
            String kind,
            String system,
            String code,
            String display,
            long occurrences,
            Instant firstSeen,
            Instant lastSeen,
            long firstMessage,
            long lastMessage,
            boolean mapped) {}

    /** Which code; the key of a line. */
    record Key(String facility, String kind, String system, String code) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return text().compareTo(other.text());
        }

        private String text() {
            return facility + "\n" + kind + "\n" + system + "\n" + code;
        }
    }

    private static final class Count {
        private long occurrences;
        private String display;
        private long first;
        private long last;
    }

    /** Joins the caller's transaction. Lines are taken in one order, so that lanes do not wait for each other in a circle. */
    void note(List<Seen> seen, Instant at) {
        Map<Key, Count> counts = new TreeMap<>();
        for (Seen each : seen) {
            for (UnmappedFinding finding : each.findings()) {
                Key key = new Key(each.facility(), finding.kind(), finding.system(), finding.code());
                Count count = counts.computeIfAbsent(key, k -> new Count());
                count.occurrences++;
                count.display = finding.display();
                count.first = count.first == 0 ? each.message() : count.first;
                count.last = each.message();
            }
        }
        if (!counts.isEmpty()) {
            store(counts, Timestamp.from(at));
        }
    }

    private void store(Map<Key, Count> counts, Timestamp at) {
        List<Map.Entry<Key, Count>> all = List.copyOf(counts.entrySet());
        int[] updated = jdbc.batchUpdate(
                "update yh_unmapped set occurrences = occurrences + ?, last_seen = ?, last_message = ?"
                        + " where facility = ? and kind = ? and code_system = ? and code = ?",
                all.stream()
                        .map(each ->
                                values(List.of(each.getValue().occurrences, at, each.getValue().last), each.getKey()))
                        .toList());
        List<Object[]> fresh = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (updated[i] == 0) {
                Count count = all.get(i).getValue();
                Object[] key = values(List.of(), all.get(i).getKey());
                fresh.add(Stream.concat(
                                Stream.of(key),
                                Stream.of(count.display, count.occurrences, at, at, count.first, count.last))
                        .toArray());
            }
        }
        if (!fresh.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into yh_unmapped (facility, kind, code_system, code, display, occurrences, first_seen,"
                            + " last_seen, first_message, last_message) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    fresh);
        }
    }

    private static Object[] values(List<Object> before, Key key) {
        List<Object> all = new ArrayList<>(before);
        all.addAll(List.of(key.facility(), key.kind(), key.system(), key.code()));
        return all.toArray();
    }

    /** The most frequent first, at most 500; null parts do not filter. */
    @Transactional(readOnly = true)
    public List<Entry> list(String facility, String kind) {
        StringBuilder sql = new StringBuilder("select * from yh_unmapped where 1 = 1");
        List<Object> values = new ArrayList<>();
        if (facility != null) {
            sql.append(" and facility = ?");
            values.add(facility);
        }
        if (kind != null) {
            sql.append(" and kind = ?");
            values.add(kind);
        }
        return client.sql(sql + " order by occurrences desc, facility, code limit " + MOST)
                .params(values)
                .query((row, n) -> entry(row))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Entry> find(Key key) {
        return client.sql("select * from yh_unmapped where facility = ? and kind = ? and code_system = ? and code = ?")
                .params(key.facility(), key.kind(), key.system(), key.code())
                .query((row, n) -> entry(row))
                .optional();
    }

    private Entry entry(ResultSet row) throws SQLException {
        String facility = row.getString("facility");
        String kind = row.getString("kind");
        String code = row.getString("code");
        return new Entry(
                facility,
                kind,
                row.getString("code_system"),
                code,
                row.getString("display"),
                row.getLong("occurrences"),
                row.getTimestamp("first_seen").toInstant(),
                row.getTimestamp("last_seen").toInstant(),
                row.getLong("first_message"),
                row.getLong("last_message"),
                mapped(facility, kind, code));
    }

    @Transactional
    public boolean forget(Key key) {
        return client.sql("delete from yh_unmapped where facility = ? and kind = ? and code_system = ? and code = ?")
                        .params(key.facility(), key.kind(), key.system(), key.code())
                        .update()
                > 0;
    }

    /** By the hospital's profile or that of any of its systems. */
    private boolean mapped(String facility, String kind, String code) {
        Facility member = region.facility(facility).orElse(null);
        return member != null
                && Stream.concat(Stream.of(member.profile()), member.interfaces().values().stream())
                        .anyMatch(profile -> knows(profile, kind, code));
    }

    private static boolean knows(FacilityProfile profile, String kind, String code) {
        return switch (kind) {
            case "CODE_NOT_MAPPED" ->
                profile.codes().containsKey(code) && profile.codes().get(code).item() != null;
            case "UNIT_NOT_MAPPED" -> profile.units().containsKey(code);
            case "FLAG_NOT_MAPPED" -> profile.flags().containsKey(code);
            case "AUTHORITY_UNKNOWN" -> profile.authorities().containsKey(code);
            default -> false;
        };
    }
}
