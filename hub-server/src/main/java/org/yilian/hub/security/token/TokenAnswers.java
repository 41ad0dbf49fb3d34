package org.yilian.hub.security.token;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.CallerDirectory.Client;
import org.yilian.hub.security.SignedIn;

/** Answers of the token endpoint, RFC 6749 section 5. An error says its code and never why: details help guessing. */
@Component
class TokenAnswers {
    private final OAuth2AccessTokenResponseAuthenticationSuccessHandler success =
            new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
    private final ApplicationEventPublisher events;
    private final CallerDirectory directory;

    TokenAnswers(ApplicationEventPublisher events, CallerDirectory directory) {
        this.events = events;
        this.directory = directory;
        success.setAccessTokenResponseCustomizer(TokenAnswers::addPatient);
    }

    void granted(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException, ServletException {
        String id = ((OAuth2AccessTokenAuthenticationToken) authentication)
                .getRegisteredClient()
                .getClientId();
        events.publishEvent(new SignedIn(id, facility(id), true));
        success.onAuthenticationSuccess(request, response, authentication);
    }

    /** The patient an app was opened with stands beside its token, so that the app need not read the token. */
    private static void addPatient(OAuth2AccessTokenAuthenticationContext context) {
        OAuth2AccessTokenAuthenticationToken granted = context.getAuthentication();
        try {
            Object patient = SignedJWT.parse(granted.getAccessToken().getTokenValue())
                    .getJWTClaimsSet()
                    .getClaim(TokenClaims.PATIENT);
            if (patient != null) {
                Map<String, Object> parameters = new HashMap<>(granted.getAdditionalParameters());
                parameters.put(TokenClaims.PATIENT, patient);
                parameters.put("need_patient_banner", true);
                context.getAccessTokenResponse().additionalParameters(parameters);
            }
        } catch (ParseException e) {
            throw new IllegalStateException("a token of our own cannot be read", e);
        }
    }

    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : OAuth2ErrorCodes.INVALID_CLIENT;
        events.publishEvent(new SignedIn("", null, false));
        boolean unknownClient = code.equals(OAuth2ErrorCodes.INVALID_CLIENT);
        if (unknownClient) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"yilian-hub\"");
        }
        error(response, unknownClient ? 401 : 400, code);
    }

    /** The code is one of RFC 6749's words, so it needs no escaping. */
    void error(HttpServletResponse response, int status, String code) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write("{\"error\":\"" + code + "\"}");
    }

    private String facility(String clientId) {
        return directory.clients().stream()
                .filter(client -> client.id().equals(clientId))
                .map(Client::facility)
                .findFirst()
                .orElse(null);
    }
}
