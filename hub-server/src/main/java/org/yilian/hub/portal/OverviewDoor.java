package org.yilian.hub.portal;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.reporting.Overview;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Door;

/** {@code GET /api/overview}: what each hospital has sent so far. No patient is in it, so no audit record. */
@RestController
class OverviewDoor {
    private final Overview overview;
    private final AccessPolicy policy;

    OverviewDoor(Overview overview, AccessPolicy policy) {
        this.overview = overview;
        this.policy = policy;
    }

    @GetMapping("/api/overview")
    Overview.Holdings overview() {
        policy.requireRead(Door.PORTAL);
        return overview.holdings();
    }
}
