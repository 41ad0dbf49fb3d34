package org.yilian.hub.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.yilian.hub.security.Launches;
import org.yilian.hub.security.SmartScope;

/**
 * An app's request for a code, as <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html">SMART App Launch
 * 2.2</a> has it: its scopes narrowed to what the app may have, {@code aud} this hub's FHIR address (nothing, where only the
 * user's identity is asked for), {@code launch} a handle its user got from the portal. What is wrong is told to the app only at an address that is registered for it.
 */
final class AppRequests implements AuthenticationConverter {
    private static final Set<String> IDENTITY = Set.of(OidcScopes.OPENID, OidcScopes.PROFILE, "fhirUser");

    private final AuthenticationConverter framework = new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final Clients clients;
    private final Launches launches;

    AppRequests(Clients clients, Launches launches) {
        this.clients = clients;
        this.launches = launches;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        return framework.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken asked
                ? narrowed(asked)
                : null;
    }

    /** Where nothing is left, the wish stays as it is and is refused as the standard says. */
    private Authentication narrowed(OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        RegisteredClient app = clients.findByClientId(asked.getClientId());
        if (app == null || app.getRedirectUris().isEmpty()) {
            // The framework would tell a system that is no app so at whatever address the request names.
            throw refused(null, "client_id");
        }
        Set<String> granted = SmartScope.narrow(asked.getScopes(), app.getScopes());
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                (Authentication) asked.getPrincipal(),
                asked.getRedirectUri(),
                asked.getState(),
                granted.isEmpty() ? asked.getScopes() : granted,
                asked.getAdditionalParameters());
    }

    /** Redirect address and scopes first: until the address is known to be the app's, nothing is sent there. */
    Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> validator() {
        return new OAuth2AuthorizationCodeRequestAuthenticationValidator().andThen(this::check);
    }

    private void check(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
        if (asked.getRedirectUri() == null) {
            throw refused(null, "redirect_uri");
        }
        if (asked.getScopes().isEmpty()) {
            throw refused(asked, "scope");
        }
        if (!isForUs(text(asked, "aud"), asked.getScopes())) {
            throw refused(asked, "aud");
        }
        String handle = text(asked, "launch");
        Authentication user = (Authentication) asked.getPrincipal();
        boolean known = user.isAuthenticated() && !(user instanceof AnonymousAuthenticationToken);
        // Asked again when the user has signed in.
        if (known
                && !handle.isEmpty()
                && launches.patient(user.getName(), handle).isEmpty()) {
            throw refused(asked, "launch");
        }
    }

    /** Who asks only who somebody is (OpenID Connect) means no resource server. */
    private static boolean isForUs(String audience, Set<String> scopes) {
        String fhir = AuthorizationServerContextHolder.getContext().getIssuer() + "/fhir";
        return fhir.equals(audience.replaceAll("/$", "")) || audience.isEmpty() && IDENTITY.containsAll(scopes);
    }

    private static String text(OAuth2AuthorizationCodeRequestAuthenticationToken asked, String parameter) {
        return asked.getAdditionalParameters().get(parameter) instanceof String text ? text : "";
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            OAuth2AuthorizationCodeRequestAuthenticationToken toBeTold, String parameter) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "OAuth 2.0 Parameter: " + parameter, null), toBeTold);
    }
}
