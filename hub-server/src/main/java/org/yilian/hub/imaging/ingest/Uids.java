package org.yilian.hub.imaging.ingest;

import java.util.regex.Pattern;

/** Form of UIDs, PS3.5 section 9.1. Leading zeros in a component are met in the field and kept; anything else is refused. */
public final class Uids {
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    private Uids() {}

    public static boolean isValid(String uid) {
        return uid != null && uid.length() <= 64 && UID.matcher(uid).matches();
    }
}
