package org.yilian.hub.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tables {@code yh_identity_rerun} and {@code yh_identity_change}. One run at a time, on one node; a node whose heartbeat
 * stops loses it to another. Time is the database's, so that the nodes' clocks do not matter.
 */
@Component
class Reruns {
    /** Longer than the end of a dry run, which is one transaction without a heartbeat. */
    private static final int STALE_SECONDS = 300;

    private static final int LATEST = 20;
    private static final String ALL = "select * from yh_identity_rerun";

    private final JdbcClient jdbc;
    private final String holder = UUID.randomUUID().toString();

    Reruns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a run is. */
    record Task(long id, boolean dry, String after, long looked, long changed, long pairs) {
        Task advanced(String last, int records, int changes, long doubts) {
            return new Task(id, dry, last, looked + records, changed + changes, pairs + doubts);
        }
    }

    /** @return empty if another one runs */
    @Transactional
    public Optional<Rerun> begin(boolean dry, String matcher, String reason, String by, long total, Instant at) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            jdbc.sql("insert into yh_identity_rerun (running, dry, matcher, reason, started_by, started_at, holder,"
                            + " heartbeat, total) values (1, ?, ?, ?, ?, ?, ?, current_timestamp, ?)")
                    .params(dry, matcher, reason, by, Timestamp.from(at), holder, total)
                    .update(key, "id");
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
        return byId(key.getKey().longValue());
    }

    /** The run of a node that is gone, which is this node's from now on. A dry run begins anew: its plan is gone too. */
    @Transactional
    public Optional<Task> takeOver() {
        int taken = jdbc.sql("update yh_identity_rerun set holder = ?, heartbeat = current_timestamp,"
                        + " last_patient = case when dry then '' else last_patient end,"
                        + " looked = case when dry then 0 else looked end"
                        + " where running = 1 and holder <> ?"
                        + " and heartbeat < current_timestamp - interval '" + STALE_SECONDS + "' second")
                .params(holder, holder)
                .update();
        return taken == 0 ? Optional.empty() : mine();
    }

    /** The run that is this node's. */
    @Transactional(readOnly = true)
    public Optional<Task> mine() {
        return jdbc.sql("select id, dry, last_patient, looked, changed, pairs from yh_identity_rerun"
                        + " where running = 1 and holder = ?")
                .param(holder)
                .query((row, n) -> new Task(
                        row.getLong(1),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .optional();
    }

    /** Keeps how far it is, in the caller's transaction. @return false if it is another's by now, or somebody stopped it */
    boolean keep(Task task) {
        return jdbc.sql(
                                "update yh_identity_rerun set heartbeat = current_timestamp, last_patient = ?, looked = ?,"
                                        + " changed = ?, pairs = ? where id = ? and running = 1 and holder = ? and not stop_asked")
                        .params(task.after(), task.looked(), task.changed(), task.pairs(), task.id(), holder)
                        .update()
                == 1;
    }

    /** Keeps what it changed, behind what it changed before; in the caller's transaction. */
    void keep(long id, long before, List<LinkChange> changes) {
        long number = before;
        for (LinkChange each : changes) {
            jdbc.sql("insert into yh_identity_change (rerun, number, patient, other, joined, from_person, from_rule,"
                            + " to_person, to_rule) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            id,
                            ++number,
                            each.patient(),
                            each.other(),
                            each.joined(),
                            each.fromPerson(),
                            each.fromRule(),
                            each.toPerson(),
                            each.toRule())
                    .update();
        }
    }

    /** Ends it if it is this node's. */
    @Transactional
    public void end(long id, Rerun.State ending, Instant at) {
        jdbc.sql("update yh_identity_rerun set running = null, ending = ?, ended_at = ?"
                        + " where id = ? and running = 1 and holder = ?")
                .params(ending.name(), Timestamp.from(at), id, holder)
                .update();
    }

    /** Lets another node, or this one after a restart, go on at once. */
    @Transactional
    public void release(long id) {
        jdbc.sql(
                        "update yh_identity_rerun set holder = '', heartbeat = timestamp with time zone '1970-01-01 00:00:00+00:00'"
                                + " where id = ? and running = 1 and holder = ?")
                .params(id, holder)
                .update();
    }

    /** Whoever works at it stops at the next page. @return false if it has ended */
    @Transactional
    public boolean stop(long id) {
        return jdbc.sql("update yh_identity_rerun set stop_asked = true where id = ? and running = 1")
                        .param(id)
                        .update()
                == 1;
    }

    /** Whether a dry run by these rules has come to its end. */
    @Transactional(readOnly = true)
    public boolean rehearsed(String matcher) {
        return jdbc.sql("select count(*) from yh_identity_rerun where dry and ending = 'FINISHED' and matcher = ?")
                        .param(matcher)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Transactional(readOnly = true)
    public Optional<Rerun> byId(long id) {
        return jdbc.sql(ALL + " where id = ?").param(id).query(Reruns::read).optional();
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    public List<Rerun> latest() {
        return jdbc.sql(ALL + " order by id desc fetch first " + LATEST + " rows only")
                .query(Reruns::read)
                .list();
    }

    @Transactional(readOnly = true)
    public List<LinkChange> changes(long id, int from, int most) {
        return jdbc.sql("select patient, other, joined, from_person, from_rule, to_person, to_rule"
                        + " from yh_identity_change where rerun = ? and number > ? order by number"
                        + " fetch first " + most + " rows only")
                .params(id, from)
                .query((row, n) -> new LinkChange(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getObject(6, Long.class),
                        row.getString(7)))
                .list();
    }

    private static Rerun read(ResultSet row, int number) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        String ending = row.getString("ending");
        return new Rerun(
                row.getLong("id"),
                row.getBoolean("dry"),
                row.getString("matcher"),
                row.getString("reason"),
                row.getString("started_by"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                ending == null ? Rerun.State.RUNNING : Rerun.State.valueOf(ending),
                row.getLong("total"),
                row.getLong("looked"),
                row.getLong("changed"),
                row.getLong("pairs"));
    }
}
