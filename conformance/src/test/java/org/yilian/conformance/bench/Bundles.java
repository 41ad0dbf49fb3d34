package org.yilian.conformance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yilian.conformance.HubHttp;
import org.yilian.conformance.OruFeed;
import org.yilian.conformance.Pages;

/**
 * The resources that the hub made of each message, read back from it and packed as one transaction Bundle per message: what
 * an adapter in front of a stock server would post. Resources that all messages share come first, once.
 */
final class Bundles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PER_MESSAGE =
            Set.of("Patient", "ServiceRequest", "Specimen", "DiagnosticReport", "Observation", "Encounter");

    private final HubHttp hub;
    private final Map<String, JsonNode> resources = new LinkedHashMap<>();
    private final Map<String, String> byFiller = new LinkedHashMap<>();

    private Bundles(HubHttp hub) {
        this.hub = hub;
    }

    /** @param shared to be posted before; @param messages one Bundle each, in the order asked for */
    record Prepared(String shared, List<String> messages, int resourcesEach) {}

    static Prepared of(HubHttp hub, OruFeed feed, int from, int to) {
        Bundles bundles = new Bundles(hub);
        Pages.each(
                hub,
                "/fhir/DiagnosticReport?_count=50&_include=DiagnosticReport:result&_include=DiagnosticReport:specimen"
                        + "&_include=DiagnosticReport:based-on&_include=DiagnosticReport:subject&identifier="
                        + HubHttp.encoded("https://fhir.yilian-hub.org/id/h001/filler|"),
                bundles::keep);
        Set<String> shared = new LinkedHashSet<>();
        List<String> messages = new ArrayList<>();
        int each = 0;
        for (int n = from; n < to; n++) {
            Set<String> own = new LinkedHashSet<>();
            bundles.collect(bundles.byFiller.get(feed.filler(n)), own, shared);
            each = own.size();
            messages.add(bundles.transaction(own));
        }
        return new Prepared(bundles.transaction(shared), messages, each);
    }

    private void keep(JsonNode resource) {
        String key = resource.path("resourceType").asText() + "/"
                + resource.path("id").asText();
        resources.put(key, resource);
        if (resource.path("resourceType").asText().equals("DiagnosticReport")) {
            for (JsonNode identifier : resource.path("identifier")) {
                if (identifier.path("system").asText().endsWith("/filler")) {
                    byFiller.put(identifier.path("value").asText(), key);
                }
            }
        }
    }

    /** This one and whatever it refers to. */
    private void collect(String key, Set<String> own, Set<String> shared) {
        boolean perMessage = PER_MESSAGE.contains(key.substring(0, key.indexOf('/')));
        if (own.contains(key) || shared.contains(key)) {
            return;
        }
        if (!resources.containsKey(key)) {
            resources.put(key, hub.fhir("/fhir/" + key));
        }
        (perMessage ? own : shared).add(key);
        for (JsonNode reference : resources.get(key).findValues("reference")) {
            if (reference.isTextual() && reference.asText().matches("[A-Z][A-Za-z]+/[A-Za-z0-9.-]+")) {
                collect(reference.asText(), own, shared);
            }
        }
    }

    private String transaction(Set<String> keys) {
        ObjectNode bundle =
                JSON.createObjectNode().put("resourceType", "Bundle").put("type", "transaction");
        ArrayNode entries = bundle.putArray("entry");
        for (String key : keys) {
            ObjectNode resource = resources.get(key).deepCopy();
            if (resource.path("meta") instanceof ObjectNode meta) {
                meta.remove(List.of("versionId", "lastUpdated"));
            }
            ObjectNode entry = entries.addObject();
            entry.set("resource", resource);
            entry.putObject("request").put("method", "PUT").put("url", key);
        }
        return bundle.toString();
    }
}
