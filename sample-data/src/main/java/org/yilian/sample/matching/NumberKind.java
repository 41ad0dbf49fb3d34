package org.yilian.sample.matching;

/** What a document's number is. */
public enum NumberKind {
    CITIZEN,
    PASSPORT,
    PERMIT,
    INSURANCE
}
