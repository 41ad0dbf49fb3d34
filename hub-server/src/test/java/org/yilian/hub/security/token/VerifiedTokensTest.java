package org.yilian.hub.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class VerifiedTokensTest {
    private final AtomicInteger verified = new AtomicInteger();
    private final AtomicBoolean holds = new AtomicBoolean(true);

    private final JwtDecoder tokens = new VerifiedTokens(
            token -> {
                verified.incrementAndGet();
                if (token.startsWith("bad")) {
                    throw new BadJwtException("bad");
                }
                return Jwt.withTokenValue(token)
                        .header("alg", "RS256")
                        .subject("somebody")
                        .expiresAt(Instant.MAX)
                        .build();
            },
            jwt -> holds.get()
                    ? OAuth2TokenValidatorResult.success()
                    : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token")));

    @Test
    void aSignatureIsVerifiedOnce() {
        assertThat(tokens.decode("a").getSubject()).isEqualTo("somebody");
        assertThat(tokens.decode("a").getTokenValue()).isEqualTo("a");
        assertThat(tokens.decode("b").getTokenValue()).isEqualTo("b");
        assertThat(verified).hasValue(2);
    }

    @Test
    void whetherATokenHoldsIsAskedEachTime() {
        tokens.decode("a");
        holds.set(false);
        assertThatThrownBy(() -> tokens.decode("a")).isInstanceOf(JwtValidationException.class);
    }

    @Test
    void whatIsRefusedIsNotRemembered() {
        for (int i = 1; i <= 2; i++) {
            assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
            assertThat(verified).hasValue(i);
        }
    }
}
