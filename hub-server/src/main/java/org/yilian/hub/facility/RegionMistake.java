package org.yilian.hub.facility;

/** A wrong or missing value in the region description; stops the start, and refuses a reload as a whole. */
public final class RegionMistake extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String key;
    private final String reason;

    RegionMistake(String file, String key, String reason) {
        super(file + ": " + key + " " + reason);
        this.file = file;
        this.key = key;
        this.reason = reason;
    }

    public String file() {
        return file;
    }

    public String key() {
        return key;
    }

    public String reason() {
        return reason;
    }
}
