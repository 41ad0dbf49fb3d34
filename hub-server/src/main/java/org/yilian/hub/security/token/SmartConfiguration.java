package org.yilian.hub.security.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /fhir/.well-known/smart-configuration}, see <a
 * href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART App Launch 2.2</a>, and the same as metadata
 * of RFC 8414 and of OpenID Connect Discovery. A servlet of its own, because the FHIR servlet has all other paths below
 * {@code /fhir}; and not the framework's, because that announces endpoints which are not served.
 */
final class SmartConfiguration extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** What the endpoints can do. */
    private static final Map<String, Object> ABILITIES = abilities();

    private final transient Issuer issuer;
    private final String externalIssuer;
    private final transient MutualTlsPort mutualTls;
    private final transient ObjectMapper json;

    SmartConfiguration(Issuer issuer, String externalIssuer, MutualTlsPort mutualTls, ObjectMapper json) {
        this.issuer = issuer;
        this.externalIssuer = externalIssuer;
        this.mutualTls = mutualTls;
        this.json = json;
    }

    private static Map<String, Object> abilities() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("grant_types_supported", List.of("client_credentials", "authorization_code", "refresh_token"));
        all.put("response_types_supported", List.of("code"));
        all.put("code_challenge_methods_supported", List.of("S256"));
        all.put(
                "token_endpoint_auth_methods_supported",
                List.of("private_key_jwt", "client_secret_basic", "client_secret_post", "none"));
        all.put("token_endpoint_auth_signing_alg_values_supported", List.of("ES384", "RS384"));
        all.put("subject_types_supported", List.of("public"));
        all.put("id_token_signing_alg_values_supported", List.of("RS256"));
        all.put(
                "scopes_supported",
                List.of(
                        "system/*.rs",
                        "system/*.cruds",
                        "user/*.rs",
                        "launch",
                        "openid",
                        "fhirUser",
                        "profile",
                        "online_access",
                        "dicomweb.read",
                        "dicomweb.write",
                        "recognition.check",
                        "report.read",
                        "messages.manage",
                        "hl7v2.write",
                        "metrics.read"));
        all.put(
                "capabilities",
                List.of(
                        "launch-ehr",
                        "launch-standalone",
                        "client-public",
                        "client-confidential-symmetric",
                        "client-confidential-asymmetric",
                        "context-ehr-patient",
                        "context-banner",
                        "sso-openid-connect",
                        "permission-user",
                        "permission-online",
                        "permission-v1",
                        "permission-v2"));
        return all;
    }

    /** As a URL has it: an IPv6 address in brackets. */
    private static String host(String address) {
        return URI.create(address).getHost();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (externalIssuer.isBlank()) {
            String address = issuer.addressFor(request);
            answer.put("issuer", address);
            answer.put("jwks_uri", address + "/oauth2/jwks");
            answer.put("authorization_endpoint", address + AppLaunch.PATH);
            answer.put("token_endpoint", address + "/oauth2/token");
            answer.put("revocation_endpoint", address + "/oauth2/revoke");
            answer.putAll(ABILITIES);
            mutualTls.port().ifPresent(port -> {
                answer.put("tls_client_certificate_bound_access_tokens", true);
                answer.put(
                        "mtls_endpoint_aliases",
                        Map.of("token_endpoint", "https://" + host(address) + ":" + port + "/oauth2/token"));
            });
        } else {
            answer.put("issuer", externalIssuer);
        }
        response.setContentType("application/json");
        response.setHeader("Access-Control-Allow-Origin", "*");
        json.writeValue(response.getOutputStream(), answer);
    }
}
