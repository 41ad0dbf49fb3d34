package org.yilian.hub.audit;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.r4.model.IdType;

/** For operations at the FHIR door whose answer does not name what they touched. */
public final class TouchedRecords {
    private TouchedRecords() {}

    /**
     * Lets the audit record of the request name this one.
     *
     * @param reference {@code Type/id}
     */
    public static void add(RequestDetails request, String reference) {
        FhirAuditInterceptor.touched(request).add(new IdType(reference));
    }
}
