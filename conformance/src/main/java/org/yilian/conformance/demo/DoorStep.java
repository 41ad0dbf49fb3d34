package org.yilian.conformance.demo;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yilian.conformance.HubHttp;
import org.yilian.dicom.net.AssociationRejectedException;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.sample.simulator.SentInstance;

/** Nothing works without a name: every door is tried as nobody, with an invented token, and as an unknown system. */
final class DoorStep implements Step {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private record Try(String method, String path, String type, String body) {
        static Try get(String path) {
            return new Try("GET", path, null, null);
        }

        static Try post(String path, String type, String body) {
            return new Try("POST", path, type, body);
        }
    }

    @Override
    public List<Finding> check(Played played) throws Exception {
        List<Try> tries = tries(played);
        List<String> open = new ArrayList<>();
        for (Try each : tries) {
            int status = ask(played.nobody(), each, "");
            int invented = ask(HubHttp.bearer(played.hub().http(), "invented"), each, "");
            // A browser's write without the page's own token is refused for that (403) before anybody asks who it is.
            boolean closed = status == UNAUTHORIZED
                    || status == FORBIDDEN && !each.method().equals("GET");
            if (!closed || invented != UNAUTHORIZED) {
                String path = each.path().replaceAll("[0-9.]{20,}", "..");
                open.add(each.method() + " " + path + " " + status + "/" + invented);
            }
        }
        return List.of(
                Finding.of(
                        "no door opens without a token",
                        open.isEmpty(),
                        open.isEmpty() ? tries.size() + " tried" : open.toString()),
                Finding.of(
                        "an invented secret gets no token",
                        played.nobody()
                                        .form(
                                                "/oauth2/token",
                                                java.util.Map.of(
                                                        "grant_type", "client_credentials",
                                                        "client_id", "h001",
                                                        "client_secret", "invented",
                                                        "scope", "system/*.rs"))
                                        .status()
                                == UNAUTHORIZED,
                        "401"),
                Finding.of("an unknown sender is answered AR", unknownSender(played), "MSH-4 of nobody"),
                Finding.of("an unknown AE title is rejected", unknownTitle(played), "A-ASSOCIATE-RJ"));
    }

    private static List<Try> tries(Played played) {
        String fhir = "application/fhir+json";
        SentInstance image = played.ledger().instances().get(0);
        String study = "/dicomweb/studies/" + image.studyInstanceUid();
        String instance = study + "/series/" + image.seriesInstanceUid() + "/instances/" + image.sopInstanceUid();
        Stream<Try> reading = Stream.of(
                        "/fhir/Patient",
                        "/fhir/Observation?_count=1",
                        "/fhir/DiagnosticReport",
                        "/fhir/ImagingStudy",
                        "/fhir/Patient/x/$everything",
                        "/fhir/Patient/$ihe-pix?sourceIdentifier=a%7Cb",
                        "/fhir/Patient/_history",
                        "/fhir/_history",
                        "/fhir/$export",
                        "/fhir/AuditEvent",
                        "/fhir/Binary/x",
                        study,
                        study + "/metadata",
                        instance,
                        instance + "/frames/1",
                        instance + "/rendered",
                        instance + "/thumbnail",
                        "/dicomweb/studies",
                        "/dicomweb/series",
                        "/dicomweb/instances",
                        "/dicomweb?requestType=WADO&studyUID=1&seriesUID=1&objectUID=1",
                        "/recognition/v1/catalogue",
                        "/cds-services/x",
                        "/api/me",
                        "/api/overview",
                        "/api/messages",
                        "/api/messages/1",
                        "/api/imaging/quarantine",
                        "/api/people?q=a",
                        "/api/people/1/timeline",
                        "/api/reports/sharing?from=2026-01&to=2026-12",
                        "/api/audit/events",
                        "/actuator/prometheus",
                        "/actuator/env",
                        "/actuator/heapdump",
                        "/h2-console",
                        "/swagger-ui/",
                        "/error",
                        "/nowhere")
                .map(Try::get);
        Stream<Try> writing = Stream.of(
                Try.post("/fhir", fhir, "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}"),
                Try.post("/fhir/Patient", fhir, "{\"resourceType\":\"Patient\"}"),
                new Try("PUT", "/fhir/Patient/x", fhir, "{\"resourceType\":\"Patient\",\"id\":\"x\"}"),
                new Try("DELETE", "/fhir/Patient/x", null, null),
                new Try("PATCH", "/fhir/Patient/x", "application/json-patch+json", "[]"),
                Try.post("/fhir/Patient/_search", "application/x-www-form-urlencoded", "family=x"),
                Try.post("/dicomweb/studies", "multipart/related; type=\"application/dicom\"; boundary=x", "--x--"),
                Try.post("/recognition/v1/check", "application/json", "{}"),
                Try.post("/recognition/v1/decision", "application/json", "{}"),
                Try.post("/api/messages/replay", "application/json", "{}"),
                Try.post("/api/people/search", "application/json", "{\"q\":\"x\"}"));
        return Stream.concat(reading, writing).toList();
    }

    private static int ask(HubHttp nobody, Try each, String accept) {
        return nobody.ask(
                        each.method(),
                        each.path(),
                        accept.isEmpty() ? null : accept,
                        each.type(),
                        each.body() == null ? null : BodyPublishers.ofString(each.body()))
                .status();
    }

    private static boolean unknownSender(Played played) throws IOException {
        String message = "MSH|^~\\&|HIS|NOBODY|YILIAN|HUB|20260101000000||ADT^A01|X1|P|2.4\rPID|1||1^^^X||A^B\r";
        try (MllpClient client = new MllpClient(
                MllpClientSettings.of(played.hub().host(), played.hub().mllpPort()))) {
            return client.send(message.getBytes(StandardCharsets.UTF_8))
                    .map(MllpAck::code)
                    .filter(code -> code == AckCode.AR)
                    .isPresent();
        }
    }

    private static boolean unknownTitle(Played played) throws IOException {
        AssociationRequest request = AssociationRequest.to(
                        played.hub().host(), played.hub().dicomPort())
                .calling("NOBODY")
                .called(played.hub().aeTitle())
                .proposeEcho();
        try (DicomClient client = DicomClient.connect(request)) {
            return false;
        } catch (AssociationRejectedException e) {
            return true;
        }
    }
}
