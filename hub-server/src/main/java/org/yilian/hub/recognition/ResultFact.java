package org.yilian.hub.recognition;

import java.time.Instant;

/**
 * What the record says about one result, as far as lists, recognition and reports need it.
 *
 * @param resource {@code Type/id}
 * @param kind LAB, IMAGING (an examination's report) or TEXT (one of its texts)
 * @param item regional code, empty where the local code is not mapped
 * @param report logical id of the report, null if unknown
 * @param study {@code ImagingStudy/id} the report names, null if none
 */
record ResultFact(
        String resource,
        int version,
        String facility,
        String patient,
        Kind kind,
        String item,
        String status,
        ReportPart report,
        String name,
        String value,
        String unit,
        String ucum,
        String range,
        String flag,
        boolean critical,
        Instant clinical,
        Instant issued,
        String accession,
        String study) {

    enum Kind {
        LAB,
        IMAGING,
        TEXT
    }

    /** The report a result stands in; {@link #NONE} if it came without. */
    record ReportPart(String id, int version, String status, String title) {
        static final ReportPart NONE = new ReportPart(null, 0, "", "");
    }

    Instant time() {
        return clinical == null ? issued : clinical;
    }

    /** Nothing of the result. */
    @Override
    public String toString() {
        return "ResultFact[" + resource + "/" + version + "]";
    }
}
