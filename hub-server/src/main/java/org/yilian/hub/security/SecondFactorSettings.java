package org.yilian.hub.security;

import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who needs more than a password.
 *
 * @param requiredOf roles whose users need a {@code totp} in region.yaml outside the sample region, otherwise the hub does
 *     not start; empty for nobody. Who has one needs its codes in any case
 */
@Validated
@ConfigurationProperties("hub.second-factor")
public record SecondFactorSettings(
        @NotNull @DefaultValue("OPERATOR") Set<Role> requiredOf) {}
