package org.yilian.hub.security.fhir;

import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceGoneException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.instance.model.api.IIdType;
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

    /** What is kept from the caller, in the words HAPI has for what never was. */
    static ResourceNotFoundException notThere(IIdType id) {
        String text = "HAPI-2001: Resource " + id.getResourceType() + "/" + id.getIdPart() + " is not known";
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.PROCESSING)
                .setDiagnostics(text);
        return new ResourceNotFoundException(text, outcome);
    }

    /** A reference to a record that is kept from who writes, or that never was. */
    static InvalidRequestException noSuchReference() {
        String text = "HUB-0764: A reference names no record that there is for the caller";
        return new InvalidRequestException(text, outcome(IssueType.NOTFOUND, text));
    }

    static ResourceGoneException noSuchPage() {
        String text = "HUB-0763: No such page: search again";
        return new ResourceGoneException(text, outcome(IssueType.NOTFOUND, text));
    }

    static ForbiddenOperationException tellsTooMuch() {
        return forbidden("HUB-0761: The answer would tell of records that are kept from the caller");
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
