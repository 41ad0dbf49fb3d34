package org.yilian.hub.security.web;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.yilian.hub.security.SignInSettings;

/** The portal as the issuer knows it. The issuer is asked for its endpoints at the first sign-in: it may start after the hub. */
final class IssuerRegistration implements ClientRegistrationRepository {
    static final String ID = "oidc";

    private final SignInSettings settings;
    private final String callback;
    private volatile ClientRegistration registration;

    /** @param callback address an issuer sends people back to; may begin with {@code {baseUrl}} */
    IssuerRegistration(SignInSettings settings, String callback) {
        this.settings = settings;
        this.callback = callback;
    }

    @Override
    public ClientRegistration findByRegistrationId(String id) {
        if (!ID.equals(id)) {
            return null;
        }
        if (registration == null) {
            registration = ClientRegistrations.fromIssuerLocation(settings.issuer())
                    .registrationId(ID)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .redirectUri(callback)
                    .scope(OidcScopes.OPENID, OidcScopes.PROFILE)
                    .build();
        }
        return registration;
    }
}
