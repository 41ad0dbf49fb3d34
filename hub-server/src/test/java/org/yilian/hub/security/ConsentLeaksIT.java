package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yilian.hub.imaging.SampleStudies;

/** The patient's word holds with the next request, both ways, at every door; and nobody speaks for another's patient. */
class ConsentLeaksIT extends LeakMatrix {

    @TestFactory
    Stream<DynamicTest> aRefusalHoldsWithTheNextRequestAndSoDoesItsWithdrawal() {
        List<DynamicTest> probes = new ArrayList<>();
        doors().forEach((door, answer) -> probes.add(probe("consent withdrawn / " + door, () -> {
            Kept one = treated("withdrawn");
            String study = SampleStudies.ct(port, "h003", one.mrn(), "Leak^Images", "Chest");
            Http h001 = system(one);
            assertThat(answer.apply(h001, new Asked(one, study)))
                    .as("treats the patient")
                    .contains(shown(door, one, study));
            consent(one, "active");
            assertThat(answer.apply(h001, new Asked(one, study)))
                    .as("forbidden")
                    .doesNotContain(shown(door, one, study));
            consent(one, "inactive");
            assertThat(answer.apply(h001, new Asked(one, study)))
                    .as("withdrawn")
                    .contains(shown(door, one, study));
            consent(one, "active");
            owner(one).send("DELETE", "/fhir/Consent/" + one.patient() + "-c", null, null);
            assertThat(answer.apply(h001, new Asked(one, study))).as("deleted").contains(shown(door, one, study));
        })));
        return matrix("consent", probes);
    }

    private record Asked(Kept kept, String study) {}

    private static String shown(String door, Kept kept, String study) {
        return door.startsWith("DICOMweb") ? study : kept.marker();
    }

    private static Map<String, BiFunction<Http, Asked, String>> doors() {
        Map<String, BiFunction<Http, Asked, String>> doors = new LinkedHashMap<>();
        doors.put(
                "FHIR read",
                (http, asked) -> body(http, "/fhir/Observation/" + asked.kept().id("Observation")));
        doors.put(
                "FHIR vread",
                (http, asked) -> body(http, "/fhir/Observation/" + asked.kept().id("Observation") + "/_history/1"));
        doors.put(
                "FHIR search",
                (http, asked) ->
                        body(http, "/fhir/Observation?patient=" + asked.kept().patient()));
        doors.put(
                "FHIR everything",
                (http, asked) -> body(http, "/fhir/Patient/" + asked.kept().patient() + "/$everything"));
        doors.put("FHIR batch", (http, asked) -> http.send(
                        "POST",
                        "/fhir",
                        "application/fhir+json",
                        batch("Observation/" + asked.kept().id("Observation")))
                .body());
        doors.put(
                "DICOMweb search", (http, asked) -> body(http, "/dicomweb/studies?StudyInstanceUID=" + asked.study()));
        doors.put("DICOMweb metadata", (http, asked) -> body(http, "/dicomweb/studies/" + asked.study() + "/metadata"));
        return doors;
    }

    private static String body(Http http, String path) {
        return http.get(path).body();
    }

    /** A page that was searched while it was allowed shows nothing when it is opened after the refusal. */
    @Test
    void aPageOfAnOlderSearchShowsNothingThatIsForbiddenSince() {
        Kept one = treated("page");
        Http h001 = system(one);
        HttpResponse<String> first = h001.get("/fhir/Patient/" + one.patient() + "/$everything?_count=1");
        String next = Http.json(first).findValuesAsText("url").stream()
                .filter(url -> url.contains("_getpages="))
                .findFirst()
                .orElseThrow();
        consent(one, "active");
        assertThat(h001.get(next.substring(next.indexOf("/fhir")) + "&_count=50")
                        .body())
                .doesNotContain(one.marker());
    }

    /** What another hospital writes about a patient that is not its own makes it nobody's doctor. */
    @Test
    void aVisitForgedOnAnothersPatientOpensNothing() {
        Kept one = stranger();
        Http h001 = system(one);
        h001.send(
                "PUT",
                "/fhir/Encounter/h001-forged",
                "application/fhir+json",
                encounter("h001-forged", one.patient(), ""));
        assertThat(h001.get("/fhir/Observation/" + one.id("Observation")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aConsentForgedOnAnothersPatientOpensNothing() {
        Kept one = stranger();
        Http h001 = system(one);
        h001.send(
                "PUT",
                "/fhir/Consent/h001-forged",
                "application/fhir+json",
                ("{\"resourceType\":\"Consent\",\"id\":\"h001-forged\",\"status\":\"active\","
                                + "\"scope\":{\"coding\":[{\"code\":\"patient-privacy\"}]},"
                                + "\"category\":[{\"coding\":[{\"code\":\"59284-0\"}]}],"
                                + "\"patient\":{\"reference\":\"Patient/%s\"},"
                                + "\"policyRule\":{\"coding\":[{\"code\":\"OPTIN\"}]},\"provision\":{\"type\":\"permit\"}}")
                        .formatted(one.patient()));
        assertThat(h001.get("/fhir/Observation/" + one.id("Observation")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPurposeNobodyKnowsIsRefusedAndNotTakenForTreatment() {
        Kept one = treated("purpose");
        for (String purpose : List.of("TREATX", "treat", "", "TREAT,HRESCH", "ETREAT")) {
            HttpResponse<String> answer =
                    system(one).with("X-Purpose-Of-Use", purpose).get("/fhir/Observation/" + one.id("Observation"));
            assertThat(answer.statusCode()).as(purpose).isEqualTo(400);
        }
    }
}
