package org.yilian.hub.security.token;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away, before anything is parsed, what no honest client sends to the token endpoint: bodies without or beyond a
 * length, secrets in the query (they end in access logs), an address that is not the hub's.
 */
final class TokenRequests extends OncePerRequestFilter {
    private static final long LARGEST_BODY = 64 * 1024L;
    private static final String TOKEN = "/oauth2/token";
    private static final Set<String> SERVED = Set.of(TOKEN, "/oauth2/jwks");

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
        } else if (path.equals(TOKEN) && !request.getMethod().equals("POST")) {
            answers.error(response, 405, "invalid_request");
        } else if (path.equals(TOKEN) && request.getQueryString() != null) {
            answers.error(response, 400, "invalid_request");
        } else if (path.equals(TOKEN) && request.getContentLengthLong() < 0) {
            answers.error(response, 411, "invalid_request");
        } else if (path.equals(TOKEN) && request.getContentLengthLong() > LARGEST_BODY) {
            answers.error(response, 413, "invalid_request");
        } else {
            chain.doFilter(request, response);
        }
    }
}
