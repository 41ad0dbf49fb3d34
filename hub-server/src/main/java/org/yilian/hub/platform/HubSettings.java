package org.yilian.hub.platform;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What more than one feature needs to know about this installation.
 *
 * @param data folder for files of our own; made at start
 * @param region path of the region description
 * @param demo whether the sample region's published secrets are accepted
 * @param publicUrl base under which clients reach the hub, empty to take it from the request
 */
@Validated
@ConfigurationProperties("hub")
public record HubSettings(
        @NotNull Path data,
        @NotBlank String region,
        @DefaultValue("false") boolean demo,
        @DefaultValue("") String publicUrl) {}
