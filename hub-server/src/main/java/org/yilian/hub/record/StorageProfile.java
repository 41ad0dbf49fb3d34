package org.yilian.hub.record;

import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.ClientIdStrategyEnum;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.IdStrategyEnum;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings.StoreMetaSourceInformationEnum;
import ca.uhn.fhir.jpa.model.entity.NormalizedQuantitySearchLevel;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.IndexEnabledEnum;
import ca.uhn.fhir.jpa.model.entity.StorageSettings.TagStorageModeEnum;
import ca.uhn.fhir.rest.api.SearchTotalModeEnum;

/**
 * How HAPI stores. What is here was kept because a benchmark said so, or because a client would miss it; docs/performance.md
 * has the figures.
 */
final class StorageProfile {
    private StorageProfile() {}

    static JpaStorageSettings settings() {
        JpaStorageSettings settings = new JpaStorageSettings();
        // Our ids are a function of facility and business identifier; they may be all digits when a client says so.
        settings.setResourceClientIdStrategy(ClientIdStrategyEnum.ANY);
        settings.setResourceServerIdStrategy(IdStrategyEnum.UUID);
        // The same search twice gives what is true now, not what was cached a minute ago.
        settings.setReuseCachedSearchResultsForMillis(null);
        settings.setDefaultTotalMode(SearchTotalModeEnum.ACCURATE);
        settings.setAllowMultipleDelete(true);
        settings.setAllowContainsSearches(true);
        settings.setAllowExternalReferences(true);
        settings.setExpungeEnabled(false);
        settings.setIndexIdentifierOfType(true);
        settings.setNormalizedQuantitySearchLevel(
                NormalizedQuantitySearchLevel.NORMALIZED_QUANTITY_SEARCH_NOT_SUPPORTED);

        // The write path
        settings.setIndexMissingFields(IndexEnabledEnum.DISABLED);
        settings.setStoreMetaSourceInformation(StoreMetaSourceInformationEnum.SOURCE_URI);
        settings.setMatchUrlCacheEnabled(true);
        settings.setTagStorageMode(TagStorageModeEnum.NON_VERSIONED);
        settings.setSuppressStringIndexingInTokens(false);
        settings.setWriteToSearchParamIdentityTable(false);
        settings.setSuppressUpdatesWithNoChange(true);
        settings.setInlineResourceTextBelowSize(4000);
        settings.setAutoCreatePlaceholderReferenceTargets(false);
        settings.setEnforceReferentialIntegrityOnWrite(true);
        settings.setSchedulingDisabled(false);
        settings.setJobFastTrackingEnabled(true);
        return settings;
    }
}
