package org.yilian.hub.emergency;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param lasts how long the records stay open, at most a day */
@Validated
@ConfigurationProperties("hub.emergency")
record EmergencySettings(@NotNull @DefaultValue("4h") Duration lasts) {
    EmergencySettings {
        if (lasts.isNegative() || lasts.isZero() || lasts.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("hub.emergency.lasts: more than nothing, at most 24h");
        }
    }
}
