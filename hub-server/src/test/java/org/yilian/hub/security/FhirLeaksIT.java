package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The FHIR door: records that are kept are not read, by whatever way. */
class FhirLeaksIT extends LeakMatrix {
    private static final String TAG = "https://fhir.yilian-hub.org/CodeSystem/facility";

    /**
     * A way to a record; {@code %T} type, {@code %I} id, {@code %P} patient, {@code %O} owner's code, {@code %C} identity
     * number, {@code %N} name ({@code %R} in a body), {@code %M} number at its hospital, {@code %S} that hospital's system.
     *
     * @param byId the answer tells by the id, and what was asked for does not name it
     * @param ofPatients only Patients are found so
     */
    private record Trick(
            String name, String method, String path, String type, String body, boolean byId, boolean ofPatients) {
        static Trick get(String name, String path) {
            return new Trick(name, "GET", path, null, null, false, false);
        }

        static Trick batched(String name, String url) {
            return new Trick(name, "POST", "/fhir", "application/fhir+json", batch(url), false, false);
        }

        Trick ofPatientsOnly(boolean telling) {
            return new Trick(name, method, path, type, body, telling, true);
        }

        Trick tellingById() {
            return new Trick(name, method, path, type, body, true, ofPatients);
        }
    }

    private static final List<Trick> TRICKS = List.of(
            Trick.get("read", "/fhir/%T/%I"),
            Trick.get("read as XML", "/fhir/%T/%I?_format=xml"),
            Trick.get("vread", "/fhir/%T/%I/_history/1"),
            Trick.get("history", "/fhir/%T/%I/_history"),
            Trick.get("history since", "/fhir/%T/%I/_history?_since=2020-01-01T00:00:00Z"),
            Trick.get("search by _id", "/fhir/%T?_id=%I"),
            new Trick(
                    "search by POST",
                    "POST",
                    "/fhir/%T/_search",
                    "application/x-www-form-urlencoded",
                    "_id=%I",
                    false,
                    false),
            Trick.get("search by owner tag", "/fhir/%T?_tag=" + TAG + "%7C%O&_count=200&_sort=-_lastUpdated"),
            Trick.get("page of one", "/fhir/%T?_id=%I&_count=1"),
            Trick.get("elements", "/fhir/%T?_tag=" + TAG + "%7C%O&_elements=id&_count=200&_sort=-_lastUpdated")
                    .tellingById(),
            Trick.get("lastUpdated", "/fhir/%T?_lastUpdated=gt2020-01-01&_count=200&_sort=-_lastUpdated"),
            Trick.get("include", "/fhir/%T?_id=%I&_include=*"),
            Trick.get("include, iterated", "/fhir/%T?_id=%I&_include:iterate=*"),
            Trick.get(
                    "revinclude from Patient",
                    "/fhir/Patient?_id=%P&_revinclude=Observation:subject"
                            + "&_revinclude=Encounter:subject&_revinclude=Condition:subject"),
            Trick.get("everything", "/fhir/Patient/%P/$everything?_count=200"),
            Trick.get("everything of a type", "/fhir/Patient/%P/$everything?_type=Patient,%T"),
            Trick.batched("batch read", "%T/%I"),
            Trick.batched("batch vread", "%T/%I/_history/1"),
            Trick.batched("batch search", "%T?_id=%I"),
            Trick.batched("batch everything", "Patient/%P/$everything?_count=200"),
            Trick.get("by identity number", "/fhir/Patient?identifier=" + CITIZEN + "%7C%C")
                    .ofPatientsOnly(true),
            Trick.get("by number at its hospital", "/fhir/Patient?identifier=%S%7C%M")
                    .ofPatientsOnly(true),
            Trick.get("by name", "/fhir/Patient?name=%N").ofPatientsOnly(true),
            Trick.get("by birth date", "/fhir/Patient?birthdate=1980-01-01&_count=200&_sort=-_lastUpdated")
                    .ofPatientsOnly(true),
            Trick.get("PIXm", "/fhir/Patient/$ihe-pix?sourceIdentifier=" + CITIZEN + "%7C%C")
                    .ofPatientsOnly(true),
            new Trick(
                            "match",
                            "POST",
                            "/fhir/Patient/$match",
                            "application/fhir+json",
                            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":"
                                    + "{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"" + CITIZEN
                                    + "\",\"value\":\"%C\"}],\"name\":[{\"text\":\"%R\"}],\"gender\":\"male\","
                                    + "\"birthDate\":\"1980-01-01\"}}]}",
                            false,
                            false)
                    .ofPatientsOnly(true),
            Trick.get("PIXm by its hospital's number", "/fhir/Patient/$ihe-pix?sourceIdentifier=%S%7C%M")
                    .ofPatientsOnly(true));

    @TestFactory
    Stream<DynamicTest> whatIsKeptIsNotRead() {
        List<DynamicTest> probes = new ArrayList<>();
        for (Kept kept : everyReason()) {
            Http owner = owner(kept);
            askers(kept).forEach((who, asker) -> {
                for (String type : kept.types()) {
                    for (Trick trick : TRICKS) {
                        if (!trick.ofPatients() || type.equals("Patient")) {
                            probes.add(probe(
                                    String.join(" / ", kept.why(), who, type, trick.name()),
                                    () -> tried(kept, type, trick, owner, asker)));
                        }
                    }
                    absent(kept, type)
                            .forEach((name, paths) -> probes.add(probe(
                                    String.join(" / ", kept.why(), who, type, "looks absent", name),
                                    () -> looksAbsent(kept, type, paths, owner, asker))));
                }
            });
        }
        return matrix("fhir-reads", probes);
    }

    private static void tried(Kept kept, String type, Trick trick, Http owner, Http asker) {
        String looksFor = trick.byId() ? kept.id(type) : kept.marker();
        assertThat(ask(trick, kept, type, owner).body())
                .as("proof that it is there")
                .contains(looksFor);
        HttpResponse<String> answer = ask(trick, kept, type, asker);
        assertThat(answer.body()).as("status " + answer.statusCode()).doesNotContain(looksFor);
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        if (answer.statusCode() == 200 && json && Http.json(answer).has("total")) {
            // Numbers of what is shown are no secret.
            assertThat(Http.json(answer).get("total").asInt())
                    .isEqualTo(Http.json(answer).path("entry").size());
        }
    }

    private static HttpResponse<String> ask(Trick trick, Kept kept, String type, Http http) {
        String body = trick.body() == null ? null : filled(trick.body(), kept, type);
        return http.send(trick.method(), filled(trick.path(), kept, type), trick.type(), body);
    }

    private static String filled(String text, Kept kept, String type) {
        return text.replace("%T", type)
                .replace("%I", kept.id(type))
                .replace("%P", kept.patient())
                .replace("%O", kept.owner().toUpperCase(Locale.ROOT))
                .replace("%S", mrnSystem(kept.owner()))
                .replace("%M", kept.mrn())
                .replace("%N", encoded(kept.name()))
                .replace("%R", kept.name())
                .replace("%C", kept.citizen());
    }

    /** What is asked about the record and about one that never was, {@code %X} standing for the id. */
    private static Map<String, String> absent(Kept kept, String type) {
        Map<String, String> paths = new LinkedHashMap<>();
        for (String path : List.of("", "/_history", "/_history/1", "/_history/7", "/$meta", "?_summary=text")) {
            paths.put(path.isEmpty() ? "read" : path, "GET /fhir/" + type + "/%X" + path);
        }
        paths.put("in a batch", "BATCH " + type + "/%X");
        paths.put("version in a batch", "BATCH " + type + "/%X/_history/1");
        paths.put("if none match", "IF-NONE-MATCH /fhir/" + type + "/%X");
        if (type.equals("Patient")) {
            paths.put("everything", "GET /fhir/Patient/%X/$everything");
        }
        return paths;
    }

    /** What is kept and what never was must not be told apart. */
    private static void looksAbsent(Kept kept, String type, String path, Http owner, Http asker) {
        assertThat(owner.get("/fhir/" + type + "/" + kept.id(type)).statusCode())
                .as("proof")
                .isEqualTo(200);
        String never = kept.patient().substring(0, 5) + "never"
                + UUID.randomUUID().toString().substring(0, 8);
        HttpResponse<String> there = send(asker, path.replace("%X", kept.id(type)));
        HttpResponse<String> nowhere = send(asker, path.replace("%X", never));
        assertThat(there.statusCode()).isEqualTo(nowhere.statusCode());
        if (!path.startsWith("BATCH")) {
            assertThat(there.statusCode()).isGreaterThanOrEqualTo(400);
        }
        assertThat(plain(there.body(), kept.id(type))).isEqualTo(plain(nowhere.body(), never));
    }

    /** Without what differs from one request to the next. */
    private static String plain(String body, String id) {
        return body.replace(id, "X")
                .replaceAll("\"id\":\"[0-9a-f-]{36}\"", "")
                .replaceAll("\"lastUpdated\":\"[^\"]*\"", "");
    }

    private static HttpResponse<String> send(Http asker, String question) {
        String path = question.substring(question.indexOf(' ') + 1);
        return switch (question.substring(0, question.indexOf(' '))) {
            case "BATCH" -> asker.send("POST", "/fhir", "application/fhir+json", batch(path));
            case "IF-NONE-MATCH" -> asker.with("If-None-Match", "W/\"1\"").get(path);
            default -> asker.get(path);
        };
    }
}
