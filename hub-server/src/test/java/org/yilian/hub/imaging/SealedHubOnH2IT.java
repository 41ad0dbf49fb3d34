package org.yilian.hub.imaging;

import org.springframework.test.context.TestPropertySource;
import org.yilian.hub.HubTest;

/** With the national suite. */
@HubTest
@TestPropertySource(properties = {"hub.encryption.suite=SM4-GCM", "hub.encryption.keys=" + SealedHub.KEYS})
class SealedHubOnH2IT extends SealedHub {
    @Override
    boolean on() {
        return true;
    }
}
