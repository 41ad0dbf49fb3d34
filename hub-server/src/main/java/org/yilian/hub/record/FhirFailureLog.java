package org.yilian.hub.record;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Faults of ours at the FHIR door, in our words: what and where. HAPI's own line quotes the request, so its logger is off
 * (application.yaml); what callers do wrong they are told, and nobody else.
 */
@Component
class FhirFailureLog implements FhirInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(FhirFailureLog.class);

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    public BaseServerResponseException log(Throwable failure) {
        boolean theirs = failure instanceof DataFormatException
                || MalformedText.isIn(failure)
                || failure instanceof BaseServerResponseException known && known.getStatusCode() < 500;
        if (!theirs) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            StackTraceElement[] stack = root.getStackTrace();
            LOG.error(
                    "FHIR request failed: cause={} at={}",
                    root.getClass().getSimpleName(),
                    stack.length == 0 ? "?" : stack[0]);
        }
        return null;
    }
}
