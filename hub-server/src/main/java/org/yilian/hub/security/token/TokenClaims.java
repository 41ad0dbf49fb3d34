package org.yilian.hub.security.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.FhirUsers;
import org.yilian.hub.security.Launches;

/**
 * What the hub's tokens say. Access tokens: the claims of RFC 9068, and facility and roles, so that who may do what is
 * decided without looking anything up; {@code app} where a user works through one. Identity tokens: the claims of OpenID
 * Connect and {@code fhirUser}.
 */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    /** The patient the app was opened with: of the token's answer, and known again when the token is renewed. */
    static final String PATIENT = "patient";

    /** Through which app a user works, and by which grant: a token of an app holds as long as its grant does. */
    static final String APP = "app";

    static final String GRANT = "grant";

    private final Clients clients;
    private final Issuer issuer;
    private final Launches launches;
    private final FhirUsers fhirUsers;

    TokenClaims(Clients clients, Issuer issuer, Launches launches, FhirUsers fhirUsers) {
        this.clients = clients;
        this.issuer = issuer;
        this.launches = launches;
        this.fhirUsers = fhirUsers;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        context.getJwsHeader().algorithm(SignatureAlgorithm.RS256);
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getJwsHeader().type("at+jwt");
            context.getClaims().claims(claims -> access(context, claims));
        } else {
            context.getClaims().claims(claims -> identity(context, claims));
        }
    }

    private void access(JwtEncodingContext context, Map<String, Object> claims) {
        String client = context.getRegisteredClient().getClientId();
        claims.put("aud", List.of(issuer.audience()));
        claims.put("client_id", client);
        claims.put("scope", String.join(" ", context.getAuthorizedScopes()));
        claims.put("jti", UUID.randomUUID().toString());
        String facility;
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            CallerDirectory.Client described = clients.described(context.getRegisteredClient());
            facility = described.facility();
            BoundTokens.bind(described, claims);
        } else {
            Caller user = Caller.of(context.getPrincipal());
            facility = user.facility();
            claims.put(APP, client);
            claims.put(GRANT, context.getAuthorization().getId());
            claims.put("preferred_username", user.name());
            claims.put("roles", List.copyOf(user.roles()));
            patient(context).ifPresent(patient -> claims.put(PATIENT, patient));
        }
        if (facility != null) {
            claims.put("facility", facility);
        }
    }

    private Optional<String> patient(JwtEncodingContext context) {
        OAuth2Authorization grant = context.getAuthorization();
        if (grant == null || !context.getAuthorizedScopes().contains("launch")) {
            return Optional.empty();
        }
        if (grant.getAccessToken() != null && grant.getAccessToken().getClaims() != null) {
            return Optional.ofNullable(
                    (String) grant.getAccessToken().getClaims().get(PATIENT));
        }
        OAuth2AuthorizationRequest asked = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return asked.getAdditionalParameters().get("launch") instanceof String handle
                ? launches.patient(context.getPrincipal().getName(), handle)
                : Optional.empty();
    }

    private void identity(JwtEncodingContext context, Map<String, Object> claims) {
        Authentication principal = context.getPrincipal();
        Caller user = Caller.of(principal);
        if (context.getAuthorizedScopes().contains("fhirUser")) {
            claims.put("fhirUser", claims.get("iss") + "/fhir/" + fhirUsers.reference(user.name(), user.facility()));
        }
        if (context.getAuthorizedScopes().contains(OidcScopes.PROFILE)) {
            claims.put("preferred_username", user.name());
            claims.put("roles", user.roles().stream().sorted().toList());
            if (user.facility() != null) {
                claims.put("facility", user.facility());
            }
        }
    }
}
