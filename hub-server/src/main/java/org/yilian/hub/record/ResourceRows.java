package org.yilian.hub.record;

import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import ca.uhn.fhir.jpa.model.entity.TagDefinition;

/** A new resource as rows of HFJ_RESOURCE, HFJ_RES_VER and HFJ_RES_TAG. */
final class ResourceRows {
    private static final String R4 = "R4";

    private ResourceRows() {}

    static Object[] resource(long pid, ResourceTable entity) {
        return new Object[] {
            pid,
            R4,
            entity.isHasTags(),
            entity.getPublishedDate(),
            entity.getUpdatedDate(),
            entity.getFhirId(),
            entity.isHasLinks(),
            entity.getHashSha256(),
            entity.getIndexStatus().ordinal(),
            entity.isParamsComboStringUniquePresent(),
            entity.isParamsComboTokensNonUniquePresent(),
            entity.isParamsCoordsPopulated(),
            entity.isParamsDatePopulated(),
            entity.isParamsNumberPopulated(),
            entity.isParamsQuantityNormalizedPopulated(),
            entity.isParamsQuantityPopulated(),
            entity.isParamsStringPopulated(),
            entity.isParamsTokenPopulated(),
            entity.isParamsUriPopulated(),
            entity.getResourceType(),
            entity.getResourceTypeId(),
            entity.isSearchUrlPresent(),
            entity.getVersion()
        };
    }

    static Object[] version(long pid, ResourceTable entity, Draft draft) {
        return new Object[] {
            null,
            R4,
            entity.isHasTags(),
            entity.getPublishedDate(),
            entity.getUpdatedDate(),
            StoredText.ENCODING.name(),
            pid,
            draft.text().json(),
            entity.getResourceType(),
            entity.getResourceTypeId(),
            entity.getVersion(),
            draft.resource().getMeta().getSource()
        };
    }

    static Object[] tag(long pid, ResourceTable entity, TagDefinition definition) {
        return new Object[] {null, definition.getId(), pid, entity.getResourceType(), entity.getResourceTypeId()};
    }
}
