package org.yilian.hub.record;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What stands in the record while something else is about to take its place. */
@Component
public class FormerVersions {
    private final ObjectProvider<DaoRegistry> daos;

    /** @param daos asked when needed: rules of the FHIR door are made before the record is */
    FormerVersions(ObjectProvider<DaoRegistry> daos) {
        this.daos = daos;
    }

    /**
     * The resource that now has this one's type and id, in the caller's transaction; null while there is no record yet.
     *
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException if there is none
     */
    public IBaseResource of(IBaseResource resource) {
        DaoRegistry registry = daos.getIfAvailable();
        return registry == null
                ? null
                : registry.getResourceDao(resource.fhirType())
                        .read(resource.getIdElement().toUnqualifiedVersionless(), new SystemRequestDetails());
    }
}
