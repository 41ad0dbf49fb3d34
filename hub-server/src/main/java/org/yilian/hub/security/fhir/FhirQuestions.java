package org.yilian.hub.security.fhir;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.AccessDecision;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.Interaction;

/** Turns a FHIR request into the questions the policy answers: one for each interaction and type it reaches. */
@Component
class FhirQuestions {
    /** Operations the hub knows and what they do to their type; any other is refused. */
    private static final Map<String, Interaction> OPERATIONS = Map.ofEntries(
            Map.entry("$everything", Interaction.READ),
            Map.entry("$validate", Interaction.READ),
            Map.entry("$meta", Interaction.READ),
            Map.entry("$lastn", Interaction.SEARCH),
            Map.entry("$match", Interaction.SEARCH),
            Map.entry("$ihe-pix", Interaction.SEARCH),
            Map.entry("$evaluate-measure", Interaction.READ),
            Map.entry("$expand", Interaction.READ),
            Map.entry("$lookup", Interaction.READ),
            Map.entry("$translate", Interaction.READ),
            Map.entry("$validate-code", Interaction.READ),
            Map.entry("$subsumes", Interaction.READ));

    /** The operation of messages, and what those that are taken write. */
    private static final String MESSAGE = "$process-message";

    private static final String FED = "Patient";

    /** Carry no data of a patient, or only what was asked for already. */
    private static final Set<String> ALWAYS_SHOWN =
            Set.of("OperationOutcome", "Bundle", "Parameters", "CapabilityStatement");

    private final AccessPolicy policy;
    private final SearchReach reach;

    FhirQuestions(AccessPolicy policy, SearchReach reach) {
        this.policy = policy;
        this.reach = reach;
    }

    void ask(Caller caller, RestOperationTypeEnum operation, RequestDetails request) {
        String type = request.getResourceName() == null ? AccessPolicy.ANY_TYPE : request.getResourceName();
        switch (operation) {
            case METADATA -> {}
            // A page is opened by its unguessable name; what stands on it is looked at when it leaves.
            case GET_PAGE -> require(policy.decide(caller, Door.FHIR));
            case READ, VREAD, HISTORY_INSTANCE -> require(caller, Interaction.READ, type);
            case SEARCH_TYPE, SEARCH_SYSTEM, HISTORY_TYPE, HISTORY_SYSTEM ->
                search(caller, type, request.getParameters());
            case CREATE -> write(caller, Interaction.CREATE, type, conditional(request));
            case UPDATE -> write(caller, Interaction.UPDATE, type, conditional(request));
            case PATCH -> write(caller, Interaction.UPDATE, type, conditional(request));
            case DELETE -> write(caller, Interaction.DELETE, type, conditional(request));
            case TRANSACTION -> transaction(caller, (Bundle) request.getResource());
            case VALIDATE -> require(policy.decide(caller, Door.FHIR));
            case META -> require(caller, Interaction.READ, type);
            case EXTENDED_OPERATION_TYPE, EXTENDED_OPERATION_INSTANCE, EXTENDED_OPERATION_SERVER ->
                operation(caller, request.getOperation(), type, request.getParameters());
            default -> throw Refusal.notInScope();
        }
    }

    /** Whether the resource may be part of the answer. A writer without a read scope still gets back what it wrote. */
    boolean mayLeave(Caller caller, RequestDetails request, IBaseResource resource) {
        String type = resource.fhirType();
        if (ALWAYS_SHOWN.contains(type) || request.getRestOperationType() == RestOperationTypeEnum.METADATA) {
            return true;
        }
        if (MESSAGE.equals(request.getOperation()) && type.equals("MessageHeader")) {
            return true;
        }
        if (policy.decide(caller, Interaction.READ, type).allowed()
                || policy.decide(caller, Interaction.SEARCH, type).allowed()) {
            return true;
        }
        return writes(request.getRestOperationType())
                && (policy.decide(caller, Interaction.CREATE, type).allowed()
                        || policy.decide(caller, Interaction.UPDATE, type).allowed());
    }

    private static boolean writes(RestOperationTypeEnum operation) {
        return operation == RestOperationTypeEnum.CREATE
                || operation == RestOperationTypeEnum.UPDATE
                || operation == RestOperationTypeEnum.PATCH
                || operation == RestOperationTypeEnum.TRANSACTION;
    }

    /** Every entry as if it came alone; one that is refused refuses the whole bundle, a batch too. */
    private void transaction(Caller caller, Bundle bundle) {
        require(policy.decide(caller, Door.FHIR));
        for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
            // HAPI keeps null for a missing or unknown verb and refuses it later; here it is refused first.
            if (!entry.hasRequest() || entry.getRequest().getMethod() == null) {
                throw Refusal.notInScope();
            }
            Bundle.BundleEntryRequestComponent inner = entry.getRequest();
            InnerUrl url = InnerUrl.parse(inner.getUrl());
            switch (inner.getMethod()) {
                case GET, HEAD -> get(caller, url);
                case POST -> post(caller, url, inner.hasIfNoneExist() ? inner.getIfNoneExist() : null);
                case PUT, PATCH -> write(caller, Interaction.UPDATE, url.type(), url.searches() ? url.query() : null);
                case DELETE -> write(caller, Interaction.DELETE, url.type(), url.searches() ? url.query() : null);
                default -> throw Refusal.notInScope();
            }
        }
    }

    private void get(Caller caller, InnerUrl url) {
        if (url.operation() != null) {
            operation(caller, url.operation(), url.type(), url.parameters());
        } else if (url.searches()) {
            search(caller, url.type(), url.parameters());
        } else {
            require(caller, Interaction.READ, url.type());
        }
    }

    private void post(Caller caller, InnerUrl url, String ifNoneExist) {
        if (url.operation() != null) {
            operation(caller, url.operation(), url.type(), url.parameters());
        } else {
            write(caller, Interaction.CREATE, url.type(), ifNoneExist);
        }
    }

    private void operation(Caller caller, String name, String type, Map<String, String[]> parameters) {
        if (MESSAGE.equals(name)) {
            require(caller, Interaction.CREATE, FED);
            require(caller, Interaction.UPDATE, FED);
            return;
        }
        Interaction interaction = OPERATIONS.get(name);
        if (interaction == null) {
            throw Refusal.notInScope();
        }
        require(caller, interaction, type);
        search(caller, type, parameters, interaction);
    }

    private void search(Caller caller, String type, Map<String, String[]> parameters) {
        search(caller, type, parameters, Interaction.SEARCH);
    }

    /** A chain tells something about the types it runs through, so each of them is asked for. */
    private void search(Caller caller, String type, Map<String, String[]> parameters, Interaction interaction) {
        require(caller, interaction, type);
        for (String reached : reach.of(type, parameters)) {
            require(caller, Interaction.SEARCH, reached);
        }
    }

    /** A conditional write tells whether something matches: it is a search besides. */
    private void write(Caller caller, Interaction interaction, String type, String condition) {
        require(caller, interaction, type);
        if (condition != null) {
            search(
                    caller,
                    type,
                    InnerUrl.parse(type + "?" + afterQuestionMark(condition)).parameters());
        }
    }

    private static String afterQuestionMark(String condition) {
        return condition.substring(condition.indexOf('?') + 1);
    }

    private static String conditional(RequestDetails request) {
        List<String> ifNoneExist = request.getHeaders("If-None-Exist");
        if (ifNoneExist != null && !ifNoneExist.isEmpty()) {
            return String.join("&", ifNoneExist);
        }
        boolean byQuery = request.getId() == null && request.getRestOperationType() != RestOperationTypeEnum.CREATE;
        return byQuery ? query(request.getCompleteUrl()) : null;
    }

    private static String query(String url) {
        int mark = url == null ? -1 : url.indexOf('?');
        return mark < 0 ? "" : url.substring(mark + 1);
    }

    private void require(Caller caller, Interaction interaction, String type) {
        require(policy.decide(caller, interaction, type));
    }

    private static void require(AccessDecision decision) {
        if (!decision.allowed()) {
            throw Refusal.of(decision);
        }
    }
}
