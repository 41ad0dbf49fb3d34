package org.yilian.hub.security.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.yilian.hub.security.AppGrants;
import org.yilian.hub.security.SecuritySettings;

/** What makes an access token good: signature by the issuer's key, audience, time, issuer, the certificate it is bound to. */
@Configuration(proxyBeanMethods = false)
class ResourceServer {
    private static final Duration SKEW = Duration.ofSeconds(5);

    @Bean
    JwtDecoder accessTokens(
            ObjectProvider<JWKSource<SecurityContext>> ownKeys,
            SecuritySettings settings,
            Issuer issuer,
            AppGrants grants,
            Clock clock) {
        if (!settings.embedded()) {
            OAuth2TokenValidator<Jwt> theirs = validator(settings.issuerUri(), issuer.audience(), clock);
            // Asked at first use: the issuer may start after the hub.
            JwtDecoder external = new SupplierJwtDecoder(() -> {
                NimbusJwtDecoder located = NimbusJwtDecoder.withIssuerLocation(settings.issuerUri())
                        .build();
                located.setJwtValidator(theirs);
                return located;
            });
            return new VerifiedTokens(external, theirs);
        }
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SigningKeys.ALGORITHM, ownKeys.getObject()));
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        NimbusJwtDecoder own = new NimbusJwtDecoder(processor);
        OAuth2TokenValidator<Jwt> ours = new DelegatingOAuth2TokenValidator<>(
                validator(issuer.fixedAddress(), issuer.audience(), clock), jwt -> granted(jwt, grants));
        own.setJwtValidator(ours);
        return new VerifiedTokens(own, ours);
    }

    /** A token of an app ends with its grant, not only when its time is over. */
    private static OAuth2TokenValidatorResult granted(Jwt token, AppGrants grants) {
        return !token.hasClaim(TokenClaims.APP) || grants.holds(token.getClaimAsString(TokenClaims.GRANT))
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN));
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, String audience, Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
        time.setClock(clock);
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>();
        validators.add(time);
        validators.add(new JwtClaimValidator<>("exp", java.util.Objects::nonNull));
        validators.add(new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(audience)));
        validators.add(BoundTokens::validate);
        if (!issuer.isEmpty()) {
            validators.add(new JwtIssuerValidator(issuer));
        }
        return new DelegatingOAuth2TokenValidator<>(validators);
    }

    @Bean
    ServletRegistrationBean<SmartConfiguration> smartConfiguration(
            Issuer issuer, SecuritySettings settings, MutualTlsPort mutualTls, ObjectMapper json) {
        return new ServletRegistrationBean<>(
                new SmartConfiguration(issuer, settings.issuerUri(), mutualTls, json),
                "/fhir/.well-known/smart-configuration",
                "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration");
    }
}
