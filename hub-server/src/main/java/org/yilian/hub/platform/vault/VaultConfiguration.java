package org.yilian.hub.platform.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    /** Nobody gets a vault before its keys are known to be the right ones. */
    @Bean
    @DependsOnDatabaseInitialization
    Vault vault(EncryptionSettings settings, List<Suite> suites, DataSource dataSource, Clock clock) {
        KeyRing ring = KeyRing.read(text(settings));
        Vault vault = new Vault(suites, suite(settings, suites, ring), ring);
        new KeyCheck(dataSource, clock).check(vault, ring);
        return vault;
    }

    private static Suite suite(EncryptionSettings settings, List<Suite> suites, KeyRing ring) {
        if (settings.suite().equals(EncryptionSettings.NONE)) {
            return null;
        }
        Suite suite = suites.stream()
                .filter(each -> each.name().equals(settings.suite()))
                .findFirst()
                .orElseThrow(() -> new HubFailure(
                        FailureCategory.INCORRECT,
                        "HUB-1111",
                        suites.stream()
                                .map(Suite::name)
                                .sorted()
                                .collect(Collectors.joining(", ", "hub.encryption.suite: none, ", " are known"))));
        if (ring.newest() == null) {
            throw new HubFailure(
                    FailureCategory.INCORRECT,
                    "HUB-1112",
                    "hub.encryption.suite needs a key: hub.encryption.keys-file or hub.encryption.keys");
        }
        return suite;
    }

    private static String text(EncryptionSettings settings) {
        if (settings.keysFile().isEmpty()) {
            return settings.keys();
        }
        try {
            return Files.readString(Path.of(settings.keysFile())) + "\n" + settings.keys();
        } catch (IOException e) {
            throw new HubFailure(
                    FailureCategory.INCORRECT, "HUB-1113", "hub.encryption.keys-file: the file cannot be read", e);
        }
    }
}
