package org.yilian.hub.facility;

/** A wrong or missing value in the region description; stops the start. */
public final class RegionMistake extends IllegalStateException {
    private static final long serialVersionUID = 1;

    RegionMistake(String file, String key, String reason) {
        super(file + ": " + key + " " + reason);
    }
}
