package org.yilian.hub.security.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.util.ICachedSearchDetails;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.FhirInterceptor;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;
import org.yilian.hub.security.Sight;
import org.yilian.hub.security.disclosure.Pieces;

/**
 * Asks the policy about every record at the FHIR door: before work for a record that is named, before a search for whose
 * records it may find, and for all that is about to leave. Whatever is kept from the caller looks as if it were not there.
 */
@Component
@Interceptor(order = FhirAccessInterceptor.ORDER + 1)
class DisclosureInterceptor implements FhirInterceptor {
    private static final String LOOKED_AT = DisclosureInterceptor.class.getName() + ".lookedAt";
    /** Before the net of {@link FhirAccessInterceptor} and before the audit trail hears what leaves. */
    private static final int LATE = 800;

    private static final int LAST = Integer.MAX_VALUE;

    private static final Set<Bundle.BundleType> ANSWERS =
            EnumSet.of(Bundle.BundleType.SEARCHSET, Bundle.BundleType.HISTORY);

    private final AccessPolicy policy;
    private final Pieces pieces;
    private final NamedRecords named;
    private final SearchNarrowing narrowing;
    private final OwnerRule owners;
    private final OwnConditions conditions;
    private final WrittenReferences references;
    private final DecisionTime time;

    DisclosureInterceptor(
            AccessPolicy policy,
            Pieces pieces,
            NamedRecords named,
            SearchNarrowing narrowing,
            OwnerRule owners,
            OwnConditions conditions,
            WrittenReferences references,
            DecisionTime time) {
        this.policy = policy;
        this.pieces = pieces;
        this.named = named;
        this.narrowing = narrowing;
        this.owners = owners;
        this.conditions = conditions;
        this.references = references;
        this.time = time;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    void beforeWork(RestOperationTypeEnum operation, RequestDetails request) {
        if (!FhirAccessInterceptor.fromOutside(request)) {
            return;
        }
        long begin = System.nanoTime();
        decideBeforeWork(operation, request);
        time.add(request, begin);
    }

    private void decideBeforeWork(RestOperationTypeEnum operation, RequestDetails request) {
        Caller caller = Caller.current();
        owners.refuseForeignIds(caller, operation, request);
        conditions.narrow(caller, operation, request);
        references.check(caller, operation, request);
        switch (operation) {
            case GET_PAGE -> narrowing.requireOwnPage(caller, request);
            case HISTORY_INSTANCE, VREAD, META, EXTENDED_OPERATION_INSTANCE ->
                named.require(caller, request.getResourceName(), request.getId());
            case HISTORY_TYPE, HISTORY_SYSTEM -> {
                // Deleted records have no patient any more to decide by.
                if (policy.keepsAnything(caller)) {
                    throw Refusal.tellsTooMuch();
                }
            }
            case TRANSACTION -> named.requireAll(caller, (Bundle) request.getResource());
            default -> {}
        }
    }

    @Hook(Pointcut.STORAGE_PRESEARCH_REGISTERED)
    void beforeSearch(ICachedSearchDetails search, RequestDetails request, SearchParameterMap map) {
        if (request != null && FhirAccessInterceptor.fromOutside(request)) {
            long begin = System.nanoTime();
            narrowing.narrow(Caller.current(), search, request, map);
            time.add(request, begin);
        }
    }

    @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
    void leaveOutWhatIsKept(IPreResourceShowDetails found, RequestDetails request) {
        if (request == null || !FhirAccessInterceptor.fromOutside(request)) {
            return;
        }
        long begin = System.nanoTime();
        List<IBaseResource> resources = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            resources.add(found.getResource(i));
        }
        Set<Integer> hidden = hidden(Caller.current(), resources, request);
        hidden.forEach(i -> found.setResource(i, null));
        time.add(request, begin);
    }

    /** What a patch refers to is known only now. */
    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    void beforePatching(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (request != null
                && FhirAccessInterceptor.fromOutside(request)
                && request.getRestOperationType() == RestOperationTypeEnum.PATCH) {
            references.check(Caller.current(), after, Set.of());
        }
    }

    /** What did not come from the store, and what numbers would tell. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LATE)
    void beforeLeaving(RequestDetails request, IBaseResource answer) {
        if (answer == null || !FhirAccessInterceptor.fromOutside(request)) {
            return;
        }
        long begin = System.nanoTime();
        decideBeforeLeaving(request, answer);
        time.add(request, begin);
        time.end(request);
    }

    private void decideBeforeLeaving(RequestDetails request, IBaseResource answer) {
        Caller caller = Caller.current();
        if (answer instanceof Bundle bundle && !lookedAt(request).containsKey(answer)) {
            clean(caller, bundle, request);
        } else if (answer instanceof Parameters parameters) {
            named.leaveOut(caller, parameters);
        } else if (!lookedAt(request).containsKey(answer)
                && !hidden(caller, List.of(answer), request).isEmpty()) {
            throw Refusal.notThere(answer.getIdElement());
        }
    }

    /**
     * HAPI has other words for what was left out of a read than for what never was; to the caller they are one. The last of
     * its kind: no hook is called after one that gives an answer, and the trail and the log hear of failures by theirs.
     */
    @Hook(value = Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION, order = LAST)
    BaseServerResponseException inOneVoice(RequestDetails request, Throwable failure) {
        boolean reads = failure instanceof ResourceNotFoundException
                && request != null
                && FhirAccessInterceptor.fromOutside(request)
                && request.getRestOperationType() == RestOperationTypeEnum.READ
                && request.getId() != null
                && request.getResourceName() != null;
        return reads
                ? Refusal.notThere(
                        new IdType(request.getResourceName(), request.getId().getIdPart()))
                : null;
    }

    private void clean(Caller caller, Bundle bundle, RequestDetails request) {
        List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
        List<IBaseResource> resources = new ArrayList<>();
        for (Bundle.BundleEntryComponent entry : entries) {
            boolean fresh = entry.hasResource() && !lookedAt(request).containsKey(entry.getResource());
            if (fresh && entry.getResource() instanceof Bundle inner && ANSWERS.contains(inner.getType())) {
                // The answer to an entry of a batch is nobody's record; what stands in it is.
                clean(caller, inner, request);
                fresh = false;
            }
            resources.add(fresh ? entry.getResource() : null);
        }
        Set<Integer> hidden = hidden(caller, resources, request);
        List<Bundle.BundleEntryComponent> kept = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!hidden.contains(i)) {
                kept.add(entries.get(i));
            }
        }
        if (!hidden.isEmpty()) {
            bundle.setEntry(kept);
        }
        if (bundle.hasTotal() && narrowing.totalTellsTooMuch(caller, request)) {
            bundle.setTotalElement(null);
        }
    }

    private Set<Integer> hidden(Caller caller, List<IBaseResource> resources, RequestDetails request) {
        List<List<Piece>> asked = new ArrayList<>();
        Set<String> patients = new HashSet<>();
        for (IBaseResource each : resources) {
            List<Piece> some = each instanceof Resource resource ? pieces.of(resource) : List.of();
            some.stream().map(Piece::patient).filter(java.util.Objects::nonNull).forEach(patients::add);
            asked.add(some);
        }
        Sight sight = policy.sight(caller, patients);
        Set<Integer> hidden = new HashSet<>();
        for (int i = 0; i < resources.size(); i++) {
            boolean seen = asked.get(i).stream().allMatch(sight::sees)
                    && narrowing.mayBeFoundSo(caller, sight, asked.get(i), request);
            if (!seen) {
                hidden.add(i);
            } else if (resources.get(i) != null) {
                lookedAt(request).put(resources.get(i), Boolean.TRUE);
            }
        }
        return hidden;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Boolean> lookedAt(RequestDetails request) {
        return (Map<Object, Boolean>)
                request.getUserData().computeIfAbsent(LOOKED_AT, key -> new IdentityHashMap<Object, Boolean>());
    }
}
