package org.yilian.sample.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yilian.sample.Hospital;

/**
 * The FHIR client of one hospital: gets a token by client_credentials, finds the patient by the hospital's number, then
 * writes. Messages are answered before they are in the record, so it waits for a patient who is not there yet.
 */
final class FhirSender implements Callable<List<SentWrite>> {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
    private static final int UNAUTHORIZED = 401;

    private final HubAddress hub;
    private final PlaySettings settings;
    private final Hospital hospital;
    private final List<FhirNote> notes;
    private final Tally tally;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private String token;

    FhirSender(HubAddress hub, PlaySettings settings, Hospital hospital, List<FhirNote> notes, Tally tally) {
        this.hub = hub;
        this.settings = settings;
        this.hospital = hospital;
        this.notes = notes;
        this.tally = tally;
    }

    @Override
    public List<SentWrite> call() throws InterruptedException {
        List<SentWrite> sent = new ArrayList<>();
        for (FhirNote note : notes) {
            int status = SentWrite.NO_ANSWER;
            for (int attempt = 1; attempt <= settings.attempts() && status < 0; attempt++) {
                try {
                    status = write(note);
                    if (status == SentWrite.NO_PATIENT) {
                        break;
                    }
                } catch (IOException e) {
                    Pace.pause(settings, attempt);
                }
            }
            SentWrite write = new SentWrite(
                    hospital,
                    note.visit().registration().person().key(),
                    note.resourceType(),
                    note.system(),
                    note.value(),
                    status);
            sent.add(write);
            tally.add(write.accepted());
        }
        return sent;
    }

    private int write(FhirNote note) throws IOException, InterruptedException {
        String base = "https://fhir.yilian-hub.org/id/" + hospital.id();
        String patient =
                find("Patient", base + "/mrn", note.visit().registration().number());
        String encounter = note.needsEncounter()
                ? find("Encounter", base + "/visit", note.visit().number())
                : "";
        if (patient == null || encounter == null) {
            return SentWrite.NO_PATIENT;
        }
        String json = note.json().replace("%PATIENT%", patient).replace("%ENCOUNTER%", encounter);
        return ask("/fhir", HttpRequest.BodyPublishers.ofString(json)).statusCode();
    }

    /** The reference of a resource by its business identifier; null if it does not turn up. */
    private String find(String type, String system, String value) throws IOException, InterruptedException {
        String query =
                "/fhir/" + type + "?identifier=" + URLEncoder.encode(system + "|" + value, StandardCharsets.UTF_8);
        Pattern url = Pattern.compile("\"fullUrl\"\\s*:\\s*\"[^\"]*/(" + type + "/[^\"/]+)\"");
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            Matcher found = url.matcher(ask(query, null).body());
            if (found.find()) {
                return found.group(1);
            }
            if (System.nanoTime() > deadline) {
                return null;
            }
            TimeUnit.MILLISECONDS.sleep(settings.pause().toMillis());
        }
    }

    private HttpResponse<String> ask(String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(path, body), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == UNAUTHORIZED) {
            token = null;
            response = http.send(request(path, body), HttpResponse.BodyHandlers.ofString());
        }
        return response;
    }

    private HttpRequest request(String path, HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(hub.http() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token())
                .header("Accept", "application/fhir+json");
        return body == null
                ? request.build()
                : request.header("Content-Type", "application/fhir+json")
                        .POST(body)
                        .build();
    }

    private String token() throws IOException, InterruptedException {
        if (token == null) {
            String id = hospital.id();
            String basic = Base64.getEncoder().encodeToString((id + ":demo-" + id).getBytes(StandardCharsets.UTF_8));
            HttpRequest request = HttpRequest.newBuilder(URI.create(hub.http() + "/oauth2/token"))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Basic " + basic)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope="
                            + URLEncoder.encode("system/*.cruds", StandardCharsets.UTF_8)))
                    .build();
            Matcher answer = TOKEN.matcher(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (!answer.find()) {
                throw new IOException("The hub gave no token");
            }
            token = answer.group(1);
        }
        return token;
    }
}
