package org.yilian.hub.imaging.ingest;

import org.yilian.hub.imaging.index.Facts;

/**
 * @param studyUid study it belongs to; null where it was not read
 * @param seriesUid series it belongs to; null where it is not in the archive
 */
public record StoreResult(StoreOutcome outcome, String studyUid, String seriesUid) {
    static StoreResult of(StoreOutcome outcome, Facts read) {
        return new StoreResult(outcome, read.study().uid(), read.series().uid());
    }
}
