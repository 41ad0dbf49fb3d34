package org.yilian.hub.audit;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access.Action;
import org.yilian.hub.audit.Access.Outcome;
import org.yilian.hub.security.AccessDenied;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.SignedIn;

/** Writes down who signed in, and who was turned away before any feature was asked. */
@Component
class RefusalsHeard {
    private final AuditTrail trail;

    RefusalsHeard(AuditTrail trail) {
        this.trail = trail;
    }

    @EventListener
    void on(AccessDenied denied) {
        if (!denied.caller().known() && denied.door() == Door.PORTAL) {
            // Every page asks who is signed in before anybody is: that is no attempt at anything.
            return;
        }
        Action action =
                switch (denied.method()) {
                    case "GET", "HEAD" -> Action.READ;
                    case "PUT", "PATCH" -> Action.UPDATE;
                    case "DELETE" -> Action.DELETE;
                    default -> Action.EXECUTE;
                };
        trail.recordLater(new Access(
                denied.caller(),
                denied.door(),
                action,
                "refused-" + denied.status(),
                null,
                List.of(),
                List.of(),
                null,
                Outcome.DENIED));
    }

    @EventListener
    void on(SignedIn signedIn) {
        Caller caller = Caller.system(signedIn.name(), signedIn.facility(), java.util.Set.of());
        trail.recordLater(new Access(
                caller,
                Door.SIGN_IN,
                Action.EXECUTE,
                "login",
                null,
                List.of(),
                List.of(),
                null,
                signedIn.succeeded() ? Outcome.SUCCESS : Outcome.DENIED));
    }
}
