package org.yilian.hub.platform.vault;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** The key-encryption keys by id, the one for new things last. Nothing of a key is ever in its text. */
final class KeyRing {
    static final int ID = 32;

    private static final Pattern LINE = Pattern.compile("([a-z0-9][a-z0-9.-]{0,31}):([A-Za-z0-9+/]{43}=)");

    private final Map<String, byte[]> keys = new LinkedHashMap<>();
    private String newest;

    private KeyRing() {}

    /**
     * Reads {@code id:base64} of 32 bytes each, apart by white space or commas; what stands between # and the end of its line
     * is a remark.
     */
    static KeyRing read(String text) {
        KeyRing ring = new KeyRing();
        for (String each : text.replaceAll("#[^\r\n]*", " ").trim().split("[\\s,]+")) {
            if (!each.isEmpty()) {
                ring.add(each);
            }
        }
        return ring;
    }

    private void add(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches() || keys.put(parts.group(1), Base64.getDecoder().decode(parts.group(2))) != null) {
            throw new HubFailure(
                    FailureCategory.INCORRECT,
                    "HUB-1105",
                    "hub.encryption: a key is id:base64 of 32 bytes, the id of small letters and digits, each id once");
        }
        newest = parts.group(1);
    }

    /** Null where there is none. */
    String newest() {
        return newest;
    }

    Set<String> ids() {
        return keys.keySet();
    }

    Optional<byte[]> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "KeyRing" + keys.keySet();
    }
}
