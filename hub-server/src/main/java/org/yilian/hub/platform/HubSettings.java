package org.yilian.hub.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

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
        @DefaultValue("") String publicUrl) {

    /** The base under which the client of this request reaches the hub, without a slash at its end. */
    public String addressFor(HttpServletRequest request) {
        return publicUrl.isEmpty()
                ? ServletUriComponentsBuilder.fromContextPath(request).build().toUriString()
                : publicUrl.replaceAll("/+$", "");
    }
}
