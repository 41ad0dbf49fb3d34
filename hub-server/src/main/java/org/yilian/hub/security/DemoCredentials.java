package org.yilian.hub.security;

import java.util.stream.Stream;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.HubSettings;

/**
 * Stops the start when anybody outside the sample region could sign in with what its documentation tells the world, or
 * when a secret stands readable in the region's description. Costs one hash comparison (about 60 ms) for each secret.
 */
@Component
class DemoCredentials implements InitializingBean {
    private final CallerDirectory directory;
    private final PasswordEncoder encoder;
    private final HubSettings hub;

    DemoCredentials(CallerDirectory directory, PasswordEncoder encoder, HubSettings hub) {
        this.directory = directory;
        this.encoder = encoder;
        this.hub = hub;
    }

    @Override
    public void afterPropertiesSet() {
        if (hub.demo()) {
            return;
        }
        Stream.concat(directory.clients().stream(), directory.apps().stream().map(CallerDirectory.App::client))
                .parallel()
                .filter(client -> client.secret() != null)
                .forEach(client -> check("clients[" + client.id() + "].secret", client.secret(), client.id()));
        directory.users().parallelStream()
                .forEach(user -> check("users[" + user.name() + "].password", user.password(), user.name()));
    }

    private void check(String key, String stored, String name) {
        if (!stored.startsWith("{")) {
            throw new IllegalStateException("region.yaml " + key + ": is not hashed; write {bcrypt} and the hash");
        }
        if (Stream.of("demo", "demo-" + name).anyMatch(known -> matches(known, stored, key))) {
            throw new IllegalStateException("region.yaml " + key + ": is the published one of the sample region");
        }
    }

    private boolean matches(String known, String stored, String key) {
        try {
            return encoder.matches(known, stored);
        } catch (IllegalArgumentException e) {
            // The cause may quote the hash.
            throw new IllegalStateException("region.yaml " + key + ": is hashed in no way the hub knows");
        }
    }
}
