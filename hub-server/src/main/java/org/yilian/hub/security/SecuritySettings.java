package org.yilian.hub.security;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How callers are recognised.
 *
 * @param issuerUri external OpenID issuer (HUB_ISSUER_URI); empty for the embedded authorization server
 * @param audience what an access token must be meant for; empty for the hub's public address with {@code /fhir}
 * @param tokenLifetime of access tokens, at most an hour
 * @param loginFailures wrong passwords in a row before a name has to wait
 * @param longestPause the longest time a name has to wait
 * @param appSession how long an app that may ask anew (scope {@code online_access}) does so without its user
 * @param metricsFromLoopback whether a scraper on this machine needs no token
 */
@Validated
@ConfigurationProperties("hub.security")
public record SecuritySettings(
        @DefaultValue("") String issuerUri,
        @DefaultValue("") String audience,
        @NotNull @DefaultValue("5m") Duration tokenLifetime,
        @Min(1) @DefaultValue("5") int loginFailures,
        @NotNull @DefaultValue("15m") Duration longestPause,
        @NotNull @DefaultValue("8h") Duration appSession,
        @DefaultValue("false") boolean metricsFromLoopback) {

    public SecuritySettings {
        if (tokenLifetime.isNegative() || tokenLifetime.isZero() || tokenLifetime.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("hub.security.token-lifetime: more than nothing, at most 1h");
        }
    }

    public boolean embedded() {
        return issuerUri.isBlank();
    }
}
