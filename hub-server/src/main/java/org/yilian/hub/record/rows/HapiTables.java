package org.yilian.hub.record.rows;

import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParam;
import ca.uhn.fhir.jpa.model.entity.BaseResourceIndexedSearchParamQuantity;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedComboTokenNonUnique;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamCoords;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamDate;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamNumber;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamQuantityNormalized;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamString;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamToken;
import ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamUri;
import ca.uhn.fhir.jpa.model.entity.ResourceLink;

/**
 * The tables of HAPI FHIR JPA 8.8 that a new resource has rows in, and how HAPI's index entities become rows. The key is
 * the first value and is given by {@link RowWriter}, so entities' values begin with the second column.
 */
public final class HapiTables {
    private static final String INDEX = "SP_ID HASH_IDENTITY SP_MISSING SP_NAME RES_ID RES_TYPE ";

    public static final RowShape RESOURCE = RowShape.of(
            "HFJ_RESOURCE",
            null,
            "RES_ID RES_VERSION HAS_TAGS RES_PUBLISHED RES_UPDATED FHIR_ID SP_HAS_LINKS HASH_SHA256 SP_INDEX_STATUS"
                    + " SP_CMPSTR_UNIQ_PRESENT SP_CMPTOKS_PRESENT SP_COORDS_PRESENT SP_DATE_PRESENT SP_NUMBER_PRESENT"
                    + " SP_QUANTITY_NRML_PRESENT SP_QUANTITY_PRESENT SP_STRING_PRESENT SP_TOKEN_PRESENT SP_URI_PRESENT"
                    + " RES_TYPE RES_TYPE_ID SEARCH_URL_PRESENT RES_VER");
    public static final RowShape VERSION = RowShape.of(
            "HFJ_RES_VER",
            "SEQ_RESOURCE_HISTORY_ID",
            "PID RES_VERSION HAS_TAGS RES_PUBLISHED RES_UPDATED RES_ENCODING RES_ID RES_TEXT_VC RES_TYPE RES_TYPE_ID"
                    + " RES_VER SOURCE_URI");
    public static final RowShape TAG =
            RowShape.of("HFJ_RES_TAG", "SEQ_RESTAG_ID", "PID TAG_ID RES_ID RES_TYPE RES_TYPE_ID");
    public static final RowShape LINK = RowShape.of(
            "HFJ_RES_LINK",
            "SEQ_RESLINK_ID",
            "PID SRC_PATH SRC_RESOURCE_ID SOURCE_RESOURCE_TYPE SRC_RES_TYPE_ID TARGET_RESOURCE_ID TARGET_RESOURCE_TYPE"
                    + " TARGET_RES_TYPE_ID TARGET_RESOURCE_URL TARGET_RESOURCE_VERSION SP_UPDATED");
    public static final RowShape TOKEN = RowShape.of(
            "HFJ_SPIDX_TOKEN", "SEQ_SPIDX_TOKEN", INDEX + "HASH_SYS HASH_SYS_AND_VALUE HASH_VALUE SP_SYSTEM SP_VALUE");
    public static final RowShape STRING = RowShape.of(
            "HFJ_SPIDX_STRING",
            "SEQ_SPIDX_STRING",
            INDEX + "HASH_EXACT HASH_NORM_PREFIX SP_VALUE_EXACT SP_VALUE_NORMALIZED");
    public static final RowShape DATE = RowShape.of(
            "HFJ_SPIDX_DATE",
            "SEQ_SPIDX_DATE",
            INDEX + "SP_VALUE_HIGH SP_VALUE_HIGH_DATE_ORDINAL SP_VALUE_LOW SP_VALUE_LOW_DATE_ORDINAL");
    public static final RowShape NUMBER = RowShape.of("HFJ_SPIDX_NUMBER", "SEQ_SPIDX_NUMBER", INDEX + "SP_VALUE");
    public static final RowShape QUANTITY = RowShape.of(
            "HFJ_SPIDX_QUANTITY",
            "SEQ_SPIDX_QUANTITY",
            INDEX + "HASH_IDENTITY_AND_UNITS HASH_IDENTITY_SYS_UNITS SP_SYSTEM SP_UNITS SP_VALUE");
    public static final RowShape QUANTITY_NORMALIZED = RowShape.of(
            "HFJ_SPIDX_QUANTITY_NRML",
            "SEQ_SPIDX_QUANTITY_NRML",
            INDEX + "HASH_IDENTITY_AND_UNITS HASH_IDENTITY_SYS_UNITS SP_SYSTEM SP_UNITS SP_VALUE");
    public static final RowShape URI = RowShape.of("HFJ_SPIDX_URI", "SEQ_SPIDX_URI", INDEX + "HASH_URI SP_URI");
    public static final RowShape COORDS =
            RowShape.of("HFJ_SPIDX_COORDS", "SEQ_SPIDX_COORDS", INDEX + "SP_LATITUDE SP_LONGITUDE");
    public static final RowShape COMBO =
            RowShape.of("HFJ_IDX_CMB_TOK_NU", "SEQ_IDXCMBTOKNU_ID", "PID HASH_COMPLETE IDX_STRING RES_ID");

    private HapiTables() {}

    public static Object[] token(ResourceIndexedSearchParamToken entry, long resource) {
        // What Hibernate's callback does before an insert.
        entry.truncateFieldsForDB();
        return index(
                entry,
                resource,
                entry.getHashSystem(),
                entry.getHashSystemAndValue(),
                entry.getHashValue(),
                entry.getSystem(),
                entry.getValue());
    }

    public static Object[] string(ResourceIndexedSearchParamString entry, long resource) {
        return index(
                entry,
                resource,
                entry.getHashExact(),
                entry.getHashNormalizedPrefix(),
                entry.getValueExact(),
                entry.getValueNormalized());
    }

    public static Object[] date(ResourceIndexedSearchParamDate entry, long resource) {
        return index(
                entry,
                resource,
                entry.getValueHigh(),
                entry.getValueHighDateOrdinal(),
                entry.getValueLow(),
                entry.getValueLowDateOrdinal());
    }

    public static Object[] number(ResourceIndexedSearchParamNumber entry, long resource) {
        return index(entry, resource, entry.getValue());
    }

    public static Object[] quantity(BaseResourceIndexedSearchParamQuantity entry, long resource) {
        Number value = entry instanceof ResourceIndexedSearchParamQuantityNormalized normalized
                ? normalized.getValue()
                : ((ca.uhn.fhir.jpa.model.entity.ResourceIndexedSearchParamQuantity) entry).getValue();
        return index(
                entry,
                resource,
                entry.getHashIdentityAndUnits(),
                entry.getHashIdentitySystemAndUnits(),
                entry.getSystem(),
                entry.getUnits(),
                value == null ? null : value.doubleValue());
    }

    public static Object[] uri(ResourceIndexedSearchParamUri entry, long resource) {
        return index(entry, resource, entry.getHashUri(), entry.getUri());
    }

    public static Object[] coords(ResourceIndexedSearchParamCoords entry, long resource) {
        return index(entry, resource, entry.getLatitude(), entry.getLongitude());
    }

    public static Object[] combo(ResourceIndexedComboTokenNonUnique entry, long resource) {
        return new Object[] {null, entry.getHashComplete(), entry.getIndexString(), resource};
    }

    public static Object[] link(ResourceLink entry, long resource, Short resourceType) {
        return new Object[] {
            null,
            entry.getSourcePath(),
            resource,
            entry.getSourceResourceType(),
            resourceType,
            entry.getTargetResourcePid(),
            entry.getTargetResourceType(),
            entry.getTargetResourceTypeId(),
            entry.getTargetResourceUrl(),
            entry.getTargetResourceVersion(),
            entry.getUpdated()
        };
    }

    private static Object[] index(BaseResourceIndexedSearchParam entry, long resource, Object... own) {
        entry.calculateHashes();
        Object[] values = new Object[6 + own.length];
        values[1] = entry.getHashIdentity();
        values[2] = entry.isMissing();
        values[3] = entry.getParamName();
        values[4] = resource;
        values[5] = entry.getResourceType();
        System.arraycopy(own, 0, values, 6, own.length);
        return values;
    }
}
