package org.yilian.hub.security.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.FhirTerser;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.disclosure.Pieces;

/**
 * References in what somebody writes. They name only records that the writer may see, and search (inline match URLs) only
 * among the writer's own: otherwise writing would tell what reading does not. A record that is kept and one that never was
 * are refused in the same words.
 */
@Component
class WrittenReferences {
    private final FhirTerser terser;
    private final Pieces pieces;
    private final NamedRecords named;

    WrittenReferences(FhirContext fhir, Pieces pieces, NamedRecords named) {
        this.terser = fhir.newTerser();
        this.pieces = pieces;
        this.named = named;
    }

    void check(Caller caller, RestOperationTypeEnum operation, RequestDetails request) {
        if (caller.facility() == null) {
            return;
        }
        switch (operation) {
            case CREATE, UPDATE -> check(caller, request.getResource(), Set.of());
            case TRANSACTION -> {
                Bundle bundle = (Bundle) request.getResource();
                Set<String> together = together(bundle);
                bundle.getEntry().forEach(entry -> check(caller, entry.getResource(), together));
            }
            default -> {}
        }
    }

    /** @param together records written with it, as {@code Type/id} */
    void check(Caller caller, IBaseResource resource, Set<String> together) {
        if (!(resource instanceof Resource)) {
            return;
        }
        Set<String> asked = new HashSet<>(together);
        terser.getAllResourceReferences(resource).forEach(info -> {
            IBaseReference reference = info.getResourceReference();
            String text = reference.getReferenceElement().getValue();
            int mark = text == null ? -1 : text.indexOf('?');
            if (mark >= 0) {
                if (pieces.isOfPatients(text.substring(0, mark))) {
                    ((Reference) reference).setReference(OwnConditions.ofOwn(text, caller));
                }
            } else if (mayBeForeign(reference.getReferenceElement(), caller)
                    && asked.add(key(reference.getReferenceElement()))) {
                named.requireReferable(caller, reference.getReferenceElement());
            }
        });
    }

    private boolean mayBeForeign(IIdType id, Caller caller) {
        String own = caller.facility().toLowerCase(Locale.ROOT) + "-";
        return id.hasResourceType()
                && id.hasIdPart()
                && !id.hasBaseUrl()
                && pieces.isOfPatients(id.getResourceType())
                && !id.getIdPart().startsWith(own);
    }

    private static Set<String> together(Bundle bundle) {
        Set<String> ids = new HashSet<>();
        List<Bundle.BundleEntryComponent> entries = bundle.getEntry();
        entries.forEach(entry -> {
            if (entry.hasResource() && entry.getResource().getIdElement().hasIdPart()) {
                ids.add(entry.getResource().fhirType() + "/"
                        + entry.getResource().getIdElement().getIdPart());
            }
        });
        return ids;
    }

    private static String key(IIdType id) {
        return id.getResourceType() + "/" + id.getIdPart();
    }
}
