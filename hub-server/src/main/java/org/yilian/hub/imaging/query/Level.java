package org.yilian.hub.imaging.query;

/** What a query returns one answer per. */
public enum Level {
    STUDY,
    SERIES,
    INSTANCE
}
