package org.yilian.hub.imaging;

import org.springframework.test.context.TestPropertySource;
import org.yilian.hub.HubOnPostgresTest;

/** With the suite of the JDK. */
@HubOnPostgresTest
@TestPropertySource(properties = {"hub.encryption.suite=AES-256-GCM", "hub.encryption.keys=" + SealedHub.KEYS})
class SealedHubOnPostgresIT extends SealedHub {
    @Override
    boolean on() {
        return true;
    }
}
