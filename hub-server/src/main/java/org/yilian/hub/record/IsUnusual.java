package org.yilian.hub.record;

import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SearchParameter;

/** What {@link NewResources} leaves to HAPI's DAO: rare kinds for which the DAO does more than write rows. */
final class IsUnusual {
    private IsUnusual() {}

    static boolean test(Resource resource) {
        return resource instanceof Binary
                || resource instanceof SearchParameter
                || resource.getMeta().hasExtension()
                || resource instanceof DomainResource domain && domain.hasContained();
    }
}
