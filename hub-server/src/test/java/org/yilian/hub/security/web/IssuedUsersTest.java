package org.yilian.hub.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Callers;
import org.yilian.hub.security.Role;
import org.yilian.hub.security.SecondFactorSettings;

class IssuedUsersTest {
    private final IssuedUsers users = users(false);

    @Test
    void namesThePersonAsTheIssuerDoes() {
        Caller caller = users.caller(
                token(Map.of("preferred_username", "lin", "roles", List.of("DOCTOR", "admin"), "facility", "H001")));
        assertThat(caller.name()).isEqualTo("lin");
        assertThat(caller.facility()).isEqualTo("H001");
        assertThat(caller.roles())
                .as("what is no role of the hub opens nothing")
                .containsExactly("DOCTOR");
        assertThat(caller.scopes()).isEmpty();
    }

    @Test
    void takesTheSubjectWhereThereIsNoName() {
        assertThat(users.caller(token(Map.of("roles", "DOCTOR PLANNER"))).name())
                .isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfa", "otp", "hwk"})
    void anOperatorWithASecondFactorComesIn(String method) {
        Caller caller = users.caller(token(Map.of("roles", "OPERATOR", "amr", List.of("pwd", method))));
        assertThat(caller.hasRole(Role.OPERATOR)).isTrue();
    }

    @Test
    void anOperatorWithAPasswordOnlyDoesNot() {
        assertThatThrownBy(() -> users.caller(token(Map.of("roles", "OPERATOR", "amr", List.of("pwd")))))
                .isInstanceOfSatisfying(
                        OAuth2AuthenticationException.class,
                        e -> assertThat(e.getError().getErrorCode()).isEqualTo("HUB-0768"));
        assertThat(users(true).caller(token(Map.of("roles", "OPERATOR"))).hasRole(Role.OPERATOR))
                .as("in the sample region")
                .isTrue();
    }

    @Test
    void nobodyComesInWithoutARoleOrFromElsewhere() {
        for (Map<String, Object> claims : List.<Map<String, Object>>of(
                Map.of("roles", List.of("admin")),
                Map.of(),
                Map.of("roles", "DOCTOR", "facility", "H999"),
                Map.of("roles", "DOCTOR", "facility", ""))) {
            assertThatThrownBy(() -> users.caller(token(claims)))
                    .as(claims.toString())
                    .isInstanceOfSatisfying(
                            OAuth2AuthenticationException.class,
                            e -> assertThat(e.getError().getErrorCode()).isEqualTo("HUB-0767"));
        }
    }

    private static OidcIdToken token(Map<String, Object> claims) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("sub", "42"));
        all.putAll(claims);
        return new OidcIdToken("t", Instant.EPOCH, Instant.MAX, all);
    }

    private static IssuedUsers users(boolean demo) {
        return new IssuedUsers(
                Callers.NONE,
                new SecondFactorSettings(Set.of(Role.OPERATOR)),
                new HubSettings(Path.of("."), "none", demo, ""));
    }
}
