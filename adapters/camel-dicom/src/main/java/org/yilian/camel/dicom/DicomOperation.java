package org.yilian.camel.dicom;

import java.util.Locale;

/** What a producer does; lower case as in URIs. */
public enum DicomOperation {
    echo,
    store,
    find,
    move;

    /** Reads "store" as well as "C-STORE", which is how a consumer names it. */
    static DicomOperation of(String text) {
        return valueOf(text.toLowerCase(Locale.ROOT).replaceFirst("^c-", ""));
    }
}
