package org.yilian.hub.security.token;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.yilian.hub.security.SmartScope;

/**
 * A client_credentials request, its scopes narrowed to what the client may have. SMART Backend Services requires the
 * scope parameter; nothing left of it is {@code invalid_scope}.
 */
final class NarrowedRequest implements AuthenticationConverter {
    private static final int LONGEST_SCOPE = 4096;

    @Override
    public Authentication convert(HttpServletRequest request) {
        String[] grantTypes = request.getParameterValues("grant_type");
        if (grantTypes == null || grantTypes.length != 1) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        if (!AuthorizationGrantType.CLIENT_CREDENTIALS.getValue().equals(grantTypes[0])) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE);
        }
        Authentication principal = SecurityContextHolder.getContext().getAuthentication();
        if (!(principal instanceof OAuth2ClientAuthenticationToken client) || client.getRegisteredClient() == null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        Set<String> granted = SmartScope.narrow(
                requested(request), client.getRegisteredClient().getScopes());
        if (granted.isEmpty()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        return new OAuth2ClientCredentialsAuthenticationToken(client, granted, Map.of());
    }

    private static List<String> requested(HttpServletRequest request) {
        String[] scopes = request.getParameterValues("scope");
        if (scopes == null || scopes.length != 1 || scopes[0].isBlank() || scopes[0].length() > LONGEST_SCOPE) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        return List.of(scopes[0].trim().split(" +"));
    }
}
