package org.yilian.hub.security;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A person's browser and the app in it, as SMART App Launch has them talk to the hub. */
public final class AppUser {
    /** At least 43 characters, RFC 7636 section 4.1. */
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final Http browser;
    private final String app;
    private final Map<String, String> request = new LinkedHashMap<>();

    private AppUser(int port, Http browser, String app, String redirectUri) {
        this.browser = browser;
        this.app = app;
        request.put("response_type", "code");
        request.put("client_id", app);
        request.put("redirect_uri", redirectUri);
        request.put("state", "of the app");
        request.put("aud", "http://localhost:" + port + "/fhir");
        request.put("code_challenge", challenge(VERIFIER));
        request.put("code_challenge_method", "S256");
    }

    public static AppUser signedIn(int port, String user, String app, String redirectUri) {
        return new AppUser(port, Http.user(port, user), app, redirectUri);
    }

    static AppUser unknown(int port, String app, String redirectUri) {
        return new AppUser(port, new Http(port), app, redirectUri);
    }

    /** Changes a parameter of the request, null takes it away. */
    public AppUser with(String parameter, String value) {
        request.put(parameter, value);
        return this;
    }

    HttpResponse<String> authorize() {
        return browser.get("/oauth2/authorize?"
                + request.entrySet().stream()
                        .filter(each -> each.getValue() != null)
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    /** What the app hears at its address; empty if the browser was not sent there. */
    Map<String, String> heard() {
        String to = authorize().headers().firstValue("Location").orElse("");
        if (!to.startsWith(request.get("redirect_uri") + "?")) {
            return Map.of();
        }
        return Arrays.stream(URI.create(to).getQuery().split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    }

    Map<String, String> exchange(String code) {
        Map<String, String> form = new HashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", request.get("redirect_uri"));
        form.put("client_id", app);
        form.put("code_verifier", VERIFIER);
        return form;
    }

    /** The access token of an app without a secret. */
    public String token(int port, String scope) {
        String code = with("scope", scope).heard().get("code");
        HttpResponse<String> answer = new Http(port).form("/oauth2/token", exchange(code));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return Http.json(answer).get("access_token").asText();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
