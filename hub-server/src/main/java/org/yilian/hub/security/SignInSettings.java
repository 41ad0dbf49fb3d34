package org.yilian.hub.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where people sign in at the portal besides with a password of region.yaml: an issuer that speaks OpenID Connect.
 *
 * @param issuer its address, empty for none
 * @param clientId the portal's id at the issuer
 * @param clientSecret its secret there
 * @param nameZh what the button is called, in Chinese
 * @param nameEn the same in English
 */
@ConfigurationProperties("hub.sign-in")
public record SignInSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("统一身份认证") String nameZh,
        @DefaultValue("Single sign-on") String nameEn) {

    public SignInSettings {
        if (!issuer.isBlank() && (clientId.isBlank() || clientSecret.isBlank())) {
            throw new IllegalArgumentException(
                    "HUB_SIGN_IN_ISSUER: needs HUB_SIGN_IN_CLIENT_ID and HUB_SIGN_IN_CLIENT_SECRET");
        }
    }

    public boolean wanted() {
        return !issuer.isBlank();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SignInSettings[" + issuer + "]";
    }
}
