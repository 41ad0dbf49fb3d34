package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The FHIR door: numbers of matches, and matching at all, tell nothing of records that are kept. */
class FhirSearchLeaksIT extends LeakMatrix {

    @TestFactory
    Stream<DynamicTest> whatIsKeptIsNotGuessed() {
        List<DynamicTest> probes = new ArrayList<>();
        for (Kept kept : everyReason()) {
            Http owner = owner(kept);
            askers(kept).forEach((who, asker) -> oracles(kept).forEach((trick, path) -> {
                String name = String.join(" / ", kept.why(), who, trick);
                probes.add(probe(name, () -> oracle(kept, trick, path, owner, asker)));
                if (who.equals("system")) {
                    probes.add(probe(name + " in a batch", () -> inABatch(path, asker)));
                }
            }));
        }
        return matrix("fhir-searches", probes);
    }

    /** Searches whose number of matches, or whose matching at all, would tell. */
    private static Map<String, String> oracles(Kept kept) {
        String code = kept.marker();
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("count by code", "/fhir/Observation?code=" + code + "&_summary=count");
        paths.put("total by code", "/fhir/Observation?code=" + code + "&_total=accurate&_count=1");
        paths.put("count of none", "/fhir/Observation?code=" + code + "&_count=0");
        paths.put("count of one", "/fhir/Observation?code=" + code + "&_count=1");
        paths.put("by patient and code", "/fhir/Observation?patient=" + kept.patient() + "&code=" + code);
        paths.put("by subject and code", "/fhir/Observation?subject=Patient/" + kept.patient() + "&code=" + code);
        paths.put("code in a list", "/fhir/Observation?code=x," + code);
        paths.put("owner tag of its own", "/fhir/Observation?code=" + code + "&_tag:not=x");
        paths.put("offset", "/fhir/Observation?code=" + code + "&_offset=0&_count=1");
        paths.put("_has", "/fhir/Patient?_has:Observation:patient:code=" + code);
        paths.put("_has and count", "/fhir/Patient?_has:Observation:patient:code=" + code + "&_summary=count");
        paths.put(
                "_has of one patient",
                "/fhir/Patient?_id=" + kept.patient() + "&_has:Observation:subject:code=" + code);
        paths.put("_has from a visit", "/fhir/Encounter?patient._has:Observation:patient:code=" + code);
        paths.put(
                "chain through the patient",
                "/fhir/Observation?subject:Patient._id=" + kept.patient() + "&code=" + code);
        paths.put("chain by name", "/fhir/Observation?patient.name=" + encoded(kept.name()) + "&code=" + code);
        paths.put("sorted by chain", "/fhir/Observation?code=" + code + "&_sort=Patient:subject.birthdate");
        return paths;
    }

    private static void oracle(Kept kept, String trick, String path, Http owner, Http asker) {
        HttpResponse<String> own = owner.get(path);
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        // By way of other records even an owner is told no numbers, and what the patient's consent keeps from the owner
        // is not gone by: there FhirLeaksIT, which reads the record, is the proof.
        boolean told = !trick.equals("_has and count")
                && !(trick.startsWith("_has") && kept.why().equals("consent"));
        if (told) {
            assertThat(own.body()).as("proof that it matches").containsPattern("\"total\":[1-9]|\"entry\":\\[\\{");
        }
        HttpResponse<String> answer = asker.get(path);
        assertThat(answer.body()).doesNotContainPattern("\"total\":\\s*[1-9]");
        assertThat(answer.body()).doesNotContain("\"entry\"").doesNotContain("\"fullUrl\"");
        assertThat(answer.body()).doesNotContain("\"relation\":\"next\"");
    }

    private static void inABatch(String path, Http asker) {
        HttpResponse<String> answer =
                asker.send("POST", "/fhir", "application/fhir+json", batch(path.substring("/fhir/".length())));
        assertThat(answer.body()).doesNotContainPattern("\"total\":\\s*[1-9]").doesNotContain("\"fullUrl\"");
        assertThat(answer.body()).doesNotContain("\"relation\":\"next\"");
    }

    @TestFactory
    Stream<DynamicTest> whatWouldTellOfEverythingIsShut() {
        Kept kept = stranger();
        List<DynamicTest> probes = new ArrayList<>();
        List<String> paths = List.of(
                "/fhir/_history",
                "/fhir/Observation/_history",
                "/fhir/Patient/_history?_since=2020-01-01",
                "/fhir/Observation?_filter=code%20eq%20" + kept.marker(),
                "/fhir/Observation?_text=" + kept.marker(),
                "/fhir/Observation?_content=" + kept.marker(),
                "/fhir/Observation?_query=all",
                "/fhir/$graphql?query=%7BObservationList(code:%22" + kept.marker() + "%22)%7Bid%7D%7D",
                "/fhir/Observation/" + kept.id("Observation") + "/$graphql?query=%7Bid%7D",
                "/fhir/$export",
                "/fhir/Patient/$export",
                "/fhir/Group/all/$export",
                "/fhir/$export-poll-status?_jobId=1",
                "/fhir/Patient/" + kept.patient() + "/$export",
                "/fhir/$get-resource-counts",
                "/fhir/Observation/$expunge",
                "/fhir/Observation/" + kept.id("Observation") + "/$meta-add",
                "/fhir/$reindex",
                "/fhir/$diff?from=Patient/" + kept.patient() + "&to=Patient/" + kept.patient(),
                "/fhir/Subscription",
                "/fhir/AuditEvent",
                "/fhir/Composition/" + kept.patient() + "/$document",
                "/fhir/$mdm-query-links?resourceId=Patient/" + kept.patient());
        Map<String, Http> askers = Map.of("system", system(kept), "doctor", doctor(kept));
        askers.forEach((who, asker) -> paths.forEach(path ->
                probes.add(probe("shut / " + who + " / " + path.replaceAll("mark\\w+|h003-[\\w.-]+", "X"), () -> {
                    HttpResponse<String> answer = asker.get(path);
                    assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
                    assertThat(answer.body()).doesNotContain("\"fullUrl\"");
                }))));
        return matrix("fhir-shut", probes);
    }

    @TestFactory
    Stream<DynamicTest> pagesBelongToWhoSearched() {
        Kept kept = stranger();
        Kept other = treated("pages");
        Http owner = Http.client(port, "h003", "system/*.rs");
        String page = next(owner.get("/fhir/Observation?_count=1"));
        List<DynamicTest> probes = new ArrayList<>();
        probes.add(probe(
                "pages / the owner's own",
                () -> assertThat(owner.get(page).statusCode()).isEqualTo(200)));
        probes.add(probe("pages / the owner with another token", () -> assertThat(
                        Http.client(port, "h003", "system/*.rs").get(page).statusCode())
                .isEqualTo(200)));
        Map<String, Http> askers = Map.of(
                "system",
                system(kept),
                "doctor",
                doctor(other),
                "nobody",
                new Http(port),
                "user of the region",
                Http.user(port, "steward"));
        askers.forEach((who, asker) -> {
            probes.add(probe("pages / " + who + " / the next", () -> refused(asker.get(page))));
            probes.add(probe(
                    "pages / " + who + " / the first again",
                    () -> refused(asker.get(page.replaceAll("_getpagesoffset=\\d+", "_getpagesoffset=0")))));
            probes.add(probe(
                    "pages / " + who + " / all at once",
                    () -> refused(asker.get(page.replace("_count=1", "_count=500")))));
        });
        Http h001 = system(kept);
        probes.add(probe("pages / end of another's name on an own one", () -> {
            String own = next(h001.get("/fhir/Encounter?_count=1"));
            String mixed =
                    page.replaceAll("(_getpages=.{25})[^&]*", "$1" + name(own).substring(25));
            refused(h001.get(mixed));
        }));
        probes.add(probe("pages / a name made up", () -> refused(h001.get("/fhir?_getpages=" + "a".repeat(47)))));
        probes.add(probe("pages / two names", () -> refused(h001.get(page + "&_getpages=" + name(page)))));
        return matrix("fhir-pages", probes);
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401, 403, 410);
        assertThat(answer.body()).doesNotContain("\"fullUrl\"");
    }

    private static String name(String page) {
        return page.replaceAll(".*_getpages=([^&]*).*", "$1");
    }

    private static String next(HttpResponse<String> answer) {
        for (JsonNode link : Http.json(answer).get("link")) {
            if (link.get("relation").asText().equals("next")) {
                String url = link.get("url").asText();
                return url.substring(url.indexOf("/fhir"));
            }
        }
        throw new IllegalStateException("no next page");
    }
}
