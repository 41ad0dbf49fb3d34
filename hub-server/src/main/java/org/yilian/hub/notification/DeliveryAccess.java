package org.yilian.hub.notification;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** Who may look at what leaves: the region's operators at all, a hospital at what it gets. Each look and each act is recorded. */
@Component
class DeliveryAccess {
    private final AccessPolicy policy;
    private final AuditTrail audit;

    DeliveryAccess(AccessPolicy policy, AuditTrail audit) {
        this.policy = policy;
        this.audit = audit;
    }

    /** The facility whose messages the caller sees; null for all. */
    String list() {
        return policy.requireRead(Door.MESSAGES).facility();
    }

    void read(DeliveryQueries.Detail detail) {
        requireOwn(detail);
        audit.record(access(detail));
    }

    /** Answers who acts. */
    String manage(String act, DeliveryQueries.Detail detail) {
        Caller caller = requireOwn(detail);
        audit.record(access(detail).as(Access.Action.UPDATE, act));
        return caller.name();
    }

    private static Access access(DeliveryQueries.Detail detail) {
        String message = "urn:yilian:delivery:" + detail.item().id();
        List<String> patients = detail.patient() == null ? List.of() : List.of("Patient/" + detail.patient());
        return Access.read(Door.MESSAGES, null, List.of(message), patients);
    }

    private Caller requireOwn(DeliveryQueries.Detail detail) {
        Caller caller = policy.requireRead(Door.MESSAGES);
        if (caller.facility() != null && !caller.facility().equals(detail.item().facility())) {
            throw new HubFailure(FailureCategory.FORBIDDEN, "HUB-0755", "deliveries to another facility");
        }
        return caller;
    }
}
