package org.yilian.hub.record;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordWritten.Change;

/** Writes that come through the FHIR door are heard of like all others, and count as newest fact. */
@Component
class RestWrites implements FhirInterceptor {
    private static final String ORIGIN = "fhir";

    private final RecordState state;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RestWrites(RecordState state, ApplicationEventPublisher events, Clock clock) {
        this.state = state;
        this.events = events;
        this.clock = clock;
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_CREATED)
    public void created(IBaseResource resource, RequestDetails request) {
        tell(resource, request, Change.CREATED);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_UPDATED)
    public void updated(IBaseResource before, IBaseResource resource, RequestDetails request) {
        tell(resource, request, Change.UPDATED);
    }

    @Hook(Pointcut.STORAGE_PRECOMMIT_RESOURCE_DELETED)
    public void deleted(IBaseResource resource, RequestDetails request) {
        tell(resource, request, Change.DELETED);
    }

    private void tell(IBaseResource written, RequestDetails request, Change change) {
        if (request == null
                || request.getUserData().containsKey(ResourceStore.OWN_WRITE)
                || !(written instanceof Resource resource)
                || !firstTime(request, change, resource)) {
            return;
        }
        String type = resource.fhirType();
        String id = resource.getIdElement().getIdPart();
        String facility = owner(resource);
        if (change == Change.DELETED) {
            state.delete(type, id);
        } else if (!facility.isEmpty()) {
            remember(type, id, facility);
        }
        events.publishEvent(new RecordWritten(facility, ORIGIN, List.of(new RecordWritten.Written(resource, change))));
    }

    /** One interceptor service serves HAPI's storage and its REST server, and a write through REST is announced by both. */
    private static boolean firstTime(RequestDetails request, Change change, Resource resource) {
        String told = RestWrites.class.getName() + ":" + change + ":"
                + resource.getIdElement().getValue();
        return request.getUserData().putIfAbsent(told, Boolean.TRUE) == null;
    }

    private void remember(String type, String id, String facility) {
        Instant now = clock.instant();
        RecordState.Entry entry = new RecordState.Entry(type + "/" + id, facility, now, "", ORIGIN);
        Map<String, RecordState.Entry> stored = state.load(List.of(id));
        if (stored.containsKey(entry.key())) {
            state.update(List.of(entry), now);
        } else {
            state.insert(List.of(entry), now);
        }
    }

    private static String owner(Resource resource) {
        return resource.getMeta().getTag().stream()
                .filter(tag -> Urls.FACILITY_TAG.equals(tag.getSystem()))
                .findFirst()
                .map(tag -> tag.getCode())
                .orElse("");
    }
}
