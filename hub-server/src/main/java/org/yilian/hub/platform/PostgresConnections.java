package org.yilian.hub.platform;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * How the hub talks to PostgreSQL, whatever the server's own settings are.
 *
 * <ul>
 *   <li>A batch of inserts goes as few statements of many rows.
 *   <li>A commit that has returned is in the log on the disk: {@code synchronous_commit = off} at the server is not followed
 *       here, because the hub acknowledges to others what it has committed. The stricter and the replicating values stay.
 *   <li>The planner is told that pages are on a disk without arms: with its default it reads whole tables for a few
 *       hundred ids, which costs more with each message.
 * </ul>
 */
final class PostgresConnections implements BeanPostProcessor {
    private static final String EVERY_CONNECTION = "select set_config('random_page_cost', '1.1', false),"
            + " set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on'"
            + " else current_setting('synchronous_commit') end, false)";

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:")) {
            pool.addDataSourceProperty("reWriteBatchedInserts", "true");
            pool.setConnectionInitSql(EVERY_CONNECTION);
            // Commits what stands above; else the first rollback on the connection would take the settings back.
            pool.setIsolateInternalQueries(true);
        }
        return bean;
    }
}
