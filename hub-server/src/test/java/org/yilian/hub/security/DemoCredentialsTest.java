package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.CallerDirectory.Client;
import org.yilian.hub.security.CallerDirectory.User;

class DemoCredentialsTest {
    private final PasswordEncoder encoder = SecurityConfiguration.passwordEncoder();

    @Test
    void stopsAStartWithASecretInTheClear() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(false, client("h001", "S3cure and long enough"), null))
                .withMessageContaining("region.yaml clients[h001].secret")
                .withMessageNotContaining("S3cure");
    }

    @Test
    void stopsAStartWithTheSamplesSecretEvenHashed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(false, client("h001", encoder.encode("demo-h001")), null))
                .withMessageContaining("sample region");
        assertThatIllegalStateException()
                .isThrownBy(() -> start(false, null, user("planner", encoder.encode("demo"))))
                .withMessageContaining("users[planner].password");
    }

    @Test
    void stopsAStartWithAHashNobodyKnows() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(false, client("h001", "{noop}x"), null))
                .withMessageContaining("hashed in no way");
    }

    @Test
    void startsWithSecretsOfTheRegionsOwn() {
        assertThatCode(() -> start(false, client("h001", encoder.encode("its own")), null))
                .doesNotThrowAnyException();
        assertThatCode(() -> start(false, new Client("h001", "H001", null, "{}", null, Set.of()), null))
                .doesNotThrowAnyException();
    }

    @Test
    void theSampleRegionStartsAsADemo() {
        assertThatCode(() -> start(true, client("h001", "demo-h001"), user("doctor", "demo")))
                .doesNotThrowAnyException();
    }

    private static Client client(String id, String secret) {
        return new Client(id, "H001", secret, null, null, Set.of("system/*.rs"));
    }

    private static User user(String name, String password) {
        return new User(name, name, Set.of("PLANNER"), null, password);
    }

    private void start(boolean demo, Client client, User user) {
        CallerDirectory directory = new CallerDirectory() {
            @Override
            public Collection<Client> clients() {
                return client == null ? List.of() : List.of(client);
            }

            @Override
            public Collection<User> users() {
                return user == null ? List.of() : List.of(user);
            }

            @Override
            public String region() {
                return "REGION";
            }

            @Override
            public Set<String> facilities() {
                return Set.of("H001");
            }
        };
        new DemoCredentials(directory, encoder, new HubSettings(Path.of("data"), "region.yaml", demo, ""))
                .afterPropertiesSet();
    }
}
