package org.yilian.hub.audit;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the end of the audit trail is held fast.
 *
 * @param anchors folder of the anchors, best on another machine; empty for {@code anchors} in the data folder
 * @param anchorEvery time between two anchors
 * @param anchorLog whether each anchor is a line of the log too, for a log that leaves the machine
 * @param openedPerHour patients a person may open within an hour before the trail remarks on it; 0 for never
 * @param listedPerHour patients in answers about several, likewise
 */
@Validated
@ConfigurationProperties("hub.audit")
record AuditSettings(
        @DefaultValue("") String anchors,
        @NotNull @DefaultValue("24h") Duration anchorEvery,
        @DefaultValue("true") boolean anchorLog,
        @Min(0) @DefaultValue("150") int openedPerHour,
        @Min(0) @DefaultValue("3000") int listedPerHour) {

    AuditSettings {
        if (anchorEvery.isNegative() || anchorEvery.isZero()) {
            throw new IllegalArgumentException("hub.audit.anchor-every: more than nothing");
        }
    }

    static Path file(String anchors, Path data) {
        return (anchors == null || anchors.isBlank() ? data.resolve("anchors") : Path.of(anchors))
                .resolve(AnchorFile.NAME);
    }
}
