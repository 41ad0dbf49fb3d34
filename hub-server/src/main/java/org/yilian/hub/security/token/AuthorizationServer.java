package org.yilian.hub.security.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
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
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.SecuritySettings;

/**
 * The embedded authorization server: {@code /oauth2/token} for client_credentials and {@code /oauth2/jwks}.
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
            TokenAnswers answers)
            throws Exception {
        http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/oauth2/**"));
        http.with(
                OAuth2AuthorizationServerConfigurer.authorizationServer(),
                server -> server.registeredClientRepository(clients)
                        .authorizationService(new NothingStored())
                        .authorizationServerSettings(settings)
                        .tokenGenerator(generator(keys, clients, issuer))
                        .clientAuthentication(authentication -> authentication
                                .authenticationConverters(converters -> converters.add(0, new AssertionConverter()))
                                .authenticationProviders(providers ->
                                        verifyAssertions(providers, new AssertionDecoders(clients, seen, clock)))
                                .errorResponseHandler(answers::refused))
                        .tokenEndpoint(token -> token.accessTokenRequestConverters(converters -> {
                                    converters.clear();
                                    converters.add(new NarrowedRequest());
                                })
                                .authenticationProviders(AuthorizationServer::scopesAreNarrowedAlready)
                                .accessTokenResponseHandler(answers::granted)
                                .errorResponseHandler(answers::refused)));
        http.addFilterBefore(new TokenRequests(issuer, answers), SecurityContextHolderFilter.class);
        http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.requestCache(AbstractHttpConfigurer::disable);
        http.csrf(AbstractHttpConfigurer::disable);
        http.exceptionHandling(failures -> failures.authenticationEntryPoint(answers::refused));
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

    private static JwtGenerator generator(JWKSource<SecurityContext> keys, Clients clients, Issuer issuer) {
        JWK first = first(keys);
        JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(first))));
        generator.setJwtCustomizer(context -> describe(context, clients, issuer));
        return generator;
    }

    private static JWK first(JWKSource<SecurityContext> keys) {
        return ((ImmutableJWKSet<SecurityContext>) keys).getJWKSet().getKeys().get(0);
    }

    /** Claims of RFC 9068, and the facility: with it, who may change what is decided without looking anything up. */
    private static void describe(JwtEncodingContext context, Clients clients, Issuer issuer) {
        String facility = clients.described(context.getRegisteredClient()).facility();
        context.getJwsHeader().algorithm(SignatureAlgorithm.RS256).type("at+jwt");
        context.getClaims().claims(claims -> {
            claims.put("aud", List.of(issuer.audience()));
            claims.put("client_id", context.getRegisteredClient().getClientId());
            claims.put("scope", String.join(" ", context.getAuthorizedScopes()));
            claims.put("jti", UUID.randomUUID().toString());
            if (facility != null) {
                claims.put("facility", facility);
            }
        });
    }
}
