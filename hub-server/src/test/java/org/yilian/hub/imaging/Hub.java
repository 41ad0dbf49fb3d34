package org.yilian.hub.imaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.imaging.SampleObjects.Sent;
import org.yilian.hub.security.Http;

/** The hub as its image doors look from outside. */
final class Hub {
    private static final ObjectMapper JSON = new ObjectMapper();

    final int httpPort;
    final int dicomPort;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Hub(int httpPort, int dicomPort) {
        this.httpPort = httpPort;
        this.dicomPort = dicomPort;
    }

    /** A caller with a token. */
    String token(String client, String scope) {
        try {
            String form = "grant_type=client_credentials&client_id=" + client + "&client_secret=demo-" + client
                    + "&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8);
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + httpPort + "/oauth2/token"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(answer.body()).get("access_token").asText();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String token, String path, String... headers) {
        return send(token, HttpRequest.newBuilder().GET(), path, headers);
    }

    HttpResponse<byte[]> post(String token, String path, byte[] body, String... headers) {
        return send(token, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofByteArray(body)), path, headers);
    }

    HttpResponse<byte[]> delete(String token, String path) {
        return send(token, HttpRequest.newBuilder().DELETE(), path);
    }

    private HttpResponse<byte[]> send(String token, HttpRequest.Builder request, String path, String... headers) {
        request.uri(URI.create("http://localhost:" + httpPort + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String token, String path) {
        HttpResponse<byte[]> answer = get(token, path, "Accept", "application/dicom+json, application/json");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return tree(answer.body());
    }

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A user of the demo region with a session. */
    Http user(String name) {
        return Http.user(httpPort, name);
    }

    /** Sends by C-STORE over one association; one status per object. */
    List<DimseStatus> store(String callingAe, Sent... objects) throws IOException {
        AssociationRequest request =
                AssociationRequest.to("127.0.0.1", dicomPort).calling(callingAe).called("YILIAN");
        Arrays.stream(objects)
                .map(object -> List.of(object.sopClass(), object.syntax()))
                .distinct()
                .forEach(pair -> request.propose(pair.get(0), pair.get(1)));
        List<DimseStatus> statuses = new ArrayList<>();
        try (DicomClient client = DicomClient.connect(request)) {
            for (Sent object : objects) {
                statuses.add(client.store(
                        object.sopClass(), object.sopUid(), object.syntax(), new ByteArrayInputStream(object.bytes())));
            }
        }
        return statuses;
    }

    /** The data set of a Part 10 file, behind its header. */
    static byte[] dataSet(byte[] file) {
        int length = 0;
        for (int i = 3; i >= 0; i--) {
            length = length << 8 | file[140 + i] & 0xFF;
        }
        return Arrays.copyOfRange(file, 144 + length, file.length);
    }

    static byte[] multipart(byte[]... files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] file : files) {
            out.writeBytes("--xyz\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(file);
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.writeBytes("--xyz--\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
