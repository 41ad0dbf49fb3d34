package org.yilian.hub.security.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.yilian.hub.security.CallerDirectory.Client;

/**
 * Verifies client assertions by the keys the region's description gives for the client, and by no others: {@code jwk},
 * {@code jku} and {@code x5u} of the assertion are not looked at. ES384 or RS384, at most five minutes to live, for this
 * token endpoint, each {@code jti} once.
 */
final class AssertionDecoders implements JwtDecoderFactory<RegisteredClient> {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES384, JWSAlgorithm.RS384);
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LARGEST_KEY_SET = 64 * 1024;

    private final Clients clients;
    private final SeenAssertions seen;
    private final Clock clock;
    private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

    AssertionDecoders(Clients clients, SeenAssertions seen, Clock clock) {
        this.clients = clients;
        this.seen = seen;
        this.clock = clock;
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        return decoders.computeIfAbsent(client.getClientId(), id -> decoder(clients.described(client)));
    }

    private JwtDecoder decoder(Client client) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(client)));
        // Claims are checked below, in one place.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
        time.setClock(clock);
        // The last one remembers the assertion, so it comes after all that may refuse it.
        OAuth2TokenValidator<Jwt> claims = new DelegatingOAuth2TokenValidator<>(time, jwt -> claims(client, jwt));
        decoder.setJwtValidator(jwt -> {
            OAuth2TokenValidatorResult result = claims.validate(jwt);
            return result.hasErrors() ? result : firstUse(client, jwt);
        });
        return decoder;
    }

    private static JWKSource<SecurityContext> keys(Client client) {
        try {
            if (client.jwks() != null) {
                return new ImmutableJWKSet<>(JWKSet.parse(client.jwks()).toPublicJWKSet());
            }
            URI uri = client.jwksUri();
            return JWKSourceBuilder.create(
                            uri.toURL(), new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_KEY_SET))
                    .retrying(true)
                    .build();
        } catch (ParseException | MalformedURLException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "clients[" + client.id() + "].jwks: neither a key set nor an address of one");
        }
    }

    private OAuth2TokenValidatorResult claims(Client client, Jwt jwt) {
        Instant expires = jwt.getExpiresAt();
        boolean right = client.id().equals(jwt.getSubject())
                && client.id().equals(jwt.getClaimAsString("iss"))
                && jwt.getId() != null
                && !jwt.getId().isBlank()
                && expires != null
                && !expires.isAfter(clock.instant().plus(LONGEST_LIFE).plus(SKEW))
                && jwt.getAudience() != null
                && jwt.getAudience().contains(tokenEndpoint());
        return right ? OAuth2TokenValidatorResult.success() : refused();
    }

    private OAuth2TokenValidatorResult firstUse(Client client, Jwt jwt) {
        return seen.firstUse(client.id(), jwt.getId(), jwt.getExpiresAt().plus(SKEW))
                ? OAuth2TokenValidatorResult.success()
                : refused();
    }

    private static String tokenEndpoint() {
        AuthorizationServerContext server = AuthorizationServerContextHolder.getContext();
        return server.getIssuer() + server.getAuthorizationServerSettings().getTokenEndpoint();
    }

    private static OAuth2TokenValidatorResult refused() {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_client"));
    }
}
