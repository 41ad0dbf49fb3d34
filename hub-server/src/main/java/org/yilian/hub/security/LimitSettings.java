package org.yilian.hub.security;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How much one caller may ask of one node.
 *
 * @param clientRequestsPerMinute of a hospital system, which may come at once; 0 for no limit
 * @param userRequestsPerMinute of a person, likewise; a study of images is a request an image
 * @param largestBody of a request, as it is sent and as it is when decompressed; images and HL7 v2 messages have limits of
 *     their own
 */
@Validated
@ConfigurationProperties("hub.limits")
public record LimitSettings(
        @Min(0) @DefaultValue("60000") int clientRequestsPerMinute,
        @Min(0) @DefaultValue("6000") int userRequestsPerMinute,
        @NotNull @DefaultValue("64MB") DataSize largestBody) {

    public LimitSettings {
        if (largestBody.toBytes() < 1 || largestBody.toBytes() > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException("hub.limits.largest-body: from 1B to less than 2GB");
        }
    }
}
