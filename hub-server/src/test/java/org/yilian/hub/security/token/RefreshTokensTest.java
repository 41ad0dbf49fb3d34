package org.yilian.hub.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2AccessTokenGenerator;

class RefreshTokensTest {
    private static final Duration SESSION = Duration.ofHours(8);

    private final RegisteredClient app = RegisteredClient.withId("app")
            .clientId("app")
            .clientSecret("secret")
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .redirectUri("https://app.example/")
            .tokenSettings(TokenSettings.builder()
                    .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                    .refreshTokenTimeToLive(SESSION)
                    .reuseRefreshTokens(false)
                    .build())
            .build();

    @BeforeEach
    void aServer() {
        AuthorizationServerSettings settings =
                AuthorizationServerSettings.builder().build();
        AuthorizationServerContextHolder.setContext(new AuthorizationServerContext() {
            @Override
            public String getIssuer() {
                return "https://hub.example";
            }

            @Override
            public AuthorizationServerSettings getAuthorizationServerSettings() {
                return settings;
            }
        });
    }

    @AfterEach
    void none() {
        AuthorizationServerContextHolder.resetContext();
    }

    @Test
    void aTokenThatFollowsAnotherEndsWhenThatOneWould() {
        Instant end = Instant.now().plus(Duration.ofHours(1));
        InMemoryOAuth2AuthorizationService grants = new InMemoryOAuth2AuthorizationService(
                granted(new OAuth2RefreshToken("first", end.minus(SESSION), end)));
        OAuth2RefreshToken second = renewed(grants, "first");
        assertThat(second.getTokenValue()).isNotEqualTo("first");
        assertThat(second.getExpiresAt()).isEqualTo(end);
        OAuth2RefreshToken third = renewed(grants, second.getTokenValue());
        assertThat(third.getTokenValue()).isNotEqualTo(second.getTokenValue());
        assertThat(third.getExpiresAt()).isEqualTo(end);
    }

    @Test
    void theFirstLastsASession() {
        Instant before = Instant.now();
        OAuth2RefreshToken first = new RefreshTokens().generate(context("online_access"));
        assertThat(first.getExpiresAt())
                .isBetween(before.plus(SESSION), Instant.now().plus(SESSION));
    }

    @Test
    void whoDidNotAskForOneGetsNone() {
        assertThat(new RefreshTokens().generate(context("openid"))).isNull();
    }

    /** As the token endpoint does it. */
    private OAuth2RefreshToken renewed(InMemoryOAuth2AuthorizationService grants, String token) {
        OAuth2RefreshTokenAuthenticationProvider endpoint = new OAuth2RefreshTokenAuthenticationProvider(
                grants, new DelegatingOAuth2TokenGenerator(new OAuth2AccessTokenGenerator(), new RefreshTokens()));
        return ((OAuth2AccessTokenAuthenticationToken)
                        endpoint.authenticate(new OAuth2RefreshTokenAuthenticationToken(token, client(), null, null)))
                .getRefreshToken();
    }

    private OAuth2ClientAuthenticationToken client() {
        return new OAuth2ClientAuthenticationToken(app, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "secret");
    }

    private OAuth2Authorization granted(OAuth2RefreshToken refresh) {
        return OAuth2Authorization.withRegisteredClient(app)
                .principalName("doctor")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(Set.of("online_access"))
                .attribute(Principal.class.getName(), new TestingAuthenticationToken("doctor", ""))
                .accessToken(new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER,
                        "access",
                        refresh.getIssuedAt(),
                        refresh.getIssuedAt().plusSeconds(300)))
                .refreshToken(refresh)
                .build();
    }

    private DefaultOAuth2TokenContext context(String scope) {
        return DefaultOAuth2TokenContext.builder()
                .registeredClient(app)
                .principal(new TestingAuthenticationToken("doctor", ""))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrant(new OAuth2AuthorizationCodeAuthenticationToken("code", client(), null, null))
                .tokenType(OAuth2TokenType.REFRESH_TOKEN)
                .authorizedScopes(Set.of(scope))
                .build();
    }
}
