package org.yilian.hub.record;

import ca.uhn.fhir.jpa.model.entity.TagDefinition;
import ca.uhn.fhir.jpa.model.entity.TagTypeEnum;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.stereotype.Component;

/** Tag definitions that HAPI has stored. Only found ones are remembered: they are never deleted. */
@Component
class KnownTags {
    private final EntityManager entities;
    private final Map<String, TagDefinition> known = new ConcurrentHashMap<>();

    KnownTags(EntityManager entities) {
        this.entities = entities;
    }

    /** The definitions of the resource's tags; empty if one is not stored yet, or is of a kind seldom used. */
    Optional<List<TagDefinition>> of(Resource resource) {
        Meta meta = resource.getMeta();
        if (meta.hasProfile() || meta.hasSecurity()) {
            return Optional.empty();
        }
        List<TagDefinition> definitions = new ArrayList<>();
        for (Coding tag : meta.getTag()) {
            TagDefinition definition = find(tag);
            if (definition == null || tag.hasVersion() || tag.hasUserSelected()) {
                return Optional.empty();
            }
            definitions.add(definition);
        }
        return Optional.of(definitions);
    }

    private TagDefinition find(Coding tag) {
        String key = tag.getSystem() + "|" + tag.getCode();
        TagDefinition definition = known.get(key);
        if (definition == null) {
            definition = entities.createQuery(
                            "select d from TagDefinition d where d.myTagType = :type and d.mySystem = :system"
                                    + " and d.myCode = :code and d.myVersion is null and d.myUserSelected is null",
                            TagDefinition.class)
                    .setParameter("type", TagTypeEnum.TAG)
                    .setParameter("system", tag.getSystem())
                    .setParameter("code", tag.getCode())
                    .getResultStream()
                    .findFirst()
                    .orElse(null);
            if (definition != null) {
                known.put(key, definition);
            }
        }
        return definition;
    }
}
