package org.yilian.hub.imaging.dimse;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param days how long after its time an order that nobody performed and nobody took back is still shown */
@Validated
@ConfigurationProperties("hub.imaging.worklist")
record WorklistSettings(
        @DefaultValue("30") @Min(1) @Max(3_650) int days) {}
