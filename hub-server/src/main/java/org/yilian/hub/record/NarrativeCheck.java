package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.DomainResource;
import org.springframework.stereotype.Component;

/**
 * Lets no narrative in that could not be read again. HAPI takes the text of a JSON resource as it is and parses it when the
 * row is read: a malformed one would make that resource, and every search that finds it, answer 500 for good.
 */
@Component
@Interceptor
class NarrativeCheck implements FhirInterceptor {
    private final FhirContext fhir;

    NarrativeCheck(FhirContext fhir) {
        this.fhir = fhir;
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
    void created(IBaseResource resource) {
        check(resource);
    }

    @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
    void updated(IBaseResource before, IBaseResource after) {
        check(after);
    }

    private void check(IBaseResource resource) {
        if (resource instanceof DomainResource domain) {
            checkText(domain);
            domain.getContained().forEach(this::check);
        }
    }

    private void checkText(DomainResource resource) {
        if (resource.hasText() && resource.getText().hasDiv() && !comesBack(resource)) {
            throw new InvalidRequestException("HUB-0791: the narrative is not well formed");
        }
    }

    /** By the parser that will read the row, on a resource that has nothing but the narrative. */
    private boolean comesBack(DomainResource resource) {
        Basic carrier = new Basic();
        carrier.setText(resource.getText());
        IParser parser = fhir.newJsonParser();
        try {
            Basic back = parser.parseResource(Basic.class, parser.encodeResourceToString(carrier));
            String text = back.getText().getDivAsString();
            return text != null && text.startsWith("<div");
        } catch (DataFormatException | FHIRException e) {
            return false;
        }
    }
}
