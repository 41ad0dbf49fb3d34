package org.yilian.hub.security.token;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.yilian.hub.facility.PinnedCertificates;
import org.yilian.hub.security.CallerDirectory.Client;

/**
 * Access tokens that are good only in the hands of who holds the key of a certificate
 * (<a href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</a>): whoever steals one cannot use it.
 */
final class BoundTokens {
    private static final String CONFIRMATION = "cnf";
    private static final String THUMBPRINT = "x5t#S256";
    private static final String SHOWN = "jakarta.servlet.request.X509Certificate";

    private BoundTokens() {}

    /**
     * Binds a token that is being made to the certificate the client shows, where the region has pinned some for it.
     *
     * @throws OAuth2AuthenticationException when it shows none of those
     */
    static void bind(Client client, Map<String, Object> claims) {
        if (client.certificates().isEmpty()) {
            return;
        }
        byte[] shown = shown().filter(
                        print -> client.certificates().contains(HexFormat.of().formatHex(print)))
                .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT)));
        claims.put(
                CONFIRMATION,
                Map.of(THUMBPRINT, Base64.getUrlEncoder().withoutPadding().encodeToString(shown)));
    }

    /** Whether the token is bound to no certificate, or to the one that came with this request. */
    static OAuth2TokenValidatorResult validate(Jwt token) {
        Object confirmation = token.getClaim(CONFIRMATION);
        if (!(confirmation instanceof Map<?, ?> bound) || !bound.containsKey(THUMBPRINT)) {
            return OAuth2TokenValidatorResult.success();
        }
        boolean held = shown().map(
                        print -> Base64.getUrlEncoder().withoutPadding().encodeToString(print))
                .filter(print -> print.equals(bound.get(THUMBPRINT)))
                .isPresent();
        return held
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
    }

    /** SHA-256 of the certificate that came with the request this thread works for. */
    private static Optional<byte[]> shown() {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && request.getRequest().getAttribute(SHOWN) instanceof X509Certificate[] chain
                && chain.length > 0) {
            try {
                return Optional.of(HexFormat.of().parseHex(PinnedCertificates.fingerprint(chain[0])));
            } catch (CertificateException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
