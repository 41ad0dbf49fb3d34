package org.yilian.hub.record;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.hl7.fhir.exceptions.FHIRFormatError;
import org.springframework.stereotype.Component;

/**
 * A narrative that cannot be parsed is the caller's mistake: 400 with a fixed text. HAPI answers 500 and quotes what it
 * found. Called last, because the first hook that gives an answer ends the row.
 */
@Component
@Interceptor(order = MalformedText.LAST)
class MalformedText implements FhirInterceptor {
    static final int LAST = 10_000;

    @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
    BaseServerResponseException translate(Throwable failure) {
        return isIn(failure)
                ? new InvalidRequestException("HUB-0790: a narrative or a value is not well formed")
                : null;
    }

    static boolean isIn(Throwable failure) {
        return ExceptionUtils.indexOfType(failure, FHIRFormatError.class) >= 0;
    }
}
