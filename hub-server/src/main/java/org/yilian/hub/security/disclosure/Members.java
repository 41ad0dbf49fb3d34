package org.yilian.hub.security.disclosure;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.hub.platform.Urls;
import org.yilian.mappings.LogicalIds;

/** Which member of the region a reference names: by its Organization, or by its code as an identifier. */
final class Members {
    private final Map<String, String> organizations;

    Members(Set<String> facilities) {
        organizations = facilities.stream().collect(Collectors.toMap(LogicalIds::organization, Function.identity()));
    }

    /** Code of the facility; empty for anybody else. */
    Optional<String> named(Reference reference) {
        if (reference.hasReference()) {
            return Optional.ofNullable(
                    organizations.get(reference.getReferenceElement().getIdPart()));
        }
        return Urls.FACILITY_TAG.equals(reference.getIdentifier().getSystem())
                ? Optional.ofNullable(reference.getIdentifier().getValue()).filter(organizations::containsValue)
                : Optional.empty();
    }
}
