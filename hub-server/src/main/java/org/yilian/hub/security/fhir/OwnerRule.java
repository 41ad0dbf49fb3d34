package org.yilian.hub.security.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseCoding;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.FhirInterceptor;
import org.yilian.hub.record.FormerVersions;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.CallerDirectory;

/**
 * A hospital's records are changed only by that hospital (invariant 6). The owner is the facility tag; the hub sets it
 * when a record is made, from the caller and not from the request, and it never changes. Feeds of the hub itself bring
 * their owner with them and are not asked.
 */
@Component
@Interceptor(order = FhirAccessInterceptor.ORDER)
class OwnerRule implements FhirInterceptor {
    private static final Set<Bundle.HTTPVerb> CHANGES =
            EnumSet.of(Bundle.HTTPVerb.PUT, Bundle.HTTPVerb.PATCH, Bundle.HTTPVerb.DELETE);

    private final FormerVersions former;
    private final Set<String> idPrefixes;

    OwnerRule(FormerVersions former, CallerDirectory directory) {
        this.former = former;
        idPrefixes = directory.facilities().stream().map(OwnerRule::idPrefix).collect(Collectors.toUnmodifiableSet());
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    void ownWhatIsNew(IBaseResource resource, RequestDetails request) {
        if (FhirAccessInterceptor.fromOutside(request)) {
            String facility = facilityOfCaller();
            refuseForeignId(resource.getIdElement().getIdPart(), facility);
            own(resource, facility);
        }
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    void changeOnlyOwn(IBaseResource before, IBaseResource after, RequestDetails request) {
        if (FhirAccessInterceptor.fromOutside(request)) {
            String facility = facilityOfCaller();
            refuseUnlessOwner(before == null ? former.of(after) : before, facility);
            own(after, facility);
        }
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_DELETED)
    void deleteOnlyOwn(IBaseResource resource, RequestDetails request) {
        if (FhirAccessInterceptor.fromOutside(request)) {
            refuseUnlessOwner(resource, facilityOfCaller());
        }
    }

    /** Who belongs to no facility owns nothing, so it writes nothing. */
    private static String facilityOfCaller() {
        String facility = Caller.current().facility();
        if (facility == null) {
            throw Refusal.notOwner();
        }
        return facility;
    }

    private static void refuseUnlessOwner(IBaseResource resource, String facility) {
        List<String> owners = resource == null
                ? List.of()
                : resource.getMeta().getTag().stream()
                        .filter(OwnerRule::isOwnerTag)
                        .map(IBaseCoding::getCode)
                        .toList();
        if (!owners.equals(List.of(facility))) {
            throw Refusal.notOwner();
        }
    }

    /** Exactly one owner tag, whatever the request brought. */
    private static void own(IBaseResource resource, String facility) {
        Resource r4 = (Resource) resource;
        r4.getMeta().getTag().removeIf(OwnerRule::isOwnerTag);
        r4.getMeta().addTag().setSystem(Urls.FACILITY_TAG).setCode(facility);
    }

    private static boolean isOwnerTag(IBaseCoding tag) {
        return Urls.FACILITY_TAG.equals(tag.getSystem());
    }

    /**
     * Before any work: the answer to who would change a record by an id of another facility must not tell whether there is
     * one.
     */
    void refuseForeignIds(Caller caller, RestOperationTypeEnum operation, RequestDetails request) {
        if (caller.facility() == null) {
            return;
        }
        switch (operation) {
            case UPDATE, PATCH, DELETE ->
                refuseForeignId(request.getId() == null ? null : request.getId().getIdPart(), caller.facility());
            case TRANSACTION ->
                ((Bundle) request.getResource())
                        .getEntry().stream()
                                .map(Bundle.BundleEntryComponent::getRequest)
                                .filter(entry -> CHANGES.contains(entry.getMethod()))
                                .forEach(entry -> refuseForeignId(
                                        entry.getUrl().replaceFirst("\\?.*", "").replaceFirst(".*/", ""),
                                        caller.facility()));
            default -> {}
        }
    }

    /** Logical ids are a function of facility and identifier: nobody may take the place of a record still to come. */
    private void refuseForeignId(String id, String facility) {
        if (id == null) {
            return;
        }
        String lower = id.toLowerCase(Locale.ROOT);
        if (idPrefixes.stream().anyMatch(prefix -> lower.startsWith(prefix) && !prefix.equals(idPrefix(facility)))) {
            throw Refusal.foreignId();
        }
    }

    private static String idPrefix(String facility) {
        return facility.toLowerCase(Locale.ROOT) + "-";
    }
}
