package org.yilian.hub.record.rows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Database;

/**
 * Keys from HAPI's sequences. These count in steps of 50, and a value v stands for the keys v-49 to v, as Hibernate's
 * pooled optimizer has it: HAPI and we can take from the same sequence without meeting. A sequence is outside of
 * transactions, so what one transaction leaves over the next one uses.
 */
@Component
public class Keys {
    private static final int STEP = 50;
    /** Blocks taken beyond what is needed, so that most transactions ask no sequence at all. */
    private static final int AHEAD = 40;

    private final JdbcTemplate jdbc;
    private final Database database;
    private final Map<String, Deque<Block>> free = new HashMap<>();

    Keys(JdbcTemplate jdbc, Database database) {
        this.jdbc = jdbc;
        this.database = database;
    }

    private static final class Block {
        private long next;
        private final long last;

        Block(long value) {
            next = value - STEP + 1;
            last = value;
        }
    }

    /** {@code count} keys that nobody else has. */
    public synchronized long[] take(String sequence, int count) {
        Deque<Block> blocks = free.computeIfAbsent(sequence, name -> new ArrayDeque<>());
        long have =
                blocks.stream().mapToLong(block -> block.last - block.next + 1).sum();
        if (have < count) {
            int more = (int) ((count - have + STEP - 1) / STEP) + AHEAD;
            values(sequence, more).forEach(value -> blocks.addLast(new Block(value)));
        }
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            Block block = blocks.peekFirst();
            keys[i] = block.next++;
            if (block.next > block.last) {
                blocks.removeFirst();
            }
        }
        return keys;
    }

    private List<Long> values(String sequence, int count) {
        String sql =
                switch (database) {
                    case H2 -> "select next value for " + sequence + " from system_range(1, ?)";
                    case POSTGRESQL -> "select nextval('" + sequence + "') from generate_series(1, ?)";
                };
        return jdbc.queryForList(sql, Long.class, count);
    }
}
