package org.yilian.hub.audit;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access.Action;
import org.yilian.hub.audit.Access.Outcome;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.record.FhirInterceptor;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/**
 * Writes down every request at the FHIR door: what was asked, what was touched, how it ended. The record is durable before
 * the first byte of an answer leaves; if it cannot be made, the answer is 503 and carries nothing.
 */
@Component
@Interceptor(order = FhirAuditInterceptor.LAST)
class FhirAuditInterceptor implements FhirInterceptor {
    /** After all that may still change or refuse the answer. */
    static final int LAST = 1000;

    private static final Set<RestOperationTypeEnum> SEARCHES =
            EnumSet.of(RestOperationTypeEnum.SEARCH_TYPE, RestOperationTypeEnum.SEARCH_SYSTEM);
    private static final String TOUCHED = FhirAuditInterceptor.class.getName();

    private final AuditTrail trail;

    FhirAuditInterceptor(AuditTrail trail) {
        this.trail = trail;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    void created(IBaseResource resource, RequestDetails request) {
        remember(request, resource);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    void updated(IBaseResource before, IBaseResource after, RequestDetails request) {
        remember(request, after);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    void deleted(IBaseResource resource, RequestDetails request) {
        remember(request, resource);
    }

    private static void remember(RequestDetails request, IBaseResource resource) {
        if (request instanceof ServletRequestDetails) {
            touched(request).add(resource);
        }
    }

    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    void answered(RequestDetails request, IBaseResource answer) {
        if (request.getRestOperationType() == RestOperationTypeEnum.METADATA) {
            return;
        }
        if (answer != null) {
            touched(request).add(answer);
        }
        try {
            trail.record(access(request, Outcome.SUCCESS));
        } catch (HubFailure failure) {
            throw new UnclassifiedServerFailureException(
                    failure.category().httpStatus(), failure.code() + ": the audit trail takes no records now");
        }
    }

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    void failed(RequestDetails request, Throwable failure) {
        if (request != null) {
            trail.recordLater(access(request, outcome(failure)));
        }
    }

    private static Outcome outcome(Throwable failure) {
        int status = failure instanceof BaseServerResponseException known ? known.getStatusCode() : 500;
        if (status == 401 || status == 403) {
            return Outcome.DENIED;
        }
        return status < 500 ? Outcome.FAILED : Outcome.ERROR;
    }

    private static Access access(RequestDetails request, Outcome outcome) {
        Touched touched = touched(request);
        if (request.getId() != null && request.getResourceName() != null) {
            touched.add(new IdType(request.getResourceName(), request.getId().getIdPart()));
        }
        RestOperationTypeEnum operation = request.getRestOperationType();
        return new Access(
                Caller.current(),
                Door.FHIR,
                action(operation),
                operation == null ? "unknown" : word(operation),
                request.getResourceName(),
                touched.resources(),
                touched.patients(),
                query(request),
                outcome);
    }

    private static Action action(RestOperationTypeEnum operation) {
        if (operation == null) {
            return Action.EXECUTE;
        }
        return switch (operation) {
            case CREATE -> Action.CREATE;
            case READ, VREAD, HISTORY_INSTANCE -> Action.READ;
            case UPDATE, PATCH -> Action.UPDATE;
            case DELETE -> Action.DELETE;
            default -> Action.EXECUTE;
        };
    }

    private static String word(RestOperationTypeEnum operation) {
        return operation.name().startsWith("EXTENDED_OPERATION") ? "operation" : operation.getCode();
    }

    /** As asked, also when it was asked in the body of a POST. */
    private static String query(RequestDetails request) {
        Map<String, String[]> parameters = request.getParameters();
        if (parameters == null || parameters.isEmpty()) {
            return SEARCHES.contains(request.getRestOperationType())
                    ? request.getRequestPath()
                    : request.getOperation();
        }
        return parameters.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getValue()).map(value -> entry.getKey() + "=" + value))
                .collect(Collectors.joining("&", request.getRequestPath() + "?", ""));
    }

    static Touched touched(RequestDetails request) {
        return (Touched) request.getUserData().computeIfAbsent(TOUCHED, key -> new Touched());
    }
}
