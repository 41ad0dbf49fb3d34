package org.yilian.hub.sharing;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long links live and how often a pass code may be guessed.
 *
 * @param longest the longest life of a link
 * @param freeTries wrong pass codes in a row before a link has to wait
 * @param mostTries wrong pass codes in a row after which a link stays shut
 * @param longestPause the longest time a link has to wait
 * @param openTriesPerMinute tries that one address may make in a minute, at any link; many patients may share one
 */
@Validated
@ConfigurationProperties("hub.sharing")
record SharingSettings(
        @NotNull @DefaultValue("30d") Duration longest,
        @Min(1) @DefaultValue("5") int freeTries,
        @Min(1) @DefaultValue("20") int mostTries,
        @NotNull @DefaultValue("15m") Duration longestPause,
        @Min(1) @DefaultValue("300") int openTriesPerMinute) {}
