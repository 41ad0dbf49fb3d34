package org.yilian.hub.security;

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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A caller from outside, with a cookie jar of its own. */
public final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final CookieManager cookies;
    private final HttpClient client;
    private final String base;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String bearer;

    public Http(int port) {
        this("localhost", port);
    }

    Http(String host, int port) {
        base = "http://" + host + ":" + port;
        cookies = new CookieManager();
        client = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    private Http(Http other) {
        base = other.base;
        cookies = other.cookies;
        client = other.client;
        bearer = other.bearer;
        headers.putAll(other.headers);
    }

    /** With all requests from now on. */
    public Http header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The same session and token, with one header more. */
    public Http with(String name, String value) {
        Http http = new Http(this);
        return http.header(name, value);
    }

    public Http bearer(String token) {
        bearer = token;
        return this;
    }

    /** Signed in as a client of the demo region with all scopes it asks for. */
    public static Http client(int port, String id, String scope) {
        Http http = new Http(port);
        HttpResponse<String> answer = http.form(
                "/oauth2/token",
                Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        id,
                        "client_secret",
                        "demo-" + id,
                        "scope",
                        scope));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no token: " + answer.body());
        }
        return http.bearer(json(answer).get("access_token").asText());
    }

    /** Signed in as a user of the demo region, with the CSRF cookie. */
    public static Http user(int port, String name) {
        Http http = new Http(port);
        http.get("/api/me");
        int status = http.login(name, "demo").statusCode();
        if (status != 204) {
            throw new IllegalStateException("no session: " + status);
        }
        return http;
    }

    public HttpResponse<String> login(String name, String password) {
        return form("/login", Map.of("username", name, "password", password));
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, null, null);
    }

    public HttpResponse<String> form(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", body);
    }

    public HttpResponse<String> send(String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        headers.forEach(request::header);
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** As an attacker's page would have it: the session, but not the token. */
    public void forgetCsrfToken() {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .toList()
                .forEach(cookie -> cookies.getCookieStore().remove(URI.create(base), cookie));
    }

    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
