package org.yilian.hub.platform.vault;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * Table {@code yh_encryption_key}: which keys this database's things were sealed with, and a word sealed with each, by which a
 * wrong key shows before anything is written or read with it.
 */
final class KeyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
    private static final byte[] WORD = new byte[32];

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeyCheck(DataSource dataSource, Clock clock) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.clock = clock;
    }

    private record Used(String id, byte[] word) {}

    void check(Vault vault, KeyRing ring) {
        List<Used> used = used();
        used.forEach(each -> check(vault, ring, each));
        String newest = vault.keyId();
        if (newest != null && used.stream().noneMatch(each -> each.id().equals(newest))) {
            add(vault, ring, newest);
        }
        if (newest != null) {
            LOG.info(
                    "encryption at rest is on: suite={} key={} keys={}",
                    vault.suite().name(),
                    newest,
                    ring.ids().size());
        }
    }

    private List<Used> used() {
        return transaction.execute(status -> jdbc.sql("select key_id, word from yh_encryption_key order by key_id")
                .query((row, n) -> new Used(row.getString(1), row.getBytes(2)))
                .list());
    }

    private static void check(Vault vault, KeyRing ring, Used used) {
        if (ring.key(used.id()).isEmpty()) {
            LOG.error("HUB-1106 a key is missing that things were sealed with: key={}", used.id());
            throw new HubFailure(
                    FailureCategory.INCORRECT,
                    "HUB-1106",
                    "hub.encryption: a key is missing that stored messages or images were sealed with; the log names it");
        }
        try {
            vault.unseal(used.id(), used.word(), what(used.id()));
        } catch (Suite.NotAuthentic e) {
            LOG.error("HUB-1107 a key is another one than things were sealed with: key={}", used.id());
            throw new HubFailure(
                    FailureCategory.INCORRECT,
                    "HUB-1107",
                    "hub.encryption: a key is not the one that stored messages or images were sealed with; the log names it");
        }
    }

    private void add(Vault vault, KeyRing ring, String id) {
        try {
            transaction.executeWithoutResult(
                    status -> jdbc.sql("insert into yh_encryption_key (key_id, word, since) values (?, ?, ?)")
                            .params(id, vault.seal(WORD, what(id)), Timestamp.from(clock.instant()))
                            .update());
        } catch (DuplicateKeyException e) {
            // Another node was faster: it must mean the same key by it.
            used().stream().filter(each -> each.id().equals(id)).forEach(each -> check(vault, ring, each));
        }
    }

    private static Vault.What what(String id) {
        return Vault.What.of("yh_encryption_key", "yh_encryption_key", id);
    }
}
