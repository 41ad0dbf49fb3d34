package org.yilian.hub.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.AccessDenied;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/**
 * 401 and 403 in the words of the door: an OperationOutcome for FHIR, RFC 9457 problem details for others. All parts of
 * an answer are constants.
 */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ApplicationEventPublisher events;

    Refusals(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        // RFC 6750 section 3: no error code where no token was sent.
        boolean badToken = failure instanceof OAuth2AuthenticationException;
        response.setHeader(
                "WWW-Authenticate", "Bearer realm=\"yilian-hub\"" + (badToken ? ", error=\"invalid_token\"" : ""));
        refuse(request, response, 401, "login", badToken ? "HUB-0711" : "HUB-0710", "Sign in or send a valid token");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        boolean csrf = failure instanceof CsrfException;
        if (csrf && !Caller.current().known() && DoorRules.of(request).orElse(null) != Door.SIGN_IN) {
            // Nobody is signed in: that is what is missing, not the second proof of a session.
            response.setHeader("WWW-Authenticate", "Bearer realm=\"yilian-hub\"");
            refuse(request, response, 401, "login", "HUB-0710", "Sign in or send a valid token");
            return;
        }
        String text = csrf ? "Send the value of the cookie XSRF-TOKEN as X-XSRF-TOKEN" : "Not allowed for this caller";
        refuse(request, response, 403, "forbidden", csrf ? "HUB-0713" : "HUB-0712", text);
    }

    /** Also the answer to a wrong login. */
    void login(HttpServletRequest request, HttpServletResponse response, String code, String text) throws IOException {
        write(request, response, 401, "login", code, text);
    }

    /** Other refusals than those of who may not: no record, because nothing was asked yet. */
    void unable(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String issue,
            String code,
            String text)
            throws IOException {
        write(request, response, status, issue, code, text);
    }

    private void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String issue,
            String code,
            String text)
            throws IOException {
        Door door = DoorRules.of(request).orElse(Door.PORTAL);
        events.publishEvent(new AccessDenied(Caller.current(), door, request.getMethod(), status));
        write(request, response, status, issue, code, text);
    }

    private static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String issue,
            String code,
            String text)
            throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setCharacterEncoding("UTF-8");
        if (DoorRules.of(request).filter(Door.FHIR::equals).isPresent()) {
            response.setContentType("application/fhir+json");
            response.getWriter()
                    .write("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\""
                            + issue + "\",\"diagnostics\":\"" + code + ": " + text + "\"}]}");
        } else {
            response.setContentType("application/problem+json");
            response.getWriter()
                    .write("{\"title\":\"" + text + "\",\"status\":" + status + ",\"code\":\"" + code + "\"}");
        }
    }
}
