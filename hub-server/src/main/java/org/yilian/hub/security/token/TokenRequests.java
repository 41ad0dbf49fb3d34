package org.yilian.hub.security.token;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away, before anything is parsed, what no honest client sends to the endpoints for tokens: bodies without or beyond a
 * length, secrets in the query (they end in access logs), an address that is not the hub's.
 */
final class TokenRequests extends OncePerRequestFilter {
    private static final long LARGEST_BODY = 64 * 1024L;
    private static final String TOKEN = "/oauth2/token";
    private static final String REVOKE = "/oauth2/revoke";
    private static final Set<String> SERVED = Set.of(TOKEN, REVOKE, "/oauth2/jwks", AppLaunch.PATH);
    private static final Set<String> POSTED = Set.of(TOKEN, REVOKE);

    private final Issuer issuer;
    private final TokenAnswers answers;

    TokenRequests(Issuer issuer, TokenAnswers answers) {
        this.issuer = issuer;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (!SERVED.contains(path)) {
            answers.error(response, 404, "invalid_request");
        } else if (!issuer.trusts(request)) {
            answers.error(response, 400, "invalid_request");
        } else if (CorsUtils.isPreFlightRequest(request)) {
            chain.doFilter(request, response);
        } else if (path.equals(AppLaunch.PATH) && !request.getMethod().equals("GET")) {
            answers.error(response, 405, "invalid_request");
        } else if (POSTED.contains(path) && !request.getMethod().equals("POST")) {
            answers.error(response, 405, "invalid_request");
        } else if (POSTED.contains(path) && request.getQueryString() != null) {
            answers.error(response, 400, "invalid_request");
        } else if (POSTED.contains(path) && request.getContentLengthLong() < 0) {
            answers.error(response, 411, "invalid_request");
        } else if (POSTED.contains(path) && request.getContentLengthLong() > LARGEST_BODY) {
            answers.error(response, 413, "invalid_request");
        } else {
            chain.doFilter(request, response);
        }
    }
}
