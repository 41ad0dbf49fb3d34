package org.yilian.sample.image;

import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;

/** Code sequence items (PS3.3 section 8.8). */
final class Codes {
    private Codes() {}

    static DataSet of(String value, String scheme, String meaning) {
        return new DataSet()
                .set(Tag.CodeValue, value)
                .set(Tag.CodingSchemeDesignator, scheme)
                .set(Tag.CodeMeaning, meaning);
    }

    static DataSet snomed(String value, String meaning) {
        return of(value, "SCT", meaning);
    }

    static DataSet ucum(String value, String meaning) {
        return of(value, "UCUM", meaning);
    }
}
