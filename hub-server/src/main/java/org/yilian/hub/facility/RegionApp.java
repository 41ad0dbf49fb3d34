package org.yilian.hub.facility;

import java.net.URI;
import java.util.List;

/**
 * An app that people use with their own account (SMART App Launch).
 *
 * @param redirectUris where the app takes its code: exactly these, {@code https} or loopback
 * @param launchUri where the portal opens it with a patient, null for an app that is started by itself
 * @param scopes the most a token of the app may have, separated by blanks
 * @param secret a hash, or plain in the demo region only; null for an app that can keep no secret
 * @param jwks its public keys as a JSON Web Key Set where it signs, else null
 */
public record RegionApp(
        String id,
        String nameZh,
        String nameEn,
        List<URI> redirectUris,
        URI launchUri,
        String scopes,
        String secret,
        String jwks) {
    public RegionApp {
        redirectUris = redirectUris == null ? List.of() : List.copyOf(redirectUris);
        nameEn = nameEn == null ? nameZh : nameEn;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RegionApp[" + id + "]";
    }
}
