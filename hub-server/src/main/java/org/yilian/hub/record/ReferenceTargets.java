package org.yilian.hub.record;

import ca.uhn.fhir.jpa.cache.IResourceTypeCacheSvc;
import ca.uhn.fhir.jpa.model.entity.ResourceLink;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** Gives links the database keys of what they point to, with one query for all that is not new. */
@Component
class ReferenceTargets {
    private static final int IDS_PER_QUERY = 500;

    private final NamedParameterJdbcTemplate jdbc;
    private final IResourceTypeCacheSvc types;

    ReferenceTargets(JdbcTemplate jdbc, IResourceTypeCacheSvc types) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.types = types;
    }

    /**
     * @param created keys ({@code Type/id}) of resources inserted in this transaction
     * @throws HubFailure HUB-0602 if a resource referred to does not exist
     */
    void resolve(Collection<? extends Collection<ResourceLink>> links, Map<String, Long> created) {
        Set<String> elsewhere = new HashSet<>();
        links.forEach(some -> some.stream()
                .filter(ReferenceTargets::isLocal)
                .filter(link -> !created.containsKey(key(link)))
                .forEach(link -> elsewhere.add(link.getTargetResourceId())));
        Map<String, Long> stored = stored(List.copyOf(elsewhere));
        links.forEach(some -> some.stream().filter(ReferenceTargets::isLocal).forEach(link -> {
            Long fresh = created.get(key(link));
            Long pid = fresh != null ? fresh : stored.get(key(link));
            if (pid == null) {
                throw new HubFailure(FailureCategory.INCORRECT, "HUB-0602", "a resource referred to does not exist");
            }
            link.setTargetResource(link.getTargetResourceType(), pid, link.getTargetResourceId());
            link.setTargetResourceTypeId(types.getResourceTypeId(link.getTargetResourceType()));
        }));
    }

    private Map<String, Long> stored(List<String> ids) {
        Map<String, Long> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            jdbc.query(
                    "select RES_TYPE, FHIR_ID, RES_ID from HFJ_RESOURCE where FHIR_ID in (:ids) and RES_DELETED_AT is null",
                    Map.of("ids", ids.subList(from, Math.min(ids.size(), from + IDS_PER_QUERY))),
                    row -> {
                        found.put(row.getString(1) + "/" + row.getString(2), row.getLong(3));
                    });
        }
        return found;
    }

    private static boolean isLocal(ResourceLink link) {
        return link.getTargetResourceId() != null && link.getTargetResourceUrl() == null;
    }

    private static String key(ResourceLink link) {
        return link.getTargetResourceType() + "/" + link.getTargetResourceId();
    }
}
