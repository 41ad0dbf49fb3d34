package org.yilian.hub.security.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.AppGrants;
import org.yilian.hub.security.AppOrigins;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.FhirUsers;
import org.yilian.hub.security.Launches;
import org.yilian.hub.security.SecuritySettings;

/**
 * The embedded authorization server: {@code /oauth2/token} for hospital systems (client_credentials) and for apps that
 * people use (authorization_code, refresh_token), {@code /oauth2/authorize}, {@code /oauth2/revoke}, {@code /oauth2/jwks}.
 * Gone when {@code HUB_ISSUER_URI} names another one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${hub.security.issuer-uri:}'.isBlank()")
class AuthorizationServer {

    @Bean
    JWKSource<SecurityContext> tokenKeys(HubSettings hub) {
        return new ImmutableJWKSet<>(SigningKeys.in(hub.data()));
    }

    @Bean
    Clients clients(CallerDirectory directory, PasswordEncoder encoder, SecuritySettings settings) {
        return new Clients(directory, encoder, settings);
    }

    @Bean
    TokenClaims tokenClaims(Clients clients, Issuer issuer, Launches launches, FhirUsers fhirUsers) {
        return new TokenClaims(clients, issuer, launches, fhirUsers);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(Issuer issuer) {
        AuthorizationServerSettings.Builder settings = AuthorizationServerSettings.builder();
        if (!issuer.fixedAddress().isEmpty()) {
            settings.issuer(issuer.fixedAddress());
        }
        return settings.build();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain tokenDoor(
            HttpSecurity http,
            Clients clients,
            AuthorizationServerSettings settings,
            JWKSource<SecurityContext> keys,
            Issuer issuer,
            SeenAssertions seen,
            Clock clock,
            TokenAnswers answers,
            TokenClaims claims,
            Launches launches,
            AppGrants grants,
            SecuritySettings security,
            AppOrigins origins)
            throws Exception {
        AppLaunch apps = new AppLaunch(clients, launches, answers);
        http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/oauth2/**"));
        http.with(
                OAuth2AuthorizationServerConfigurer.authorizationServer(),
                server -> server.registeredClientRepository(clients)
                        .authorizationService(new Grants(grants, clock, security.appSession()))
                        .authorizationServerSettings(settings)
                        .tokenGenerator(generator(keys, claims))
                        .clientAuthentication(authentication -> authentication
                                .authenticationConverters(converters -> converters.add(0, new AssertionConverter()))
                                .authenticationProviders(providers ->
                                        verifyAssertions(providers, new AssertionDecoders(clients, seen, clock)))
                                .errorResponseHandler(answers::refused))
                        .authorizationEndpoint(apps::configure)
                        .tokenRevocationEndpoint(revocation -> revocation.errorResponseHandler(answers::refused))
                        .tokenEndpoint(token -> token.accessTokenRequestConverters(converters -> {
                                    converters.clear();
                                    converters.add(new OAuth2AuthorizationCodeAuthenticationConverter());
                                    converters.add(new OAuth2RefreshTokenAuthenticationConverter());
                                    converters.add(new NarrowedRequest());
                                })
                                .authenticationProviders(AuthorizationServer::scopesAreNarrowedAlready)
                                .accessTokenResponseHandler(answers::granted)
                                .errorResponseHandler(answers::refused)));
        http.addFilterBefore(new TokenRequests(issuer, answers), SecurityContextHolderFilter.class);
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        // The session of who signed in at the portal is read, none is made here.
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER));
        http.requestCache(AbstractHttpConfigurer::disable);
        http.csrf(AbstractHttpConfigurer::disable);
        http.cors(cors -> cors.configurationSource(origins));
        http.exceptionHandling(failures -> failures.authenticationEntryPoint(apps::enter));
        return http.build();
    }

    private static void verifyAssertions(List<AuthenticationProvider> providers, AssertionDecoders decoders) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof JwtClientAssertionAuthenticationProvider assertions) {
                assertions.setJwtDecoderFactory(decoders);
            }
        }
    }

    /** {@link NarrowedRequest} leaves nothing over that the client may not have; SMART's letters are more than words. */
    private static void scopesAreNarrowedAlready(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider clientCredentials) {
                clientCredentials.setAuthenticationValidator(context -> {});
            }
        }
    }

    private static OAuth2TokenGenerator<?> generator(JWKSource<SecurityContext> keys, TokenClaims claims) {
        JwtGenerator tokens = new JwtGenerator(new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(first(keys)))));
        tokens.setJwtCustomizer(claims);
        return new DelegatingOAuth2TokenGenerator(tokens, new RefreshTokens());
    }

    private static JWK first(JWKSource<SecurityContext> keys) {
        return ((ImmutableJWKSet<SecurityContext>) keys).getJWKSet().getKeys().get(0);
    }
}
