package org.yilian.mappings.hl7v2.oracle;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.Uris;

/**
 * One value of one element of a resource, in a form in which two ways of writing the same are equal: times are instants,
 * HL7 tables have one name, a reference counts for the type it refers to.
 *
 * @param element resource type and path without indices, as in {@code Patient.name.given}
 */
public record Fact(String element, String value) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NO_FACTS = Set.of("id", "meta", "fullUrl", "resourceType", "text#div");

    /** All facts of a resource as JSON; the peer's own extensions are none. */
    static Set<Fact> of(JsonNode resource, String foreignExtensions) {
        Set<Fact> facts = new LinkedHashSet<>();
        String type = resource.path("resourceType").asText();
        walk(type, resource, facts, foreignExtensions, true);
        return facts;
    }

    public static Set<Fact> of(Iterable<Resource> resources) {
        Set<Fact> facts = new LinkedHashSet<>();
        for (Resource resource : resources) {
            try {
                String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
                facts.addAll(of(JSON.readTree(json), null));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return facts;
    }

    private static void walk(String path, JsonNode node, Set<Fact> facts, String foreign, boolean top) {
        if (node.isArray()) {
            node.forEach(child -> walk(path, child, facts, foreign, false));
        } else if (node.isObject()) {
            node.fields().forEachRemaining(entry -> child(path, entry, facts, foreign, top));
        } else if (!node.isNull()) {
            facts.add(new Fact(path, normal(path, node.asText())));
        }
    }

    private static void child(
            String path, Map.Entry<String, JsonNode> entry, Set<Fact> facts, String foreign, boolean top) {
        String name = entry.getKey().startsWith("_") ? entry.getKey().substring(1) : entry.getKey();
        if (top && name.equals("meta") && entry.getValue().has("security")) {
            walk(path + ".meta.security", entry.getValue().get("security"), facts, foreign, false);
            return;
        }
        if (top && NO_FACTS.contains(name) || name.equals("id")) {
            return;
        }
        if (!name.equals("extension")) {
            walk(path + "." + name, entry.getValue(), facts, foreign, false);
            return;
        }
        for (JsonNode extension : entry.getValue()) {
            String url = extension.path("url").asText();
            if (foreign == null || !url.matches(foreign)) {
                String word = url.substring(url.lastIndexOf('/') + 1);
                extension.fields().forEachRemaining(part -> {
                    if (!part.getKey().equals("url")) {
                        walk(path + ".extension:" + word + "." + part.getKey(), part.getValue(), facts, foreign, false);
                    }
                });
            }
        }
    }

    private static String normal(String path, String value) {
        if (path.endsWith(".reference")) {
            String plain = value.startsWith("urn:") ? "" : value;
            return plain.contains("/") ? plain.substring(0, plain.indexOf('/')) : plain;
        }
        if (path.endsWith(".system")) {
            return system(value);
        }
        if (value.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
            try {
                return OffsetDateTime.parse(value).toInstant().toString();
            } catch (DateTimeParseException e) {
                return value;
            }
        }
        return value.strip();
    }

    private static String system(String uri) {
        if (uri.startsWith("urn:oid:2.16.840.1.113883.12.")) {
            return "table " + uri.substring(uri.lastIndexOf('.') + 1);
        }
        if (uri.matches("https?://terminology.hl7.org/CodeSystem/v2-0*\\d+")) {
            return "table " + uri.replaceAll(".*v2-0*", "");
        }
        if (uri.startsWith(Uris.BASE)) {
            return "region";
        }
        return uri.replace("urn:oid:", "").replace("urn:uuid:", "");
    }
}
