package org.yilian.hub.security.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.doors.SecuritySlice;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.CallerDirectory.User;
import org.yilian.hub.security.Http;
import org.yilian.hub.security.Role;
import org.yilian.hub.security.SecondFactorSettings;
import org.yilian.hub.security.SliceTest;

/** Password and code. */
@SliceTest
class SecondFactorIT {
    @LocalServerPort
    int port;

    @Test
    void aPasswordIsNotEnoughAndACodeIsTakenOnce() {
        Http http = new Http(port);
        http.get("/api/me");
        HttpResponse<String> withoutCode = login(http, "admin", "demo", "");
        assertThat(withoutCode.statusCode()).isEqualTo(401);
        assertThat(withoutCode.body()).contains("HUB-0788");
        assertThat(http.get("/api/me").statusCode()).isEqualTo(401);
        assertThat(login(http, "admin", "wrong", code(0)).body()).contains("HUB-0714");
        String code = code(0);
        assertThat(login(http, "admin", "demo", code).statusCode()).isEqualTo(204);
        assertThat(http.get("/api/me").statusCode()).isEqualTo(200);
        Http thief = new Http(port);
        thief.get("/api/me");
        assertThat(login(thief, "admin", "demo", code).body()).contains("HUB-0788");
        assertThat(login(thief, "admin", "demo", code(-40)).statusCode()).isEqualTo(401);
    }

    @Test
    void wrongCodesInARowMakeANameWait() {
        Http http = new Http(port);
        http.get("/api/me");
        for (int i = 0; i < 20; i++) {
            assertThat(login(http, "admin2", "demo", "").body())
                    .as("asking is no guess")
                    .contains("HUB-0788");
        }
        String wrong = code(0).equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 8; i++) {
            assertThat(login(http, "admin2", "demo", wrong).statusCode()).isEqualTo(401);
        }
        assertThat(login(http, "admin2", "demo", code(0)).headers().firstValue("Retry-After"))
                .isPresent();
    }

    @Test
    void anAdministratorWithoutOneStopsTheStart() {
        User operator = new User("op", "op", Set.of("OPERATOR"), null, "x");
        assertThatIllegalStateException()
                .isThrownBy(() -> start(false, operator, Role.OPERATOR))
                .withMessageContaining("users[op].totp");
        assertThatCode(() -> start(true, operator, Role.OPERATOR)).doesNotThrowAnyException();
        assertThatCode(() -> start(false, operator)).doesNotThrowAnyException();
        assertThatCode(() -> start(false, new User("op", "op", Set.of("OPERATOR"), null, "x", SecuritySlice.TOTP)))
                .doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> start(false, new User("op", "op", Set.of("OPERATOR"), null, "x", "SECRET!!")))
                .withMessageContaining("users[op].totp")
                .withMessageNotContaining("SECRET");
    }

    private static String code(int steps) {
        return Totp.code(
                Totp.key(SecuritySlice.TOTP), Totp.step(Clock.systemUTC().instant()) + steps, Totp.DIGITS);
    }

    private static HttpResponse<String> login(Http http, String name, String password, String code) {
        return http.form("/login", Map.of("username", name, "password", password, "code", code));
    }

    private static void start(boolean demo, User user, Role... required) {
        new SecondFactor(
                new CallerDirectory() {
                    @Override
                    public Collection<Client> clients() {
                        return List.of();
                    }

                    @Override
                    public Collection<User> users() {
                        return List.of(user);
                    }

                    @Override
                    public String region() {
                        return "REGION";
                    }

                    @Override
                    public Set<String> facilities() {
                        return Set.of();
                    }
                },
                new SecondFactorSettings(Set.of(required)),
                new HubSettings(Path.of("."), "none", demo, ""),
                null,
                Clock.systemUTC());
    }
}
