package org.yilian.hub.notification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.platform.HubSettings;

/**
 * Table {@code yh_delivery_lease}: one node of those on a database delivers to a destination. Time is the database's, so
 * that the nodes' clocks do not matter. A node that comes back under its name has its leases at once.
 */
@Component
class Leases {
    /** Beside connecting, sending and waiting for the answer: a pause of the process, a slow commit. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private static final int LONGEST_NAME = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Duration length;
    private final String holder;
    private final String free;

    @Autowired
    Leases(JdbcClient jdbc, TransactionTemplate transaction, NotificationSettings settings, HubSettings hub) {
        this(
                jdbc,
                transaction,
                settings.connectTimeout().plus(settings.ackTimeout()).plus(MARGIN),
                settings.node().isBlank() ? name(hub) : settings.node());
    }

    Leases(JdbcClient jdbc, TransactionTemplate transaction, Duration length, String holder) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.length = length;
        this.holder = holder.length() <= LONGEST_NAME ? holder : holder.substring(0, LONGEST_NAME);
        this.free = "update yh_delivery_lease set holder = ?, renewed_at = current_timestamp where destination = ?"
                + " and (holder = ? or renewed_at < current_timestamp - interval '" + Math.max(1, length.toSeconds())
                + "' second)";
    }

    /** The data folder belongs to one process of one machine. */
    private static String name(HubSettings hub) {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return host + ":" + hub.data().toAbsolutePath().normalize();
    }

    /** After this time without renewing, another node may take it. */
    Duration length() {
        return length;
    }

    /** Takes the lease, or renews it, in a transaction of its own; false while another node has it. */
    boolean take(String destination) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> renew(destination) || first(destination)));
        } catch (DataIntegrityViolationException e) {
            return false; // another node was faster
        }
    }

    private boolean renew(String destination) {
        return jdbc.sql(free).params(holder, destination, holder).update() > 0;
    }

    private boolean first(String destination) {
        long known = jdbc.sql("select count(*) from yh_delivery_lease where destination = ?")
                .param(destination)
                .query(Long.class)
                .single();
        return known == 0
                && jdbc.sql("insert into yh_delivery_lease (destination, holder, renewed_at)"
                                        + " values (?, ?, current_timestamp)")
                                .params(destination, holder)
                                .update()
                        > 0;
    }

    /** Renews the lease in the caller's transaction; false if it is another's by now. */
    boolean hold(String destination) {
        return jdbc.sql("update yh_delivery_lease set renewed_at = current_timestamp"
                                + " where destination = ? and holder = ?")
                        .params(destination, holder)
                        .update()
                > 0;
    }

    /** Lets another node go on at once. */
    void release(String destination) {
        transaction.executeWithoutResult(
                status -> jdbc.sql("delete from yh_delivery_lease where destination = ? and holder = ?")
                        .params(destination, holder)
                        .update());
    }
}
