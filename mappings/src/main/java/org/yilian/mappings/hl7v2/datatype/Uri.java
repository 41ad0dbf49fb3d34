package org.yilian.mappings.hl7v2.datatype;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turning what senders write into parts of URIs. */
public final class Uri {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

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

    /** Hexadecimal with hyphens as in RFC 4122. */
    public static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /** A URI with a scheme, which FHIR accepts where it wants one. */
    public static boolean isAbsolute(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A path segment that two texts share only if they differ in letter case at most. */
    public static String segment(String text) {
        return URLEncoder.encode(text.toLowerCase(Locale.ROOT), StandardCharsets.UTF_8)
                .replace("+", "-")
                .replace("*", "%2A");
    }
}
