package org.yilian.hub.security.web;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.Role;
import org.yilian.hub.security.SecondFactorSettings;

/**
 * Whom an ID token names: the claims {@code preferred_username}, {@code roles} and {@code facility}, as in access tokens of an
 * external issuer. Words that are no roles of the hub open nothing.
 */
@Component
class IssuedUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {
    static final String NO_ROLE = "HUB-0767";
    static final String NO_SECOND_FACTOR = "HUB-0768";

    /** RFC 8176: several factors, a one-time password, a key in hardware. */
    private static final Set<String> STRONG = Set.of("mfa", "otp", "hwk");

    private final CallerDirectory directory;
    private final Set<Role> strongRoles;

    IssuedUsers(CallerDirectory directory, SecondFactorSettings secondFactor, HubSettings hub) {
        this.directory = directory;
        strongRoles = hub.demo() ? Set.of() : secondFactor.requiredOf();
    }

    /** @throws OAuth2AuthenticationException with a code of the hub's, if this is nobody who may come in */
    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcIdToken token = request.getIdToken();
        return new IssuedUser(token, caller(token));
    }

    Caller caller(OidcIdToken token) {
        Caller caller = CallerToken.user(token);
        if (!caller.isUser()
                || caller.facility() != null && !directory.facilities().contains(caller.facility())) {
            throw refused(NO_ROLE);
        }
        List<String> methods = token.getAuthenticationMethods();
        if (strongRoles.stream().anyMatch(caller::hasRole)
                && (methods == null || Collections.disjoint(methods, STRONG))) {
            throw refused(NO_SECOND_FACTOR);
        }
        return caller;
    }

    private static OAuth2AuthenticationException refused(String code) {
        return new OAuth2AuthenticationException(new OAuth2Error(code));
    }
}
