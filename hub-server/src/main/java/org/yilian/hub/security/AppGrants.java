package org.yilian.hub.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people granted to apps, and what they took back. In the database, though the tokens to ask anew with are in the
 * memory of one node: what is revoked here opens nothing with the next request, at whichever node.
 */
@Component
public class AppGrants {
    private static final String LIVING = " where revoked_at is null and until_at > ?";
    /** Longer than clocks differ. */
    private static final Duration KEPT_AFTER_END = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    AppGrants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param facility of the user, null for people of the region
     * @param until when the last of its tokens ends that there is so far
     */
    public record Grant(String id, String app, String user, String facility, Instant since, Instant until) {}

    /** Keeps a grant, or until when one that is known lasts. What was revoked stays so. */
    @Transactional
    public void keep(Grant grant) {
        int known = jdbc.sql("update yh_app_grant set until_at = ? where id = ?")
                .param(time(grant.until()))
                .param(grant.id())
                .update();
        if (known == 0) {
            jdbc.sql("insert into yh_app_grant (id, app, user_name, facility, granted_at, until_at)"
                            + " values (?, ?, ?, ?, ?, ?)")
                    .param(grant.id())
                    .param(grant.app())
                    .param(grant.user())
                    .param(grant.facility())
                    .param(time(grant.since()))
                    .param(time(grant.until()))
                    .update();
        }
    }

    /** Whether tokens of this grant may open anything: it is known and was not revoked. */
    @Transactional(readOnly = true)
    public boolean holds(String id) {
        return jdbc.sql("select count(*) from yh_app_grant where id = ? and revoked_at is null")
                        .param(id)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Grants that can still be used, the newest first. */
    @Transactional(readOnly = true)
    public List<Grant> of(String user) {
        return jdbc.sql("select * from yh_app_grant" + LIVING + " and user_name = ? order by granted_at desc, id")
                .param(now())
                .param(user)
                .query(AppGrants::grant)
                .list();
    }

    /** Everybody's grants that can still be used, the newest first. */
    @Transactional(readOnly = true)
    public List<Grant> all() {
        return jdbc.sql("select * from yh_app_grant" + LIVING + " order by granted_at desc, id")
                .param(now())
                .query(AppGrants::grant)
                .list();
    }

    /** Ends a grant, as the app itself wants or because its code was used twice. */
    @Transactional
    public void revoke(String id) {
        jdbc.sql("update yh_app_grant set revoked_at = ? where id = ? and revoked_at is null")
                .param(now())
                .param(id)
                .update();
    }

    /** @return how many grants of this app and user there were to end */
    @Transactional
    public int revoke(String app, String user) {
        return jdbc.sql("update yh_app_grant set revoked_at = ?" + LIVING + " and app = ? and user_name = ?")
                .param(now())
                .param(now())
                .param(app)
                .param(user)
                .update();
    }

    @Scheduled(fixedDelayString = "PT15M", initialDelayString = "PT15M")
    @Transactional
    public void forgetEnded() {
        jdbc.sql("delete from yh_app_grant where until_at < ?")
                .param(time(clock.instant().minus(KEPT_AFTER_END)))
                .update();
    }

    private OffsetDateTime now() {
        return time(clock.instant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Grant grant(ResultSet row, int number) throws SQLException {
        return new Grant(
                row.getString("id"),
                row.getString("app"),
                row.getString("user_name"),
                row.getString("facility"),
                row.getObject("granted_at", OffsetDateTime.class).toInstant(),
                row.getObject("until_at", OffsetDateTime.class).toInstant());
    }
}
