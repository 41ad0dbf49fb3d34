package org.yilian.mappings;

import java.util.Locale;

/** The URIs of the region's own code systems and identifier systems, and the foreign ones used beside them. */
public final class Uris {
    public static final String BASE = "https://fhir.yilian-hub.org";
    /** Facility codes; also the system of the owner tag in {@code meta.tag}. */
    public static final String FACILITY = BASE + "/CodeSystem/facility";
    /** Items on which the region's hospitals agree, such as {@code LIP-TC}. */
    public static final String REGIONAL_ITEM = BASE + "/CodeSystem/regional-item";
    /** 居民身份证号, GB 11643. */
    public static final String CITIZEN_ID = "urn:oid:2.16.156.10011.1.3";

    public static final String DICOM_UID = "urn:dicom:uid";
    public static final String LOINC = "http://loinc.org";
    public static final String UCUM = "http://unitsofmeasure.org";

    private Uris() {}

    /** The identifier system of one kind of number of one facility: mrn, order, filler, visit, accession, report ... */
    public static String id(String facility, String kind) {
        return BASE + "/id/" + facility.toLowerCase(Locale.ROOT) + "/" + kind;
    }

    /** The facility's own code system of one kind: lab, patient-class ... */
    public static String codes(String facility, String kind) {
        return BASE + "/CodeSystem/" + facility.toLowerCase(Locale.ROOT) + "-" + kind;
    }

    /** The system of a table of HL7 v2 as FHIR publishes it, for example {@code 0203}. */
    public static String v2Table(String table) {
        return "http://terminology.hl7.org/CodeSystem/v2-" + table;
    }
}
