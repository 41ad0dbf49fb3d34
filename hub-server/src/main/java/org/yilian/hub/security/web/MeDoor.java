package org.yilian.hub.security.web;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.Caller;

/** {@code GET /api/me}: who the portal is talking to. */
@RestController
class MeDoor {
    private final boolean demo;

    MeDoor(HubSettings hub) {
        demo = hub.demo();
    }

    @GetMapping("/api/me")
    Me me(Authentication authentication) {
        Caller caller = Caller.current();
        String display = authentication.getPrincipal() instanceof PortalUser user && user.display() != null
                ? user.display()
                : caller.name();
        return new Me(caller.name(), display, caller.roles().stream().sorted().toList(), caller.facility(), demo);
    }

    record Me(String name, String display, List<String> roles, String facility, boolean demo) {}
}
