package org.yilian.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.function.Consumer;

/** Searches by FHIR and turns the pages. */
public final class Pages {
    private Pages() {}

    /** Every resource of every page, matches and included ones. */
    public static void each(HubHttp http, String firstPage, Consumer<JsonNode> consumer) {
        String next = firstPage;
        while (next != null) {
            HubHttp.Answer answer = http.get(next, "application/fhir+json");
            if (answer.status() != 200) {
                throw new IllegalStateException("A search was answered with " + answer.status());
            }
            JsonNode page = answer.json();
            page.path("entry").forEach(entry -> consumer.accept(entry.path("resource")));
            next = null;
            for (JsonNode link : page.path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    next = relative(link.path("url").asText());
                }
            }
        }
    }

    /** The hub may name itself otherwise than it was reached. */
    private static String relative(String url) {
        URI uri = URI.create(url);
        return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
