package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.hub.HubTest;
import org.yilian.hub.security.Http;

/** A hospital asks who somebody is before it makes one more record of them. */
@HubTest
class MatchOperationIT {
    private static final String FHIR = "application/fhir+json";

    @LocalServerPort
    int port;

    /** Without digits, and of nobody else here. */
    private final String name = "缪" + han() + han();

    private final String id =
            "h001-" + UUID.randomUUID().toString().replace("-", "").substring(0, 18);

    @Test
    void saysWhoItIsHowSurelyAndNothingAboutOthers() {
        Http hospital = Http.client(port, "h001", "system/Patient.cruds");
        String known = patient(name, "1949-12-31", "13805719876")
                .replace("\"Patient\",", "\"Patient\",\"id\":\"" + id + "\",");
        assertThat(hospital.send("PUT", "/fhir/Patient/" + id, FHIR, known).statusCode())
                .isEqualTo(201);

        JsonNode certain = Http.json(match(hospital, patient(name, "1949-12-31", "138 0571 9876"), ""));
        assertThat(certain.get("total").asInt()).isEqualTo(1);
        JsonNode entry = certain.get("entry").get(0);
        assertThat(entry.get("resource").get("id").asText()).isEqualTo(id);
        assertThat(entry.get("search").get("score").asDouble()).isEqualTo(1);
        assertThat(grade(entry)).isEqualTo("certain");

        JsonNode possible = Http.json(match(hospital, patient(name, "1949-12-13", ""), ""));
        assertThat(grade(possible.get("entry").get(0))).isEqualTo("possible");
        assertThat(possible.get("entry").get(0).get("search").get("score").asDouble())
                .isBetween(0.5, 0.99);
        JsonNode onlyCertain = Http.json(match(
                hospital, patient(name, "1949-12-13", ""), ",{\"name\":\"onlyCertainMatches\",\"valueBoolean\":true}"));
        assertThat(onlyCertain.get("total").asInt()).isZero();
        JsonNode none = Http.json(match(
                hospital, patient(name, "1949-12-31", "13805719876"), ",{\"name\":\"count\",\"valueInteger\":0}"));
        assertThat(none.get("total").asInt()).isZero();
        assertThat(Http.json(match(hospital, patient("别的人", "1961-02-03", ""), ""))
                        .get("total")
                        .asInt())
                .isZero();
    }

    @Test
    void needsAPatientAndTheRightToSearchForThem() {
        Http hospital = Http.client(port, "h001", "system/Patient.rs");
        assertThat(hospital.send(
                                "POST",
                                "/fhir/Patient/$match",
                                FHIR,
                                "{\"resourceType\":\"Parameters\",\"parameter\":[]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(match(Http.client(port, "h001", "system/Observation.rs"), patient(name, "1949-12-31", ""), "")
                        .statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> match(Http http, String patient, String more) {
        return http.send(
                "POST",
                "/fhir/Patient/$match",
                FHIR,
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"resource\",\"resource\":%s}%s]}"
                        .formatted(patient, more));
    }

    private static String grade(JsonNode entry) {
        return entry.get("search").get("extension").get(0).get("valueCode").asText();
    }

    private static String patient(String name, String birth, String phone) {
        return "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"%s\"}],\"gender\":\"female\",\"birthDate\":\"%s\"%s}"
                .formatted(
                        name,
                        birth,
                        phone.isEmpty()
                                ? ""
                                : ",\"telecom\":[{\"system\":\"phone\",\"value\":\"%s\"}]".formatted(phone));
    }

    private static String han() {
        return Character.toString(0x4E00 + Math.floorMod(UUID.randomUUID().hashCode(), 5_000));
    }
}
