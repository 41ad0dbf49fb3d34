package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.HubTest;
import org.yilian.hub.intake.Hospital;
import org.yilian.hub.security.Http;
import org.yilian.mappings.LogicalIds;

/** Mobile Patient Identity Feed [ITI-93]: what HL7 v2 does by A28, A31, A29 and A40, over FHIR. */
@HubTest
@Timeout(60)
class PatientFeedIT {
    private static final String FHIR = "application/fhir+json";
    private static final String MRN = "https://fhir.yilian-hub.org/id/h001/mrn";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    private Http h001;
    private final String one = number();
    private final String other = number();

    @BeforeEach
    void open() {
        h001 = Http.client(port, "h001", "system/Patient.cruds");
    }

    @Test
    void aNewPatientIsTheOneThatHl7V2WouldMake() {
        JsonNode answer = taken(feed(entry("POST", patient("123", one, "林一", "13800000001"))));
        JsonNode header = answer.at("/entry/0/resource");
        assertThat(answer.path("type").asText()).isEqualTo("message");
        assertThat(answer.path("entry")).hasSize(1);
        assertThat(header.path("eventUri").asText()).isEqualTo("urn:ihe:iti:pmir:2019:patient-feed-response");
        assertThat(header.at("/response/code").asText()).isEqualTo("ok");
        assertThat(header.at("/response/identifier").asText()).isEqualTo("m1");

        JsonNode stored = read(one);
        assertThat(stored.at("/name/0/text").asText()).isEqualTo("林一");
        assertThat(stored.at("/meta/tag/0/code").asText()).isEqualTo("H001");
        assertThat(stored.at("/generalPractitioner/0/display").asText()).isEqualTo("王医生");
        assertThat(stored.at("/generalPractitioner/0").has("reference"))
                .as("an id of the source's")
                .isFalse();
        assertThat(stored.path("text").isMissingNode()).isTrue();
    }

    @Test
    void anUpdateReplacesDemographicsAndKeepsWhatMessagesTold() throws Exception {
        Hospital hospital = Hospital.of("H001");
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", HubPorts.of(environment, "mllp")))) {
            byte[] message =
                    hospital.adt("A28", "20260101080000", one, "林^一", "").bytes();
            assertThat(client.send(message).orElseThrow().code()).isEqualTo(AckCode.AA);
        }
        org.awaitility.Awaitility.await()
                .until(() -> h001.get("/fhir/Patient/" + id(one)).statusCode() == 200);

        taken(feed(entry("PUT", patient("123", one, "林一一", "13800000001"))));
        taken(feed(entry("PUT", patient("123", one, "林一一", ""))));
        JsonNode stored = read(one);
        assertThat(stored.at("/name/0/text").asText()).isEqualTo("林一一");
        assertThat(stored.path("name")).hasSize(1);
        assertThat(stored.path("telecom").isMissingNode()).as("told no more").isTrue();
        assertThat(stored.path("identifier")).hasSize(1);
        String version = version(one);
        taken(feed(entry("PUT", patient("123", one, "林一一", ""))));
        assertThat(version(one)).as("nothing new").isEqualTo(version);
    }

    @Test
    void whatIsOlderThanWhatIsStoredChangesNothing() {
        taken(feed(entry("POST", patient("1", one, "新", ""))));
        String old = feed(entry("PUT", patient("1", one, "旧", "")))
                .replace("\"type\":\"message\"", "\"type\":\"message\",\"timestamp\":\"2020-01-01T00:00:00Z\"");
        taken(old);
        assertThat(read(one).at("/name/0/text").asText()).isEqualTo("新");
    }

    @ParameterizedTest
    @CsvSource({"Patient/456, known", "Patient/456, in the feed", "number, known", "id of the hub, known"})
    void aMergeLinksBothAndKeepsTheOldNumber(String by, String survivor) {
        String surviving = entry("POST", patient("456", other, "林二", ""));
        String replaced = patient("123", one, "林一", "13800000001");
        taken(feed(entry("POST", replaced)));
        if (survivor.equals("known")) {
            taken(feed(surviving));
        }
        String reference =
                switch (by) {
                    case "number" -> "{\"identifier\":{\"system\":\"" + MRN + "\",\"value\":\"" + other + "\"}}";
                    case "id of the hub" -> "{\"reference\":\"Patient/" + id(other) + "\"}";
                    default -> "{\"reference\":\"" + by + "\"}";
                };
        String merge = merged("123", one, reference);
        String feed = survivor.equals("known") && by.equals("Patient/456")
                ? feed(entry("PUT", patient("456", other, "林二", "")), merge)
                : survivor.equals("known") ? feed(merge) : feed(merge, surviving);
        taken(feed);

        JsonNode gone = read(one);
        assertThat(gone.path("active").asBoolean(true)).isFalse();
        assertThat(gone.at("/link/0/type").asText()).isEqualTo("replaced-by");
        assertThat(gone.at("/link/0/other/reference").asText()).isEqualTo("Patient/" + id(other));
        assertThat(gone.at("/name/0/text").asText())
                .as("nothing else of it is touched")
                .isEqualTo("林一");
        assertThat(gone.at("/telecom/0/value").asText()).isEqualTo("13800000001");
        JsonNode stays = read(other);
        assertThat(stays.at("/link/0/type").asText()).isEqualTo("replaces");
        assertThat(stays.findValuesAsText("value")).contains(one, other);
        assertThat(stays.findValuesAsText("use")).contains("old");

        String version = version(one) + version(other);
        taken(feed);
        assertThat(version(one) + version(other)).as("told again").isEqualTo(version);

        JsonNode pix = Http.json(h001.get("/fhir/Patient/$ihe-pix?sourceIdentifier=" + MRN + "%7C" + one));
        assertThat(pix.toString()).contains(id(one), id(other));
    }

    @Test
    void aMergeIsNotTakenBackByLeavingItOut() {
        taken(feed(entry("POST", patient("1", one, "一", "")), entry("POST", patient("2", other, "二", ""))));
        taken(feed(merged("1", one, "{\"reference\":\"Patient/" + id(other) + "\"}")));
        assertThat(send(feed(entry("PUT", patient("1", one, "一", "")))).statusCode())
                .isEqualTo(405);
        assertThat(send(feed(merged("2", other, "{\"reference\":\"Patient/" + id(one) + "\"}")))
                        .statusCode())
                .as("a circle")
                .isEqualTo(409);
        String third = number();
        taken(feed(entry("POST", patient("3", third, "三", ""))));
        assertThat(send(feed(merged("1", one, "{\"reference\":\"Patient/" + id(third) + "\"}")))
                        .statusCode())
                .as("a second survivor")
                .isEqualTo(409);
        assertThat(read(one).path("link")).hasSize(1);
        assertThat(read(other).path("active").asBoolean(true)).isTrue();
    }

    @Test
    void aDeletedPatientIsNoLongerActiveAndStaysReadable() {
        taken(feed(entry("POST", patient("1", one, "一", ""))));
        taken(feed("{\"request\":{\"method\":\"DELETE\",\"url\":\"Patient/" + id(one) + "\"}}"));
        JsonNode ended = read(one);
        assertThat(ended.path("active").asBoolean(true)).isFalse();
        assertThat(ended.at("/name/0/text").asText()).isEqualTo("一");
    }

    @Test
    void aFeedIsTakenWholeOrNotAtAll() {
        String stranger = merged("9", number(), "{\"reference\":\"Patient/nobody\"}");
        HttpResponse<String> answer = send(feed(entry("POST", patient("1", one, "一", "")), stranger));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("OperationOutcome", "resource.entry[1]")
                .doesNotContain(one);
        assertThat(h001.get("/fhir/Patient/" + id(one)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "no message, 400",
        "no header, 400",
        "another event, 422",
        "no history, 400",
        "no number, 400",
        "a related person, 422",
        "a link to one, 422",
        "a patch, 400",
        "itself, 400",
        "later, 422"
    })
    void whatIsNoFeedIsRefused(String wrong, int status) {
        String good = feed(entry("POST", patient("1", one, "一", "")));
        String body =
                switch (wrong) {
                    case "no message" -> good.replace("\"message\"", "\"collection\"");
                    case "no header" ->
                        good.replace("MessageHeader", "Basic").replaceAll("\"eventUri\".*?\\}\\]", "\"id\":\"b\"");
                    case "another event" -> good.replace("patient-feed\"", "other-feed\"");
                    case "no history" -> good.replace("\"history\"", "\"collection\"");
                    case "no number" -> good.replace("\"system\":\"" + MRN + "\",", "");
                    case "a related person" ->
                        feed(
                                "{\"resource\":{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"Patient/1\"}},\"request\":{\"method\":\"POST\",\"url\":\"RelatedPerson\"}}");
                    case "a link to one" ->
                        good.replace(
                                "\"active\":true",
                                "\"link\":[{\"type\":\"seealso\",\"other\":{\"reference\":\"RelatedPerson/1\"}}]");
                    case "a patch" -> good.replace("\"POST\"", "\"PATCH\"");
                    case "itself" -> feed(merged("1", one, "{\"reference\":\"Patient/" + id(one) + "\"}"));
                    default -> good;
                };
        if (wrong.equals("itself")) {
            taken(good);
        }
        HttpResponse<String> answer =
                send(h001, "/fhir/$process-message" + (wrong.equals("later") ? "?async=true" : ""), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("OperationOutcome").doesNotContain(one);
    }

    @Test
    void onlyAHospitalThatMayWritePatientsFeedsAndOnlyItsOwn() {
        String feed = feed(entry("POST", patient("1", one, "一", "")));
        assertThat(send(Http.client(port, "h001", "system/Patient.rs"), "/fhir/$process-message", feed)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(Http.user(port, "doctor"), "/fhir/$process-message", feed)
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(new Http(port), "/fhir/$process-message", feed).statusCode())
                .isEqualTo(401);

        taken(feed);
        String version = version(one);
        Http h002 = Http.client(port, "h002", "system/Patient.cruds");
        String foreign = feed(entry("PUT", patient(id(one), one, "别人", "")));
        assertThat(send(h002, "/fhir/$process-message", foreign).statusCode()).isEqualTo(200);
        assertThat(read(one).at("/name/0/text").asText())
                .as("another hospital's number makes another record")
                .isEqualTo("一");
        assertThat(version(one)).isEqualTo(version);
        String steals = merged("1", number(), "{\"reference\":\"Patient/" + id(one) + "\"}");
        assertThat(send(h002, "/fhir/$process-message", feed(steals)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void isRecordedWithWhomItIsAboutAndAnnounced() {
        taken(feed(entry("POST", patient("1", one, "一", ""))));
        JsonNode found = Http.json(Http.user(port, "auditor").get("/fhir/AuditEvent?patient=Patient/" + id(one)));
        assertThat(found.path("total").asInt()).isEqualTo(1);
        String query = found.findValuesAsText("query").get(0);
        assertThat(new String(Base64.getDecoder().decode(query), StandardCharsets.US_ASCII))
                .isEqualTo("$process-message");
        JsonNode statement = Http.json(h001.get("/fhir/metadata"));
        assertThat(statement.at("/messaging/0/supportedMessage/0/definition").asText())
                .isEqualTo("https://profiles.ihe.net/ITI/PMIR/MessageDefinition/IHE.PMIR.MessageDefinition");
        assertThat(statement.path("messaging")).hasSize(1);
    }

    private static String number() {
        return "F" + UUID.randomUUID().toString().replace("-", "").substring(0, 10);
    }

    private static String id(String mrn) {
        return LogicalIds.patient("H001", MRN, mrn);
    }

    private JsonNode read(String mrn) {
        HttpResponse<String> answer = h001.get("/fhir/Patient/" + id(mrn));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer);
    }

    private String version(String mrn) {
        return read(mrn).at("/meta/versionId").asText();
    }

    private JsonNode taken(String feed) {
        HttpResponse<String> answer = send(feed);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer);
    }

    private HttpResponse<String> send(String feed) {
        return send(h001, "/fhir/$process-message", feed);
    }

    private static HttpResponse<String> send(Http http, String path, String feed) {
        return http.send("POST", path, FHIR, feed);
    }

    private static String feed(String... entries) {
        List<String> all = new ArrayList<>(Arrays.asList(entries));
        return "{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":["
                + "{\"fullUrl\":\"http://his.example/MessageHeader/m1\",\"resource\":{\"resourceType\":\"MessageHeader\","
                + "\"id\":\"m1\",\"eventUri\":\"urn:ihe:iti:pmir:2019:patient-feed\","
                + "\"source\":{\"endpoint\":\"http://his.example\"},"
                + "\"destination\":[{\"endpoint\":\"http://hub.example/fhir\"}],"
                + "\"focus\":[{\"reference\":\"http://his.example/Bundle/b1\"}]}},"
                + "{\"fullUrl\":\"http://his.example/Bundle/b1\",\"resource\":{\"resourceType\":\"Bundle\",\"id\":\"b1\","
                + "\"type\":\"history\",\"entry\":[" + String.join(",", all) + "]}}]}";
    }

    private static String entry(String method, String patient) {
        String id = patient.replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        return "{\"fullUrl\":\"http://his.example/Patient/" + id + "\",\"resource\":" + patient
                + ",\"request\":{\"method\":\"" + method + "\",\"url\":\"Patient"
                + (method.equals("POST") ? "" : "/" + id) + "\"},\"response\":{\"status\":\"200\"}}";
    }

    private static String patient(String id, String mrn, String name, String phone) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"text\":{\"status\":\"generated\","
                + "\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"},"
                + "\"identifier\":[{\"system\":\"" + MRN + "\",\"value\":\"" + mrn + "\"}],\"active\":true,"
                + "\"name\":[{\"text\":\"" + name + "\"}],\"gender\":\"male\",\"birthDate\":\"1980-01-01\","
                + "\"generalPractitioner\":[{\"reference\":\"Practitioner/77\",\"display\":\"王医生\"}]"
                + (phone.isEmpty() ? "" : ",\"telecom\":[{\"system\":\"phone\",\"value\":\"" + phone + "\"}]") + "}";
    }

    private static String merged(String id, String mrn, String survivor) {
        return entry(
                "PUT",
                "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"identifier\":[{\"system\":\"" + MRN
                        + "\",\"value\":\"" + mrn
                        + "\"}],\"active\":false,\"link\":[{\"type\":\"replaced-by\",\"other\":"
                        + survivor + "}]}");
    }
}
