package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The FHIR door: answers to who writes tell nothing of records that are kept. */
class FhirWriteLeaksIT extends LeakMatrix {
    private static final String JSON = "application/fhir+json";

    @TestFactory
    Stream<DynamicTest> writingTellsNothing() {
        List<DynamicTest> probes = new ArrayList<>();
        for (Kept kept : everyReason()) {
            Http asker = system(kept);
            for (String type : kept.types()) {
                writes(type)
                        .forEach((trick, write) -> probes.add(probe(
                                String.join(" / ", kept.why(), type, trick),
                                () -> looksAbsent(kept, type, write, asker))));
            }
            conditions(kept)
                    .forEach((trick, write) -> probes.add(
                            probe(String.join(" / ", kept.why(), trick), () -> meetsNothing(kept, write, asker))));
        }
        return matrix("fhir-writes", probes);
    }

    /** @param path and body with {@code %X} for an id that is kept or never was, {@code %Y} for a new one of one's own */
    private record Write(String method, String path, String type, String body) {
        HttpResponse<String> by(Http http, String id, String own) {
            return http.send(
                    method,
                    path.replace("%X", id).replace("%Y", own),
                    type,
                    body == null ? null : body.replace("%X", id).replace("%Y", own));
        }
    }

    private static Map<String, Write> writes(String type) {
        Map<String, Write> writes = new LinkedHashMap<>();
        String resource = type.equals("Patient")
                ? "{\"resourceType\":\"Patient\",\"id\":\"%X\"}"
                : "{\"resourceType\":\"Basic\",\"id\":\"%X\"}".replace("Basic", type);
        writes.put("update", new Write("PUT", "/fhir/" + type + "/%X", JSON, resource));
        writes.put("delete", new Write("DELETE", "/fhir/" + type + "/%X", null, null));
        writes.put(
                "patch",
                new Write(
                        "PATCH",
                        "/fhir/" + type + "/%X",
                        "application/json-patch+json",
                        "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"zh\"}]"));
        writes.put("update in a transaction", transaction("PUT", type + "/%X", resource));
        writes.put("delete in a transaction", transaction("DELETE", type + "/%X", null));
        String reference = "\"reference\":\"" + type + "/%X\"";
        String basic =
                "{\"resourceType\":\"Basic\",\"id\":\"%Y\",\"code\":{\"text\":\"x\"},\"subject\":{" + reference + "}}";
        writes.put("reference", new Write("PUT", "/fhir/Basic/%Y", JSON, basic));
        writes.put(
                "reference of a new one", new Write("POST", "/fhir/Basic", JSON, basic.replace("\"id\":\"%Y\",", "")));
        writes.put("reference in a transaction", transaction("PUT", "Basic/%Y", basic));
        writes.put(
                "reference of a list",
                new Write(
                        "PUT",
                        "/fhir/List/%Y",
                        JSON,
                        "{\"resourceType\":\"List\",\"id\":\"%Y\",\"status\":\"current\",\"mode\":\"working\","
                                + "\"entry\":[{\"item\":{" + reference + "}}]}"));
        return writes;
    }

    private static Write transaction(String method, String url, String resource) {
        String body = resource == null ? "" : "\"resource\":" + resource + ",";
        return new Write(
                "POST",
                "/fhir",
                JSON,
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{" + body
                        + "\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}}]}");
    }

    private static void looksAbsent(Kept kept, String type, Write write, Http asker) {
        String never = kept.patient().substring(0, 5) + "never"
                + UUID.randomUUID().toString().substring(0, 8);
        HttpResponse<String> there = write.by(asker, kept.id(type), own());
        HttpResponse<String> nowhere = write.by(asker, never, own());
        assertThat(there.statusCode()).as(there.body()).isEqualTo(nowhere.statusCode());
        assertThat(there.statusCode()).as(there.body()).isGreaterThanOrEqualTo(400);
        assertThat(there.body().replace(kept.id(type), "X"))
                .isEqualTo(nowhere.body().replace(never, "X"));
    }

    private static String own() {
        return "h001-" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    /** Writes that find what they change, or what they refer to. */
    private static Map<String, Write> conditions(Kept kept) {
        String observation = "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{\"code\":\""
                + kept.marker() + "\"}]}}";
        String search = "Observation?code=" + kept.marker();
        Map<String, Write> writes = new LinkedHashMap<>();
        writes.put("conditional delete", new Write("DELETE", "/fhir/" + search, null, null));
        writes.put(
                "conditional patch",
                new Write(
                        "PATCH",
                        "/fhir/" + search,
                        "application/json-patch+json",
                        "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"zh\"}]"));
        writes.put("conditional delete in a transaction", transaction("DELETE", search, null));
        String refers =
                "{\"resourceType\":\"Basic\",\"id\":\"%Y\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\""
                        + search + "\"}}";
        writes.put("inline match", new Write("PUT", "/fhir/Basic/%Y", JSON, refers));
        writes.put("inline match in a transaction", transaction("PUT", "Basic/%Y", refers));
        writes.put("conditional update", new Write("PUT", "/fhir/" + search, JSON, observation));
        return writes;
    }

    private static void meetsNothing(Kept kept, Write write, Http asker) {
        HttpResponse<String> answer = write.by(asker, "", own());
        assertThat(answer.body()).as("status " + answer.statusCode()).doesNotContain(kept.id("Observation"));
        // What the condition did not find is made anew, or is said not to be there; it is not said to be another's.
        assertThat(answer.body()).doesNotContain("HUB-0722");
        if (answer.statusCode() == 201) {
            assertThat(asker.send("DELETE", "/fhir/Observation?code=" + kept.marker(), null, null)
                            .statusCode())
                    .as("one's own, made here")
                    .isEqualTo(200);
        }
    }
}
