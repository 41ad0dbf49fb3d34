package org.yilian.hub.security.web;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.CallerDirectory.User;
import org.yilian.hub.security.SecondFactorSettings;

/**
 * The code beside the password, for users whose description has a {@code totp}. A code is taken once and in order, whichever
 * node or start of the hub took the last: seen over a shoulder it is worth nothing. A clock may be off by half a minute.
 */
@Component
class SecondFactor {
    private static final int TOLERANCE = 1;

    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private final JdbcClient jdbc;
    private final Clock clock;

    SecondFactor(
            CallerDirectory directory, SecondFactorSettings settings, HubSettings hub, JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        for (User user : directory.users()) {
            if (user.totp() != null) {
                keys.put(user.name(), key(user));
            } else if (!hub.demo()
                    && settings.requiredOf().stream()
                            .anyMatch(role -> user.roles().contains(role.name()))) {
                throw new IllegalStateException("region.yaml users[" + user.name()
                        + "].totp: is needed for this role (hub.second-factor.required-of)");
            }
        }
    }

    private static byte[] key(User user) {
        try {
            return Totp.key(user.totp());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("region.yaml users[" + user.name() + "].totp: " + e.getMessage());
        }
    }

    public boolean isNeededFor(String name) {
        return keys.containsKey(name);
    }

    /** True once for each code, while it is valid. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean takes(String name, String code) {
        byte[] key = keys.get(name);
        if (key == null || code == null || code.length() != Totp.DIGITS) {
            return false;
        }
        long now = Totp.step(clock.instant());
        for (long step = now - TOLERANCE; step <= now + TOLERANCE; step++) {
            if (MessageDigest.isEqual(bytes(Totp.code(key, step, Totp.DIGITS)), bytes(code))) {
                return isNewest(name, step);
            }
        }
        return false;
    }

    private boolean isNewest(String name, long step) {
        if (jdbc.sql("update yh_second_factor set last_step = ? where user_name = ? and last_step < ?")
                        .params(step, name, step)
                        .update()
                == 1) {
            return true;
        }
        try {
            return jdbc.sql("insert into yh_second_factor (user_name, last_step) values (?, ?)")
                            .params(name, step)
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
