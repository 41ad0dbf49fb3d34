package org.yilian.mappings.hl7v2.datatype;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Turning what senders write into parts of URIs. */
public final class Uri {
    private Uri() {}

    /** Dotted decimal as in ISO 8824. */
    public static boolean isOid(String text) {
        int dots = 0;
        char before = '.';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && before != '.') {
                dots++;
            } else if (c < '0' || c > '9') {
                return false;
            }
            before = c;
        }
        return dots > 1 && before != '.' && text.charAt(0) <= '2' && text.charAt(1) == '.';
    }

    /** A path segment that two texts share only if they differ in letter case at most. */
    public static String segment(String text) {
        return URLEncoder.encode(text.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
                .replace("+", "-")
                .replace("*", "%2A");
    }
}
