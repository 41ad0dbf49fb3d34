package org.yilian.hub.security.token;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param port where clients with pinned certificates are served, over TLS; 0 for a free one, -1 for none
 */
@Validated
@ConfigurationProperties("hub.mutual-tls")
record MutualTlsSettings(
        @Min(-1) @Max(65_535) @DefaultValue("-1") int port) {
    boolean wanted() {
        return port >= 0;
    }
}
