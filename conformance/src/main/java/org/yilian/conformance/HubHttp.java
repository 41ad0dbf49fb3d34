package org.yilian.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A caller of a hub over HTTP: nobody, a hospital's system with a token, or a user with a session. Tokens are fetched
 * again when the hub says 401 to one it gave itself.
 */
public final class HubHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 401;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .cookieHandler(cookies)
            .build();
    private final URI base;
    private final String clientId;
    private final String scope;
    private volatile String token;

    private HubHttp(URI base, String clientId, String scope) {
        this.base = base;
        this.clientId = clientId;
        this.scope = scope;
    }

    /** An answer whole. */
    public record Answer(int status, String type, byte[] bytes) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** The body as JSON; a missing node if it is none. */
        public JsonNode json() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                return JSON.missingNode();
            }
        }
    }

    /** Somebody without a name. */
    public static HubHttp nobody(URI base) {
        return new HubHttp(base, null, null);
    }

    /** A hospital's system of the sample region, by client_credentials. */
    public static HubHttp client(URI base, String id, String scope) {
        return new HubHttp(base, id, scope);
    }

    /** Somebody who shows this token. */
    public static HubHttp bearer(URI base, String token) {
        HubHttp http = new HubHttp(base, null, null);
        http.token = token;
        return http;
    }

    /** A user of the sample region, signed in at the portal's form. */
    public static HubHttp user(URI base, String name) {
        HubHttp http = new HubHttp(base, null, null);
        http.get("/api/me", "application/json");
        int status = http.form("/login", Map.of("username", name, "password", "demo"))
                .status();
        if (status != 204) {
            throw new IllegalStateException("Signing in was answered with " + status);
        }
        return http;
    }

    public Answer get(String path, String accept) {
        return ask("GET", path, accept, null, null);
    }

    public JsonNode json(String path) {
        return get(path, "application/json").json();
    }

    public JsonNode fhir(String path) {
        return get(path, "application/fhir+json").json();
    }

    public Answer post(String path, String type, String body) {
        return ask("POST", path, "application/json, application/fhir+json;q=0.9", type, BodyPublishers.ofString(body));
    }

    public Answer form(String path, Map<String, String> fields) {
        return ask(
                "POST",
                path,
                "application/json, application/fhir+json;q=0.9",
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString(encoded(fields)));
    }

    /** Sends whatever it is told to; with the caller's token or session if there is one. */
    public Answer ask(String method, String path, String accept, String type, BodyPublisher body) {
        Answer answer = once(method, path, accept, type, body);
        if (answer.status() == UNAUTHORIZED && clientId != null) {
            token = null;
            return once(method, path, accept, type, body);
        }
        return answer;
    }

    private Answer once(String method, String path, String accept, String type, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : body);
        if (accept != null) {
            request.header("Accept", accept);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (clientId != null || token != null) {
            request.header("Authorization", "Bearer " + token());
        }
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(value -> request.header("X-XSRF-TOKEN", value));
        return send(request.build());
    }

    private URI uri(String path) {
        return path.startsWith("http") ? URI.create(path) : URI.create(base + path);
    }

    /** The access token; fetched when first needed. */
    public synchronized String token() {
        if (token == null) {
            Answer answer = send(HttpRequest.newBuilder(uri("/oauth2/token"))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(encoded(Map.of(
                            "grant_type",
                            "client_credentials",
                            "client_id",
                            clientId,
                            "client_secret",
                            "demo-" + clientId,
                            "scope",
                            scope))))
                    .build());
            if (answer.status() != 200) {
                throw new IllegalStateException("No token for " + clientId + ": " + answer.status());
            }
            token = answer.json().path("access_token").asText();
        }
        return token;
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Form or query encoding. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
