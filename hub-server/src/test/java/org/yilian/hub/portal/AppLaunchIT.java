package org.yilian.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.hub.HubTest;
import org.yilian.hub.security.AppUser;
import org.yilian.hub.security.Http;

/** From the portal into an app, and what the app reads at the FHIR door of the whole hub. */
@HubTest
class AppLaunchIT {
    private static final String ADDRESS = "http://127.0.0.1:9000/";

    @LocalServerPort
    int port;

    private String patient;
    private String name;

    @BeforeEach
    void oneResult() {
        Http h001 = Http.client(port, "h001", "system/*.cruds");
        String number = UUID.randomUUID().toString().substring(0, 8);
        patient = "h001-app-" + number;
        name = letters();
        put(
                h001,
                "Patient/" + patient,
                "{'resourceType':'Patient','id':'" + patient
                        + "','identifier':[{'system':'https://fhir.yilian-hub.org/id/h001/mrn','value':'" + number
                        + "'}],'name':[{'text':'" + name + "'}]}");
        put(
                h001,
                "Observation/" + patient,
                "{'resourceType':'Observation','id':'" + patient
                        + "','status':'final','code':{'text':'x'},'subject':{'reference':'Patient/" + patient + "'}}");
        put(
                h001,
                "Condition/" + patient,
                "{'resourceType':'Condition','id':'" + patient + "','subject':{'reference':'Patient/" + patient
                        + "'}}");
    }

    @Test
    void aDoctorOpensAnAppWithThePersonAndItReadsWhatItsScopesSay() {
        Http doctor = Http.user(port, "doctor");
        assertThat(Http.json(doctor.get("/api/apps")).findValuesAsText("id")).containsExactly("sample-app");
        String person = person(doctor);
        JsonNode opened = Http.json(doctor.send(
                "POST", "/api/people/" + person + "/launches", "application/json", "{\"app\":\"sample-app\"}"));
        URI url = URI.create(opened.get("url").asText());
        assertThat(url.toString()).startsWith(ADDRESS + "?iss=").doesNotContain(patient);
        String launch = url.getQuery().replaceAll(".*launch=", "");
        Http app = new Http(port)
                .bearer(AppUser.signedIn(port, "doctor", "sample-app", ADDRESS)
                        .with("launch", launch)
                        .token(port, "user/*.rs launch openid fhirUser"));
        assertThat(app.get("/fhir/Patient/" + patient).statusCode()).isEqualTo(200);
        assertThat(Http.json(app.get("/fhir/Observation?patient=" + patient))
                        .get("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(app.get("/fhir/Condition/" + patient).statusCode()).isEqualTo(403);
        assertThat(app.get("/fhir/Condition?patient=" + patient).statusCode()).isEqualTo(403);
        assertThat(app.send("DELETE", "/fhir/Observation/" + patient, null, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(Http.json(app.get("/fhir/Patient?_id=" + patient + "&_revinclude=Condition:subject"))
                        .findValuesAsText("resourceType"))
                .doesNotContain("Condition");
    }

    @Test
    void anAppThatIsNotThereAndAPersonThatIsNotThereAreSaidSo() {
        Http doctor = Http.user(port, "doctor");
        assertThat(launch(doctor, person(doctor), "nothing").statusCode()).isEqualTo(404);
        assertThat(launch(doctor, "999999999", "sample-app").statusCode()).isEqualTo(404);
        assertThat(launch(Http.user(port, "steward"), person(doctor), "sample-app")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPersonEndsWhatTheyGrantedAndAnOperatorMayForAnybody() {
        Http doctor = Http.user(port, "doctor");
        Http operator = Http.user(port, "operator");
        Http app = app();
        assertThat(app.get("/fhir/Patient/" + patient).statusCode()).isEqualTo(200);
        assertThat(Http.json(doctor.get("/api/app-grants")).findValuesAsText("app"))
                .containsExactly("sample-app");
        assertThat(Http.json(operator.get("/api/app-grants")).findValuesAsText("app"))
                .isEmpty();
        assertThat(doctor.get("/api/app-grants/all").statusCode()).isEqualTo(403);
        assertThat(app.get("/api/app-grants").statusCode()).isEqualTo(403);
        assertThat(revoke(app, "{'app':'sample-app'}")).isEqualTo(403);
        assertThat(revoke(Http.user(port, "radiologist"), "{'app':'sample-app','user':'doctor'}"))
                .isEqualTo(403);
        assertThat(revoke(Http.user(port, "radiologist"), "{'app':'sample-app'}"))
                .isEqualTo(404);
        assertThat(revoke(doctor, "{}")).isEqualTo(404);
        assertThat(app.get("/fhir/Patient/" + patient).statusCode()).isEqualTo(200);
        assertThat(revoke(doctor, "{'app':'sample-app'}")).isEqualTo(204);
        assertThat(app.get("/fhir/Patient/" + patient).statusCode()).isEqualTo(401);
        assertThat(revoke(doctor, "{'app':'sample-app'}")).isEqualTo(404);

        Http again = app();
        JsonNode line = Http.json(operator.get("/api/app-grants/all")).at("/items/0");
        assertThat(line.get("user").asText()).isEqualTo("doctor");
        assertThat(line.get("display").asText()).isEqualTo("林医生");
        assertThat(line.get("nameZh").asText()).isEqualTo("示例应用");
        assertThat(line.get("facility").asText()).isEqualTo("H001");
        assertThat(revoke(operator, "{'app':'sample-app','user':'doctor'}")).isEqualTo(204);
        assertThat(again.get("/fhir/Patient/" + patient).statusCode()).isEqualTo(401);
        assertThat(revocations("doctor")).isEqualTo("app=sample-app&user=doctor");
        assertThat(revocations("operator")).isEqualTo("app=sample-app&user=doctor");
    }

    private Http app() {
        return new Http(port)
                .bearer(AppUser.signedIn(port, "doctor", "sample-app", ADDRESS).token(port, "user/*.rs"));
    }

    private static int revoke(Http caller, String wish) {
        return caller.send("POST", "/api/app-grants/revocations", "application/json", wish.replace('\'', '"'))
                .statusCode();
    }

    /** What the audit trail says of the last one. */
    private String revocations(String by) {
        JsonNode found = Http.json(
                Http.user(port, "auditor").get("/fhir/AuditEvent?_count=1&action=D&outcome=0&agent-name=" + by));
        assertThat(found.at("/entry/0/resource/subtype/0/code").asText()).isEqualTo("revoke-app");
        return new String(
                Base64.getDecoder()
                        .decode(found.at("/entry/0/resource/entity/0/query").asText()),
                StandardCharsets.UTF_8);
    }

    @Test
    void theUserIsAPractitionerThatCanBeRead() {
        Http h001 = Http.client(port, "h001", "system/Practitioner.rs");
        JsonNode found =
                Http.json(h001.get("/fhir/Practitioner?identifier=https://fhir.yilian-hub.org/id/user%7Cdoctor"));
        assertThat(found.at("/entry/0/resource/name/0/text").asText()).isEqualTo("林医生");
    }

    /** What has digits is taken for a number. */
    private static String letters() {
        return ThreadLocalRandom.current()
                .ints(4, '\u4E00', '\u9FA5')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String person(Http doctor) {
        return Awaitility.await()
                .until(
                        () -> Http.json(doctor.send(
                                        "POST", "/api/people/search", "application/json", "{\"q\":\"" + name + "\"}"))
                                .at("/items/0/person")
                                .asText(),
                        found -> !found.isEmpty());
    }

    private static HttpResponse<String> launch(Http user, String person, String app) {
        return user.send(
                "POST", "/api/people/" + person + "/launches", "application/json", "{\"app\":\"" + app + "\"}");
    }

    private static void put(Http http, String path, String json) {
        HttpResponse<String> answer =
                http.send("PUT", "/fhir/" + path, "application/fhir+json", json.replace('\'', '"'));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
