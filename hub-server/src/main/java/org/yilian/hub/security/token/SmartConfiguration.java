package org.yilian.hub.security.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /fhir/.well-known/smart-configuration}, see <a
 * href="https://hl7.org/fhir/smart-app-launch/STU2.2/conformance.html">SMART App Launch 2.2</a>, and the same as metadata
 * of RFC 8414. A servlet of its own, because the FHIR servlet has all other paths below {@code /fhir}; and not the
 * framework's, because that announces endpoints which are not served.
 */
final class SmartConfiguration extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** What the token endpoint can do. */
    private static final Map<String, Object> CAPABILITIES = Map.of(
            "grant_types_supported",
            List.of("client_credentials"),
            "token_endpoint_auth_methods_supported",
            List.of("private_key_jwt", "client_secret_basic", "client_secret_post"),
            "token_endpoint_auth_signing_alg_values_supported",
            List.of("ES384", "RS384"),
            "scopes_supported",
            List.of(
                    "system/*.rs",
                    "system/*.cruds",
                    "dicomweb.read",
                    "dicomweb.write",
                    "recognition.check",
                    "report.read",
                    "messages.manage",
                    "hl7v2.write",
                    "metrics.read"),
            "response_types_supported",
            List.of());

    private final transient Issuer issuer;
    private final String externalIssuer;
    private final transient ObjectMapper json;

    SmartConfiguration(Issuer issuer, String externalIssuer, ObjectMapper json) {
        this.issuer = issuer;
        this.externalIssuer = externalIssuer;
        this.json = json;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (externalIssuer.isBlank()) {
            String address = issuer.addressFor(request);
            answer.put("issuer", address);
            answer.put("jwks_uri", address + "/oauth2/jwks");
            answer.put("token_endpoint", address + "/oauth2/token");
            answer.putAll(CAPABILITIES);
            answer.put("capabilities", List.of("client-confidential-asymmetric", "permission-v1", "permission-v2"));
        } else {
            answer.put("issuer", externalIssuer);
        }
        response.setContentType("application/json");
        response.setHeader("Access-Control-Allow-Origin", "*");
        json.writeValue(response.getOutputStream(), answer);
    }
}
