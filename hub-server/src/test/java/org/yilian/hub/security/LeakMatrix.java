package org.yilian.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import org.yilian.doors.SecuritySlice;
import org.yilian.hub.HubPlaces;
import org.yilian.hub.HubServer;
import org.yilian.mappings.LogicalIds;

/**
 * The leak matrix: door x trick x who asks x why it is kept, one class for a door. Each probe first proves, by the record's
 * owner, that what it looks for is there; then somebody tries to learn of it. The region shares as ADR 0085 has it for real
 * patients; one hub serves all the classes.
 */
@SpringBootTest(
        classes = HubServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"hub.demo=true", "hub.intake.mllp-port=0", "hub.imaging.dicom-port=0", "hub.imaging.quiet=300ms"})
@ContextConfiguration(initializers = HubPlaces.OnH2.class)
public abstract class LeakMatrix {
    protected static final String CITIZEN = "urn:oid:2.16.156.10011.1.3";

    /** A client of H001 that signs, and may read observations only. */
    protected static final String SIGNER = "h001-signer";

    /** Where H001 wants to hear of its patients. Nothing listens there: what would be sent stays in the queue. */
    protected static final String H001_EMR = "H001-EMR";

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @LocalServerPort
    protected int port;

    @Autowired
    protected Environment environment;

    @DynamicPropertySource
    static void regionOfRealPatients(DynamicPropertyRegistry properties) throws IOException {
        Path folder = Files.createTempDirectory("leak-matrix");
        FileSystemUtils.copyRecursively(Path.of("src/main/resources/demo"), folder);
        Path file = folder.resolve("region.yaml");
        String keys = new JWKSet(SecuritySlice.EC.toPublicJWK()).toString();
        String real = Files.readString(file)
                .replace(
                        "  otherwise: OPEN",
                        "  rules:\n    - {owner: [H002], to: [H001], openness: CLOSED}\n  otherwise: RELATIONSHIP")
                .replaceFirst(
                        "(?m)^    clients:$",
                        "    clients:\n      - {id: " + SIGNER + ", jwks: '" + keys
                                + "', scopes: \"system/Observation.rs\"}");
        assertThat(real).contains("otherwise: RELATIONSHIP", SIGNER);
        real += "\ndestinations:\n  - {name: " + H001_EMR
                + ", facility: H001, host: 127.0.0.1, port: 1, receives: [PATIENT_RESULTS, LINKS]}\n";
        Files.writeString(file, real);
        properties.add("hub.region", file::toString);
    }

    /**
     * Somebody's records at one hospital, and why H001 must not learn of them.
     *
     * @param owner client id of the hospital
     * @param patient logical id of the Patient there; its number there is {@code mrn}
     * @param marker stands in everything that is kept
     * @param onlyObservation where the rest is no secret
     * @param purpose what the asker says it asks for; null for treatment
     */
    public record Kept(
            String why,
            String owner,
            String patient,
            String mrn,
            String citizen,
            String name,
            String marker,
            boolean onlyObservation,
            String purpose) {
        public String id(String type) {
            return type.equals("Patient")
                    ? patient
                    : patient + "-" + type.toLowerCase(Locale.ROOT).substring(0, 3);
        }

        public List<String> types() {
            return onlyObservation
                    ? List.of("Observation")
                    : List.of("Patient", "Observation", "Encounter", "Condition");
        }
    }

    /** One probe, a test of its own. */
    protected static DynamicTest probe(String name, Executable test) {
        return dynamicTest(name, test);
    }

    /** The probes of a door, and behind them the list of what was tried and did not leak. */
    protected static Stream<DynamicTest> matrix(String door, List<DynamicTest> probes) {
        List<String> held = new ArrayList<>();
        List<DynamicTest> all = new ArrayList<>();
        probes.forEach(each -> all.add(dynamicTest(each.getDisplayName(), () -> {
            each.getExecutable().execute();
            held.add(each.getDisplayName());
        })));
        all.add(dynamicTest("all of them held", () -> {
            Files.write(
                    Files.createDirectories(Path.of("target", "leak-matrix")).resolve(door + ".txt"), held);
            assertThat(held).hasSameSizeAs(probes);
        }));
        return all.stream();
    }

    /** As H001's system: scopes for everything, and the purpose for which the records are kept from it. */
    protected Http system(Kept kept) {
        return asking(
                Http.client(port, "h001", "system/*.cruds dicomweb.read recognition.check share.manage"),
                kept.purpose());
    }

    /** As a doctor of H001. */
    protected Http doctor(Kept kept) {
        return asking(Http.user(port, "doctor"), kept.purpose());
    }

    private static Http asking(Http http, String purpose) {
        return purpose == null ? http : http.header("X-Purpose-Of-Use", purpose);
    }

    /** A user is decided about as a system of the same hospital is: tried for two of the reasons. */
    protected Map<String, Http> askers(Kept kept) {
        return kept.why().equals("no relationship") || kept.why().equals("consent")
                ? Map.of("system", system(kept), "doctor", doctor(kept))
                : Map.of("system", system(kept));
    }

    protected Http owner(Kept kept) {
        return Http.client(port, kept.owner(), "system/*.cruds dicomweb.read recognition.check");
    }

    /** All reasons to keep something. */
    protected List<Kept> everyReason() {
        return List.of(stranger(), byPolicy(), byConsent(), bySensitivity(), byPurpose());
    }

    protected Kept stranger() {
        return person("no relationship", "h003", false, false, null);
    }

    /** H002 shows nothing to H001, which treats the patient. */
    protected Kept byPolicy() {
        return person("share policy", "h002", true, false, null);
    }

    protected Kept byConsent() {
        Kept kept = treated("consent");
        consent(kept, "active");
        return kept;
    }

    protected Kept bySensitivity() {
        return person("sensitivity", "h003", true, true, null);
    }

    protected Kept byPurpose() {
        return person("purpose", "h003", true, false, "HRESCH");
    }

    /** A patient of H003 that H001 treats, too: nothing is kept. */
    protected Kept treated(String why) {
        return person(why, "h003", true, false, null);
    }

    private Kept person(String why, String owner, boolean treated, boolean sensitive, String purpose) {
        String random = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        String mrn = "M" + random;
        String patient = patientId(owner, mrn);
        String marker = "mark" + random;
        Kept kept = new Kept(why, owner, patient, mrn, citizen(), name(random), marker, sensitive, purpose);
        String shown = sensitive ? "" : marker;
        Http http = owner(kept);
        put(http, "Patient/" + patient, patient(kept, patient, owner, shown));
        put(http, "Encounter/" + kept.id("Encounter"), encounter(kept.id("Encounter"), patient, shown));
        put(
                http,
                "Condition/" + kept.id("Condition"),
                "{\"resourceType\":\"Condition\",\"id\":\"%s\",\"code\":{\"text\":\"%sx\"},\"subject\":{\"reference\":\"Patient/%s\"}}"
                        .formatted(kept.id("Condition"), shown, patient));
        String label = sensitive
                ? "\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"HIV\"}]},"
                : "";
        put(
                http,
                "Observation/" + kept.id("Observation"),
                "{\"resourceType\":\"Observation\",\"id\":\"%s\",%s\"status\":\"final\",\"code\":{\"coding\":[{\"code\":\"%s\"}]},\"subject\":{\"reference\":\"Patient/%s\"}}"
                        .formatted(kept.id("Observation"), label, marker, patient));
        if (treated) {
            Http h001 = Http.client(port, "h001", "system/*.cruds");
            String mine = patientId("h001", mrn);
            put(h001, "Patient/" + mine, patient(kept, mine, "h001", ""));
            put(h001, "Encounter/" + mine, encounter(mine, mine, ""));
        }
        return kept;
    }

    protected static String mrnSystem(String client) {
        return "https://fhir.yilian-hub.org/id/" + client + "/mrn";
    }

    /** Without digits: what has some is searched for as a number. */
    private static String name(String random) {
        StringBuilder name = new StringBuilder("漏");
        random.chars().limit(6).forEach(each -> name.append((char) ('\u4E00' + Character.digit(each, 16) * 37)));
        return name.toString();
    }

    protected static String patientId(String client, String mrn) {
        return LogicalIds.patient(client.toUpperCase(Locale.ROOT), mrnSystem(client), mrn);
    }

    private static String patient(Kept kept, String id, String client, String marker) {
        return ("{\"resourceType\":\"Patient\",\"id\":\"%s\",\"identifier\":[{\"system\":\"%s\",\"value\":\"%s\"},"
                        + "{\"system\":\"%s\",\"value\":\"%s\"}],\"name\":[{\"text\":\"%s\"}],\"gender\":\"male\","
                        + "\"birthDate\":\"1980-01-01\",\"address\":[{\"text\":\"%sx\"}]}")
                .formatted(id, CITIZEN, kept.citizen(), mrnSystem(client), kept.mrn(), kept.name(), marker);
    }

    protected static String encounter(String id, String patient, String marker) {
        return ("{\"resourceType\":\"Encounter\",\"id\":\"%s\",\"status\":\"in-progress\",\"class\":{\"code\":\"AMB\","
                        + "\"display\":\"%sx\"},\"subject\":{\"reference\":\"Patient/%s\"},\"period\":{\"start\":\"%s\"}}")
                .formatted(id, marker, patient, Instant.now().minusSeconds(3600));
    }

    /** The patient forbids everything, or takes that back. */
    protected void consent(Kept kept, String status) {
        String id = kept.patient() + "-c";
        put(
                owner(kept),
                "Consent/" + id,
                ("{\"resourceType\":\"Consent\",\"id\":\"%s\",\"status\":\"%s\","
                                + "\"scope\":{\"coding\":[{\"code\":\"patient-privacy\"}]},"
                                + "\"category\":[{\"coding\":[{\"code\":\"59284-0\"}]}],"
                                + "\"patient\":{\"reference\":\"Patient/%s\"},"
                                + "\"policyRule\":{\"coding\":[{\"code\":\"OPTIN\"}]},\"provision\":{\"type\":\"deny\"}}")
                        .formatted(id, status, kept.patient()));
    }

    protected static void put(Http http, String path, String body) {
        HttpResponse<String> answer = http.send("PUT", "/fhir/" + path, "application/fhir+json", body);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " " + answer.body());
        }
    }

    /** A right identity number of nobody else. */
    private static String citizen() {
        int sequence = PEOPLE.getAndIncrement();
        String body = "4299%02d19800101%03d".formatted(10 + sequence / 500, sequence % 500 * 2 + 1);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (body.charAt(i) - '0') * weights[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    protected static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    protected static String batch(String url) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\""
                + url + "\"}}]}";
    }
}
