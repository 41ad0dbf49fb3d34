package org.yilian.hub.imaging.query;

/** How a key of the index compares, PS3.4 C.2.2.2. */
enum Matching {
    /** UIDs: one or a list, never wildcards. */
    UID,
    /** Exact or with wildcards, upper and lower case distinct. */
    TEXT,
    /** Three writings, upper and lower case alike. */
    NAME,
    DATE,
    TIME,
    NUMBER,
    /** Several values between backslashes in one column. */
    ANY_OF
}
