package org.yilian.hub.security.fhir;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.yilian.hub.security.AccessDecision;

/** Refusals in FHIR's words. Fixed texts: they say what is missing, never what was found. */
final class Refusal {
    private Refusal() {}

    static BaseServerResponseException of(AccessDecision decision) {
        return switch (decision.reason()) {
            case NOT_AUTHENTICATED -> notSignedIn();
            case NOT_OWNER -> notOwner();
            case DOOR_CLOSED, NOT_IN_SCOPE, GRANTED -> notInScope();
        };
    }

    private static BaseServerResponseException notSignedIn() {
        String text = "HUB-0720: Sign in or send a valid token";
        AuthenticationException refusal = new AuthenticationException(text);
        refusal.setOperationOutcome(outcome(IssueType.LOGIN, text));
        return refusal;
    }

    static ForbiddenOperationException notInScope() {
        return forbidden("HUB-0721: No scope or role of the caller allows this");
    }

    static ForbiddenOperationException notOwner() {
        return forbidden("HUB-0722: A record is changed only by the facility that owns it");
    }

    static ForbiddenOperationException foreignId() {
        return forbidden("HUB-0723: An id that begins with a facility's code belongs to that facility");
    }

    private static ForbiddenOperationException forbidden(String text) {
        return new ForbiddenOperationException(text, outcome(IssueType.FORBIDDEN, text));
    }

    private static OperationOutcome outcome(IssueType code, String text) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(code).setDiagnostics(text);
        return outcome;
    }
}
