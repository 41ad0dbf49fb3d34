package org.yilian.hub.audit;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Door;

/** {@code GET /api/audit/verification}: is the trail whole, and where does it end. */
@RestController
class AuditDoor {
    private final AuditVerifier verifier;
    private final AccessPolicy policy;

    AuditDoor(AuditVerifier verifier, AccessPolicy policy) {
        this.verifier = verifier;
        this.policy = policy;
    }

    @GetMapping("/api/audit/verification")
    AuditVerifier.Verdict verification() {
        policy.requireRead(Door.AUDIT);
        return verifier.verify();
    }
}
