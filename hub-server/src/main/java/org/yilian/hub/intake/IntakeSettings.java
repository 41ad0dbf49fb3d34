package org.yilian.hub.intake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param mllpPort port of the MLLP listener, 0 for a free one
 * @param mllpsPort port of the MLLP listener over TLS, 0 for a free one; there is one only with a key (hub.tls)
 * @param lanes messages worked on in parallel; those of one patient share a lane
 * @param batch messages that share a database transaction at most
 * @param work false takes and acknowledges messages and lets them wait, for maintenance
 */
@Validated
@ConfigurationProperties("hub.intake")
public record IntakeSettings(
        @DefaultValue("2575") @Min(0) @Max(65535) int mllpPort,
        @DefaultValue("2576") @Min(0) @Max(65535) int mllpsPort,
        @DefaultValue("4") @Min(1) @Max(64) int lanes,
        @DefaultValue("16") @Min(1) @Max(200) int batch,
        @DefaultValue("true") boolean work) {}
