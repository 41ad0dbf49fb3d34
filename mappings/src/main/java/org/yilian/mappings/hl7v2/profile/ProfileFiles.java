package org.yilian.mappings.hl7v2.profile;

import java.util.Map;

/** Where the files come from that a profile names. The mappings themselves read none. */
public interface ProfileFiles {
    /**
     * The full name of a file that another one names.
     *
     * @param path relative to {@code from}, or the bare name of a profile that comes with the hub
     */
    String resolve(String from, String path);

    /** The text of a file by its full name; null when it cannot be read. */
    String text(String file);

    /** A text as the tree of a YAML document; null when it is none. */
    Map<String, Object> tree(String text);
}
