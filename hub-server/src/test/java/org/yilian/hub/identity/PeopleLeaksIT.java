package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.security.Http;
import org.yilian.hub.security.LeakMatrix;

/** The doors to people: queries in HL7 v2 (PIX, PDQ), and search and timeline of the portal. */
class PeopleLeaksIT extends LeakMatrix {

    @TestFactory
    Stream<DynamicTest> queriesFindNobodyByRecordsThatAreKept() {
        List<DynamicTest> probes = new ArrayList<>();
        for (Kept kept : List.of(stranger(), byPolicy(), byConsent())) {
            queries(kept)
                    .forEach((trick, query) -> probes.add(
                            probe(String.join(" / ", kept.why(), "HL7 v2", trick), () -> toldNothing(kept, query))));
        }
        Kept stranger = stranger();
        Map<String, List<String>> oracles = new LinkedHashMap<>();
        oracles.put("PIX", List.of(pix("%s^^^H003^MR"), stranger.mrn()));
        oracles.put("PIX by identity number", List.of(pix("%s^^^CN-ID^NI"), stranger.citizen()));
        oracles.put("PDQ by number", List.of(pdq("@PID.3.1^%s"), stranger.mrn()));
        oracles.put("PDQ by name", List.of(pdq("@PID.5.1^%s"), stranger.name()));
        oracles.put("demographics", List.of(demographics("%s^^^H003^MR"), stranger.mrn()));
        oracles.forEach((trick, query) -> probes.add(probe("no relationship / HL7 v2 looks absent / " + trick, () -> {
            String there = asked("H001", query.get(0).formatted(query.get(1)));
            String never = query.get(1).equals(stranger.name()) ? "漏无此人" : "M0never";
            String nowhere = asked("H001", query.get(0).formatted(never));
            assertThat(plain(there, query.get(1))).isEqualTo(plain(nowhere, never));
        })));
        return matrix("hl7v2-queries", probes);
    }

    private static Map<String, String> queries(Kept kept) {
        String facility = kept.owner().toUpperCase(Locale.ROOT);
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("PIX by its hospital's number", pix(kept.mrn() + "^^^" + facility + "^MR"));
        queries.put("PIX by identity number", pix(kept.citizen() + "^^^CN-ID^NI"));
        queries.put("PDQ by number", pdq("@PID.3.1^" + kept.mrn() + "~@PID.3.4^" + facility));
        queries.put("PDQ by identity number", pdq("@PID.3.1^" + kept.citizen()));
        queries.put("PDQ by name", pdq("@PID.5.1^" + kept.name()));
        queries.put("PDQ by name and address", pdq("@PID.5.1^" + kept.name() + "~@PID.11.1^" + kept.marker() + "x"));
        queries.put("PDQ by birth date", pdq("@PID.7^19800101"));
        queries.put("demographics", demographics(kept.mrn() + "^^^" + facility + "^MR"));
        return queries;
    }

    /** H004 treats nobody here; the owner is asked first, as the proof that there is something to find. */
    private void toldNothing(Kept kept, String query) {
        String facility = kept.owner().toUpperCase(Locale.ROOT);
        String known = kept.mrn() + "^^^" + facility;
        boolean proves = !kept.why().equals("consent") && !query.contains("@PID.7") && !query.contains("IHE PIX");
        if (proves) {
            assertThat(asked(facility, query)).as("proof").contains(known);
        }
        for (String asker : List.of("H001", "H004")) {
            assertThat(withoutQuestion(asked(asker, query)))
                    .doesNotContain(known)
                    .doesNotContain(kept.marker());
        }
    }

    /** The answer repeats what was asked (QPD); that tells nothing new. */
    private static String withoutQuestion(String answer) {
        return answer.replaceAll("\rQPD\\|[^\r]*", "");
    }

    private static String pix(String number) {
        return "QBP^Q23^QBP_Q21\rQPD|IHE PIX Query|T1|" + number + "|\rRCP|I";
    }

    private static String pdq(String criteria) {
        return "QBP^Q22^QBP_Q21\rQPD|IHE PDQ Query|T1|" + criteria + "\rRCP|I|200^RD";
    }

    private static String demographics(String number) {
        return "QBP^Q21^QBP_Q21\rQPD|Q21^Get Person Demographics|T1|" + number + "\rRCP|I";
    }

    private String asked(String facility, String query) {
        int end = query.indexOf('\r');
        String message = "MSH|^~\\&|HIS|" + facility + "|HUB|YL|20260105090000||" + query.substring(0, end) + "|L"
                + Math.abs(query.hashCode()) + "|P|2.5||||||UNICODE UTF-8" + query.substring(end);
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", HubPorts.of(environment, "mllp")))) {
            return new String(
                    client.send(message.getBytes(StandardCharsets.UTF_8))
                            .orElseThrow()
                            .bytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the number asked for and what differs from one answer to the next. */
    private static String plain(String answer, String number) {
        return answer.replace(number, "X")
                .replaceAll("(?m)^(MSH(\\|[^|\\r]*){5})\\|[^|]*\\|([^|]*\\|[^|]*)\\|[^|]*\\|", "$1||$3||")
                .replaceAll("MSA\\|(\\w\\w)\\|[^|\\r]*", "MSA|$1|");
    }

    @TestFactory
    Stream<DynamicTest> thePortalShowsPeopleByRecordsThatMayBeSeen() {
        List<DynamicTest> probes = new ArrayList<>();
        for (Kept kept : List.of(stranger(), byPolicy(), byConsent(), byPurpose())) {
            Http doctor = doctor(kept);
            for (String asked : List.of(kept.name(), kept.citizen(), kept.mrn())) {
                String how =
                        asked.equals(kept.name()) ? "name" : asked.equals(kept.mrn()) ? "number" : "identity number";
                probes.add(probe(String.join(" / ", kept.why(), "portal", how), () -> {
                    assertThat(found(Http.user(port, "steward"), asked).get("items"))
                            .as("proof: who keeps identities in order finds it")
                            .isNotEmpty();
                    JsonNode found = found(doctor, asked);
                    assertThat(found.toString()).doesNotContain(kept.owner().toUpperCase(Locale.ROOT));
                    if (kept.why().equals("no relationship")) {
                        assertThat(found.get("items")).isEmpty();
                    }
                }));
            }
            probes.add(probe(kept.why() + " / portal / timeline", () -> {
                JsonNode person = found(Http.user(port, "steward"), kept.name()).at("/items/0/person");
                HttpResponse<String> timeline = doctor.get("/api/people/" + person.asText() + "/timeline");
                assertThat(timeline.body()).doesNotContain(kept.marker()).doesNotContain(kept.patient());
                assertThat(timeline.statusCode()).isIn(200, 404);
                if (kept.why().equals("no relationship")) {
                    HttpResponse<String> nowhere = doctor.get("/api/people/99999999/timeline");
                    assertThat(timeline.statusCode()).isEqualTo(nowhere.statusCode());
                    assertThat(timeline.body().replace("/" + person.asText() + "/", "/99999999/"))
                            .isEqualTo(nowhere.body());
                }
            }));
        }
        Kept sensitive = bySensitivity();
        probes.add(probe("sensitivity / portal / timeline", () -> {
            Http doctor = doctor(sensitive);
            JsonNode person = found(doctor, sensitive.name()).at("/items/0/person");
            assertThat(doctor.get("/api/people/" + person.asText() + "/timeline")
                            .body())
                    .contains("H003")
                    .doesNotContain(sensitive.marker());
        }));
        return matrix("portal", probes);
    }

    /** A hospital feeds its patients: it names another's record and learns nothing of it, nor changes it. */
    @TestFactory
    Stream<DynamicTest> aFeedTellsNothingOfOthersRecords() {
        List<DynamicTest> probes = new ArrayList<>();
        for (Kept kept : List.of(stranger(), byPolicy(), byConsent())) {
            Http h001 = Http.client(port, "h001", "system/Patient.cruds");
            String never = patientId(kept.owner(), "M0never");
            for (String trick : List.of("merged into it", "deleted", "updated without a number")) {
                probes.add(probe(kept.why() + " / feed / " + trick, () -> {
                    String before =
                            owner(kept).get("/fhir/Patient/" + kept.patient()).body();
                    assertThat(before).as("proof").contains(kept.mrn());
                    HttpResponse<String> there = fed(h001, trick, kept.patient());
                    HttpResponse<String> nowhere = fed(h001, trick, never);
                    assertThat(there.statusCode())
                            .isEqualTo(nowhere.statusCode())
                            .isEqualTo(400);
                    assertThat(there.body()).isEqualTo(nowhere.body());
                    assertThat(owner(kept)
                                    .get("/fhir/Patient/" + kept.patient())
                                    .body())
                            .isEqualTo(before);
                }));
            }
        }
        return matrix("feeds", probes);
    }

    private static HttpResponse<String> fed(Http http, String trick, String id) {
        String entry =
                switch (trick) {
                    case "deleted" -> "{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/" + id + "\"}}";
                    case "merged into it" ->
                        "{\"resource\":{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\""
                                + mrnSystem("h001") + "\",\"value\":\"M0mine\"}],\"active\":false,\"link\":[{\"type\":"
                                + "\"replaced-by\",\"other\":{\"reference\":\"Patient/" + id + "\"}}]},"
                                + "\"request\":{\"method\":\"PUT\",\"url\":\"Patient/1\"}}";
                    default ->
                        "{\"resource\":{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"x\"}]},"
                                + "\"request\":{\"method\":\"PUT\",\"url\":\"Patient/" + id + "\"}}";
                };
        return http.send(
                "POST",
                "/fhir/$process-message",
                "application/fhir+json",
                "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[{\"resource\":{\"resourceType\":"
                        + "\"MessageHeader\",\"eventUri\":\"urn:ihe:iti:pmir:2019:patient-feed\","
                        + "\"source\":{\"endpoint\":\"http://his\"}}},{\"resource\":{\"resourceType\":\"Bundle\","
                        + "\"type\":\"history\",\"entry\":[" + entry + "]}}]}");
    }

    private static JsonNode found(Http http, String asked) {
        HttpResponse<String> answer =
                http.send("POST", "/api/people/search", "application/json", "{\"q\":\"" + asked + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer);
    }
}
