package org.yilian.hub.record;

import ca.uhn.fhir.context.FhirContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which search parameters are indexed, as the patterns {@code Type:code} that HAPI understands. */
final class SearchParameterChoice {
    private static final String FILE = "/search-parameters.csv";

    private SearchParameterChoice() {}

    /** The listed parameters for the listed types, {@code Type:*} for all others. */
    static Set<String> curated(FhirContext fhir) {
        Map<String, String> listed = listed();
        Set<String> patterns = new LinkedHashSet<>(Set.of(
                "*:_id",
                "*:_lastUpdated",
                "*:_tag",
                "*:_profile",
                "*:_security",
                "*:_source",
                "*:_text",
                "*:_content"));
        for (String type : fhir.getResourceTypes()) {
            String parameters = listed.get(type);
            if (parameters == null) {
                patterns.add(type + ":*");
            } else {
                for (String parameter : parameters.split(" ")) {
                    patterns.add(type + ":" + parameter);
                }
            }
        }
        return patterns;
    }

    private static Map<String, String> listed() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(SearchParameterChoice.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("type,"))
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(
                            cells -> cells[0], cells -> cells[1], (first, second) -> first, LinkedHashMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
