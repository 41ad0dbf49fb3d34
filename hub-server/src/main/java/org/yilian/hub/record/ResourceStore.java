package org.yilian.hub.record;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;

/** HAPI's data access objects, called with resource objects: no HTTP and no JSON text on the way in. */
@Component
class ResourceStore {
    /** Marks requests of our own, which have told the record's listeners already. */
    static final String OWN_WRITE = "org.yilian.hub.record.own";

    private final IFhirSystemDao<Bundle, Meta> system;
    private final DaoRegistry daos;
    private final NewResources newResources;
    private final EntityManagerFactory sessions;

    ResourceStore(
            IFhirSystemDao<Bundle, Meta> system,
            DaoRegistry daos,
            NewResources newResources,
            EntityManagerFactory sessions) {
        this.system = system;
        this.daos = daos;
        this.newResources = newResources;
        this.sessions = sessions;
    }

    List<IBaseResource> ofPatients(String type, Collection<String> patients, int most) {
        ReferenceOrListParam subjects = new ReferenceOrListParam();
        patients.stream().sorted().forEach(id -> subjects.add(new ReferenceParam("Patient", null, id)));
        SearchParameterMap asked = SearchParameterMap.newSynchronous().add("subject", subjects);
        asked.setCount(most);
        return daos.getResourceDao(type)
                .search(asked, new SystemRequestDetails())
                .getAllResources();
    }

    /** Creates all under their own ids, which nothing has yet. */
    void create(List<Draft> drafts) {
        List<Resource> left = newResources.insert(drafts, request());
        if (!left.isEmpty()) {
            put(left);
        }
    }

    /**
     * Creates or updates all under their own ids.
     *
     * @return keys ({@code Type/id}) of those that existed and are different now
     */
    Set<String> put(List<Resource> resources) {
        if (resources.isEmpty()) {
            return Set.of();
        }
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.TRANSACTION);
        for (Resource resource : resources) {
            String url = resource.fhirType() + "/" + resource.getIdElement().getIdPart();
            BundleEntryComponent entry = bundle.addEntry();
            entry.setFullUrl(url);
            entry.setResource(resource);
            entry.getRequest().setMethod(HTTPVerb.PUT).setUrl(url);
        }
        Bundle answer = system.transactionNested(request(), bundle);
        Set<String> updated = new HashSet<>();
        for (BundleEntryComponent entry : answer.getEntry()) {
            IdType id = new IdType(entry.getResponse().getLocation());
            if (entry.getResponse().getStatus().startsWith("200") && !"1".equals(id.getVersionIdPart())) {
                updated.add(id.getResourceType() + "/" + id.getIdPart());
            }
        }
        if (updated.size() < resources.size()) {
            forgetUnchanged();
        }
        return updated;
    }

    /**
     * HAPI notes on its entity that a write changed nothing, and as long as the session keeps the entity it overlooks the
     * next write to it: an update right behind a repetition would be lost.
     */
    private void forgetUnchanged() {
        EntityManager session = EntityManagerFactoryUtils.getTransactionalEntityManager(sessions);
        if (session != null) {
            session.flush();
            session.clear();
        }
    }

    Resource read(String type, String id) {
        return (Resource) daos.getResourceDao(type).read(new IdType(type, id), request());
    }

    private static RequestDetails request() {
        SystemRequestDetails request = new SystemRequestDetails();
        request.getUserData().put(OWN_WRITE, Boolean.TRUE);
        return request;
    }
}
