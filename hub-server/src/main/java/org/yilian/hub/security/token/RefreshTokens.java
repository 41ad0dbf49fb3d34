package org.yilian.hub.security.token;

import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Refresh tokens for apps that prove who they are and asked for them. A token that follows another ends when that one
 * would have: what a user granted lasts {@code hub.security.app-session}, however often it is renewed.
 */
final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {
    private final OAuth2RefreshTokenGenerator framework = new OAuth2RefreshTokenGenerator();

    @Override
    public OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!context.getAuthorizedScopes().contains("online_access")) {
            return null;
        }
        OAuth2RefreshToken made = framework.generate(context);
        OAuth2Authorization grant = context.getAuthorization();
        if (made == null || grant == null || grant.getRefreshToken() == null) {
            return made;
        }
        OAuth2RefreshToken previous = grant.getRefreshToken().getToken();
        // Begins with the previous one too: a token made as that one ends would else end before it begins.
        return new OAuth2RefreshToken(made.getTokenValue(), previous.getIssuedAt(), previous.getExpiresAt());
    }
}
