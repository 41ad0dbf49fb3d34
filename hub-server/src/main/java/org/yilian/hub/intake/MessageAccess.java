package org.yilian.hub.intake;

import java.util.List;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** Who may look at messages: the region's operators at all, a hospital at its own. Each look and each act is recorded. */
@Component
public class MessageAccess {
    private final AccessPolicy policy;
    private final AuditTrail audit;

    MessageAccess(AccessPolicy policy, AuditTrail audit) {
        this.policy = policy;
        this.audit = audit;
    }

    /** The facility whose messages the caller sees; null for all. */
    public String list(String asked) {
        Caller caller = policy.requireRead(Door.MESSAGES);
        if (caller.facility() == null) {
            return asked;
        }
        if (asked != null && !asked.equals(caller.facility())) {
            throw notYours();
        }
        return caller.facility();
    }

    void read(long id, MessageQueries.Detail detail) {
        requireOwn(policy.requireRead(Door.MESSAGES), detail.item().facility());
        audit.record(Access.read(Door.MESSAGES, null, List.of("urn:yilian:message:" + id), patients(detail)));
    }

    /** Answers who acts. */
    public String manage(String act, long id, String facility) {
        Caller caller = policy.requireRead(Door.MESSAGES);
        requireOwn(caller, facility);
        List<String> messages = id == 0 ? List.of() : List.of("urn:yilian:message:" + id);
        audit.record(Access.read(Door.MESSAGES, null, messages, List.of()).as(Access.Action.UPDATE, act));
        return caller.name();
    }

    /** A search by somebody's number: the logical ids it stands for are recorded, the number is not. */
    void searched(List<String> patients) {
        List<String> references = patients.stream().map(id -> "Patient/" + id).toList();
        audit.record(Access.query(Door.MESSAGES, null, null, List.of(), references));
    }

    /** A look at stored messages as a whole, in order to try something on them. */
    public void tried(String facility, List<Long> messages) {
        requireOwn(policy.requireRead(Door.MESSAGES), facility);
        List<String> touched =
                messages.stream().map(id -> "urn:yilian:message:" + id).toList();
        audit.record(Access.read(Door.MESSAGES, null, touched, List.of()).as(Access.Action.READ, "try"));
    }

    private static void requireOwn(Caller caller, String facility) {
        if (caller.facility() != null && !caller.facility().equals(facility)) {
            throw notYours();
        }
    }

    private static HubFailure notYours() {
        return new HubFailure(FailureCategory.FORBIDDEN, "HUB-0128", "messages of another facility");
    }

    private static List<String> patients(MessageQueries.Detail detail) {
        return detail.patient() == null ? List.of() : List.of("Patient/" + detail.patient());
    }
}
