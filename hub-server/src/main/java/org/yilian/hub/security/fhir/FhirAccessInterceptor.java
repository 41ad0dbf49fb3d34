package org.yilian.hub.security.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.IPreResourceShowDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.FhirInterceptor;
import org.yilian.hub.security.Caller;

/**
 * Asks the policy for every request at the FHIR door, before it is worked on, and again for every resource that leaves:
 * what {@code _include}, {@code $everything}, history or a page of an older search bring along is left out where the
 * caller may not read its type. What the hub does by itself (feeds, jobs) comes with other request details and passes.
 */
@Component
@Interceptor(order = FhirAccessInterceptor.ORDER)
class FhirAccessInterceptor implements FhirInterceptor {
    /** Before all others: nobody may work for a caller who is turned away. */
    static final int ORDER = -1000;
    /** After the others, when the answer is what leaves. */
    private static final int LAST = 900;

    private final FhirQuestions questions;

    FhirAccessInterceptor(FhirQuestions questions) {
        this.questions = questions;
    }

    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    void decideBeforeWork(RestOperationTypeEnum operation, RequestDetails request) {
        if (fromOutside(request)) {
            questions.ask(Caller.current(), operation, request);
        }
    }

    @Hook(Pointcut.STORAGE_PRESHOW_RESOURCES)
    void leaveOutWhatMayNotBeSeen(IPreResourceShowDetails found, RequestDetails request) {
        if (!fromOutside(request)) {
            return;
        }
        Caller caller = Caller.current();
        for (int i = 0; i < found.size(); i++) {
            IBaseResource resource = found.getResource(i);
            if (resource != null && !questions.mayLeave(caller, request, resource)) {
                found.setResource(i, null);
            }
        }
    }

    /** The net under the hook above: an answer that did not come from the store is looked at too, and refused whole. */
    @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = LAST)
    void refuseWhatMayNotLeave(RequestDetails request, IBaseResource answer) {
        if (answer != null && fromOutside(request)) {
            refuseUnlessAllMayLeave(Caller.current(), request, answer);
        }
    }

    private void refuseUnlessAllMayLeave(Caller caller, RequestDetails request, IBaseResource answer) {
        if (answer instanceof Bundle bundle) {
            for (Bundle.BundleEntryComponent entry : bundle.getEntry()) {
                if (entry.hasResource()) {
                    refuseUnlessAllMayLeave(caller, request, entry.getResource());
                }
            }
        } else if (!questions.mayLeave(caller, request, answer)) {
            throw Refusal.notInScope();
        }
    }

    static boolean fromOutside(RequestDetails request) {
        return request instanceof ServletRequestDetails;
    }
}
