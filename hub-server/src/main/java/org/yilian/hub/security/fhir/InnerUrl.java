package org.yilian.hub.security.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yilian.hub.security.AccessPolicy;

/**
 * The URL of one entry of a transaction: {@code Patient/1}, {@code Patient?name=x}, {@code Patient/1/$everything}. What
 * does not look like one of them is refused: whoever cannot tell what is asked must not allow it.
 *
 * @param type resource type, or {@link AccessPolicy#ANY_TYPE}
 * @param searches whether no single resource is named
 * @param operation {@code $name}, or null
 */
record InnerUrl(String type, boolean searches, String operation, String query) {
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,40}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.:]{1,100}");

    static InnerUrl parse(String url) {
        String text = url == null ? "" : url;
        int mark = text.indexOf('?');
        String query = mark < 0 ? "" : text.substring(mark + 1);
        String path = mark < 0 ? text : text.substring(0, mark);
        String[] parts = (path.startsWith("/") ? path.substring(1) : path).split("/", -1);
        String last = parts[parts.length - 1];
        String operation = last.startsWith("$") ? last : null;
        if (parts.length == 1 && (last.isEmpty() || operation != null)) {
            return new InnerUrl(AccessPolicy.ANY_TYPE, true, operation, query);
        }
        boolean named = parts.length > 1 && ID.matcher(parts[1]).matches();
        for (int i = named ? 2 : 1; i < parts.length; i++) {
            // _history, a version, $operation; a compartment (Patient/1/Observation) has a capital letter and is
            // refused.
            if (parts[i].isEmpty() || Character.isUpperCase(parts[i].charAt(0))) {
                throw Refusal.notInScope();
            }
        }
        if (!TYPE.matcher(parts[0]).matches()) {
            throw Refusal.notInScope();
        }
        return new InnerUrl(parts[0], !named, operation, query);
    }

    Map<String, String[]> parameters() {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                parameters.merge(name, new String[] {value}, InnerUrl::joined);
            }
        }
        return parameters;
    }

    private static String[] joined(String[] some, String[] more) {
        List<String> all = new ArrayList<>(List.of(some));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
