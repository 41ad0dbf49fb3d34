package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParameterCanonicalizer;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * Lets {@code patient} share the rows of {@code subject}. R4 defines it as {@code subject.where(resolve() is Patient)};
 * HAPI keeps links by path, so that each reference to a patient is stored twice. With the path alone and Patient as the
 * only target, the two parameters find the same resources by one row.
 */
final class SharedPaths extends SearchParameterCanonicalizer {
    private static final String ONLY_PATIENTS = ".where(resolve() is Patient)";

    SharedPaths(FhirContext fhir) {
        super(fhir);
    }

    @Override
    public RuntimeSearchParam canonicalizeSearchParameter(IBaseResource parameter) {
        RuntimeSearchParam given = super.canonicalizeSearchParameter(parameter);
        if (given == null || given.getPath() == null || !given.getPath().contains(ONLY_PATIENTS)) {
            return given;
        }
        return new RuntimeSearchParam(
                given.getId(),
                given.getUri(),
                given.getName(),
                given.getDescription(),
                given.getPath().replace(ONLY_PATIENTS, ""),
                given.getParamType(),
                given.getProvidesMembershipInCompartments(),
                Set.of("Patient"),
                given.getStatus(),
                given.getBase());
    }
}
