package org.yilian.hub.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.SecuritySettings;

/**
 * Under which address the hub issues tokens, and for whom. Without {@code hub.public-url} the address is the request's,
 * and then only on loopback: else whoever can set the Host header could use an assertion that was made for another
 * server.
 */
@Component
public final class Issuer {
    /** Audience of the hub's own tokens where no public address is set. */
    private static final String AUDIENCE = "urn:yilian-hub:fhir";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final HubSettings hub;
    private final String publicUrl;
    private final String audience;

    Issuer(HubSettings hub, SecuritySettings security) {
        this.hub = hub;
        publicUrl = hub.publicUrl().replaceAll("/+$", "");
        audience = !security.audience().isBlank()
                ? security.audience()
                : publicUrl.isEmpty() ? AUDIENCE : publicUrl + "/fhir";
    }

    /** Empty when the address is taken from each request. */
    String fixedAddress() {
        return publicUrl;
    }

    String audience() {
        return audience;
    }

    String addressFor(HttpServletRequest request) {
        return hub.addressFor(request);
    }

    /** Whether tokens may be asked for under the address that this request was sent to. */
    boolean trusts(HttpServletRequest request) {
        return !publicUrl.isEmpty() || LOOPBACK.contains(request.getServerName());
    }
}
