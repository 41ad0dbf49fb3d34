package org.yilian.hub.security.fhir;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.security.Caller;

/**
 * Conditional writes meet the caller's own records only: others it could not change anyway, and whether one matches would
 * tell that it is there.
 */
@Component
class OwnConditions {

    void narrow(Caller caller, RestOperationTypeEnum operation, RequestDetails request) {
        if (caller.facility() == null) {
            return;
        }
        String own = own(caller);
        switch (operation) {
            case CREATE -> {
                String condition = request.getHeader("If-None-Exist");
                if (condition != null && !condition.isBlank()) {
                    request.setHeaders("If-None-Exist", List.of(with(condition, own)));
                }
            }
            case UPDATE, PATCH, DELETE -> {
                if ((request.getId() == null || !request.getId().hasIdPart())
                        && request.getCompleteUrl() != null
                        && request.getCompleteUrl().contains("?")) {
                    request.setCompleteUrl(with(request.getCompleteUrl(), own));
                }
            }
            case TRANSACTION -> ((Bundle) request.getResource()).getEntry().forEach(entry -> narrow(entry, own));
            default -> {}
        }
    }

    private static void narrow(Bundle.BundleEntryComponent entry, String own) {
        Bundle.BundleEntryRequestComponent request = entry.getRequest();
        if (request.hasIfNoneExist()) {
            request.setIfNoneExist(with(request.getIfNoneExist(), own));
        }
        boolean writes = request.getMethod() == Bundle.HTTPVerb.PUT
                || request.getMethod() == Bundle.HTTPVerb.PATCH
                || request.getMethod() == Bundle.HTTPVerb.DELETE;
        if (writes && request.getUrl() != null && request.getUrl().contains("?")) {
            request.setUrl(with(request.getUrl(), own));
        }
    }

    /** The condition, met by the caller's own records only. */
    static String ofOwn(String condition, Caller caller) {
        return with(condition, own(caller));
    }

    private static String own(Caller caller) {
        return "_tag=" + URLEncoder.encode(Urls.FACILITY_TAG + "|" + caller.facility(), StandardCharsets.UTF_8);
    }

    private static String with(String condition, String own) {
        return condition + (condition.endsWith("?") || condition.endsWith("&") ? "" : "&") + own;
    }
}
