package org.yilian.hub.notification;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param firstPause before the second try; doubles with each
 * @param longestPause the longest pause between two tries
 * @param connectTimeout for connection and TLS handshake
 * @param ackTimeout from the end of a message to the end of its acknowledgment
 * @param node name of this process among those that deliver from one database; empty for host and data folder
 * @param errorAttempts how often a message that is answered AE is tried before it is a dead letter
 */
@Validated
@ConfigurationProperties("hub.notification")
record NotificationSettings(
        @DefaultValue("1s") @NotNull Duration firstPause,
        @DefaultValue("5m") @NotNull Duration longestPause,
        @DefaultValue("10s") @NotNull Duration connectTimeout,
        @DefaultValue("30s") @NotNull Duration ackTimeout,
        @DefaultValue("20") @Min(1) @Max(10000) int errorAttempts,
        @DefaultValue("") @NotNull String node) {

    NotificationSettings {
        if (firstPause.isNegative() || firstPause.isZero()) {
            throw new IllegalArgumentException("hub.notification.first-pause must be more than nothing");
        }
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("hub.notification.longest-pause must not be less than first-pause");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero() || ackTimeout.isNegative() || ackTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "hub.notification.connect-timeout and ack-timeout must be more than nothing");
        }
    }
}
