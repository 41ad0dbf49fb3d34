package org.yilian.hub.audit;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Door;

/**
 * {@code GET /api/audit/verification}: is the trail whole, and where does it end. {@code GET /api/audit/anchors}: what the
 * hub said about its end day by day, to be kept elsewhere.
 */
@RestController
class AuditDoor {
    private final AuditAnchors anchors;
    private final AccessPolicy policy;

    AuditDoor(AuditAnchors anchors, AccessPolicy policy) {
        this.anchors = anchors;
        this.policy = policy;
    }

    @GetMapping("/api/audit/verification")
    AuditVerifier.Verdict verification() {
        policy.requireRead(Door.AUDIT);
        return anchors.verify();
    }

    @GetMapping("/api/audit/anchors")
    Sealed anchors() {
        policy.requireRead(Door.AUDIT);
        return new Sealed(anchors.publicKeys().toJSONObject(), anchors.lines());
    }

    /**
     * @param keys the JSON Web Key Set that verifies the lines
     * @param anchors compact JWS, oldest first
     */
    record Sealed(Map<String, Object> keys, List<String> anchors) {}
}
