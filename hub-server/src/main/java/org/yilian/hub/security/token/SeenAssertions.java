package org.yilian.hub.security.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.platform.Sha256;

/**
 * Which assertions were used, until they expire. In the database, so that neither a restart nor another node of the hub
 * takes one twice; the primary key decides a race.
 */
@Component
class SeenAssertions {
    private final JdbcClient jdbc;
    private final Clock clock;

    SeenAssertions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** True exactly once for a client and jti. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean firstUse(String clientId, String jti, Instant expires) {
        try {
            jdbc.sql("insert into yh_assertion_seen (fingerprint, expires_at) values (?, ?)")
                    .param(fingerprint(clientId, jti))
                    .param(expires.atOffset(ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT5M")
    @Transactional
    public void forgetExpired() {
        jdbc.sql("delete from yh_assertion_seen where expires_at < ?")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A jti may be of any length and content; its hash is neither. */
    private static String fingerprint(String clientId, String jti) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(clientId.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        return HexFormat.of().formatHex(sha256.digest(jti.getBytes(StandardCharsets.UTF_8)));
    }
}
