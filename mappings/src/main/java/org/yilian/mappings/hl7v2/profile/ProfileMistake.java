package org.yilian.mappings.hl7v2.profile;

/** A wrong value in the description of a profile, with the file and key where it stands. */
public final class ProfileMistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final String key;
    private final String reason;

    ProfileMistake(String file, String key, String reason) {
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
