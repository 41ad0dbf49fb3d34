package org.yilian.hub.intake.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yilian.hub.intake.Hospital;
import org.yilian.hub.intake.Hospital.Message;
import org.yilian.hub.security.Http;

/** HL7 v2 over HTTP: who a sender is, its access token says. */
@DoorTest
class Hl7OverHttpIT extends Doors {
    private static final Hospital H001 = Hospital.of("H001");
    private static final String ER7 = "application/hl7-v2; charset=UTF-8";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aMessageIsTakenAndAnsweredInTheBody() throws Exception {
        Message message = admission(H001, "HIS");
        HttpResponse<byte[]> answer = post(token("h001", "hl7v2.write"), ER7, message.bytes());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow().replace(" ", ""))
                .isEqualToIgnoringCase("application/hl7-v2;charset=utf-8");
        assertThat(text(answer)).startsWith("MSH|").contains("\rMSA|AA|" + message.controlId());
        assertThat(row(message)).containsEntry("FACILITY", "H001").containsEntry("LISTENER", "http");
        awaitState(message, "DONE");
    }

    @Test
    void theSameMessageAgainGetsTheSameBytesByWhateverDoor() throws Exception {
        Message message = admission(H001, "HIS");
        String token = token("h001", "hl7v2.write");
        byte[] first = post(token, "x-application/hl7-v2+er7", message.bytes()).body();
        assertThat(post(token, ER7, message.bytes()).body()).isEqualTo(first);
        assertThat(post(token, "application/hl7-v2+er7", message.bytes()).body())
                .isEqualTo(first);
        awaitState(message, "DONE");
    }

    @Test
    void aMessageInAnotherFacilitysNameIsForbiddenAndKept() throws Exception {
        Message message = admission(H001, "HIS");
        HttpResponse<byte[]> answer = post(token("h002", "hl7v2.write"), ER7, message.bytes());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(text(answer)).contains("\rMSA|AR|" + message.controlId()).contains("HUB-0130");
        assertThat(row(message)).containsEntry("FACILITY", "H002").containsEntry("STATE", "QUARANTINED");
    }

    @Test
    void onlyWhoHoldsTheScopeIsLetIn() throws Exception {
        byte[] bytes = admission(H001, "HIS").bytes();
        assertThat(post(null, ER7, bytes).statusCode()).isEqualTo(401);
        assertThat(post(token("h001", "system/*.cruds"), ER7, bytes).statusCode())
                .isEqualTo(403);
        assertThat(Http.user(http, "operator")
                        .send("POST", "/hl7v2", "application/hl7-v2", new String(bytes, StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoMessageIsRefusedAndKept() throws Exception {
        String token = token("h001", "hl7v2.write");
        HttpResponse<byte[]> answer = post(token, ER7, "no message at all".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("\rMSA|AR|").contains("HUB-0100");
        assertThat(post(token, "text/plain", "x".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
        assertThat(post(token, "application/hl7-v2; charset=KLINGON", "x".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void theCharsetParameterTellsHowToReadAMessageThatDoesNotSay() throws Exception {
        Charset gb18030 = Charset.forName("GB18030");
        Hospital inGb18030 = new Hospital("H001", gb18030);
        String mrn = Hospital.number();
        Message message = inGb18030.adt("A04", "20260105090000", mrn, "镕^\uD842\uDFB7", "");
        assertThat(post(token("h001", "hl7v2.write"), "application/hl7-v2; charset=GB18030", message.bytes())
                        .statusCode())
                .isEqualTo(200);
        awaitState(message, "DONE");
        String name = Http.json(Http.client(http, "h001", "system/*.rs").get("/fhir/Patient/" + inGb18030.patient(mrn)))
                .at("/name/0/text")
                .asText();
        assertThat(name).isEqualTo("镕\uD842\uDFB7");
    }

    @Test
    void aBatchIsAnsweredAsABatch() throws Exception {
        Message one = admission(H001, "HIS");
        Message other = admission(H001, "HIS");
        String batch = "BHS|^~\\&|HIS|H001|HUB|YL|20260105090000||||B1\r" + one.text() + other.text() + "BTS|2\r";
        HttpResponse<byte[]> answer = post(token("h001", "hl7v2.write"), ER7, batch.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer))
                .startsWith("BHS|")
                .contains("\rMSA|AA|" + one.controlId())
                .contains("\rMSA|AA|" + other.controlId())
                .contains("\rBTS|2\r");
    }

    @Test
    void whoeverAsksForNoAcknowledgmentGetsNoBody() throws Exception {
        Message message = admission(H001, "HIS");
        byte[] silent =
                message.text().replace("|P|2.5.1\r", "|P|2.5.1|||NE|NE\r").getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> answer = post(token("h001", "hl7v2.write"), ER7, silent);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        awaitState(message, "DONE");
    }

    private String token(String client, String scope) {
        return Http.json(new Http(http)
                        .form(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        client,
                                        "client_secret",
                                        "demo-" + client,
                                        "scope",
                                        scope)))
                .get("access_token")
                .asText();
    }

    private HttpResponse<byte[]> post(String token, String type, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + http + "/hl7v2"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
