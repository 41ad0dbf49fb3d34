package org.yilian.hub.architecture;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.yilian.hub.HubServer;

/** The features know each other only as their package-info says, and have no cycles. */
class ModularityTests {

    @Test
    void featuresUseOnlyTheirNeighbours() {
        ApplicationModules.of(HubServer.class).verify();
    }
}
