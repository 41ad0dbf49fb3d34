package org.yilian.hub.platform;

/** Canonical addresses of the code systems and identifier systems the hub itself defines. */
public final class Urls {
    public static final String BASE = "https://fhir.yilian-hub.org";
    /** System of the owner tag that stands on every resource. */
    public static final String FACILITY_TAG = BASE + "/CodeSystem/facility";
    /** The region's own item codes for laboratory and imaging. */
    public static final String REGIONAL_ITEM = BASE + "/CodeSystem/regional-item";
    /** Resident identity number, GB 11643. */
    public static final String CITIZEN_ID = "urn:oid:2.16.156.10011.1.3";

    private Urls() {}
}
