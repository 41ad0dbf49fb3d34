package org.yilian.hub.security.token;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationEndpointConfigurer;
import org.yilian.hub.security.Launches;

/** {@code /oauth2/authorize}: where a person's browser gets a code for an app. */
final class AppLaunch {
    static final String PATH = "/oauth2/authorize";

    private final AppRequests requests;
    private final TokenAnswers answers;

    AppLaunch(Clients clients, Launches launches, TokenAnswers answers) {
        this.requests = new AppRequests(clients, launches);
        this.answers = answers;
    }

    void configure(OAuth2AuthorizationEndpointConfigurer endpoint) {
        endpoint.authorizationRequestConverters(converters -> {
                    converters.clear();
                    converters.add(requests);
                })
                .authenticationProviders(providers -> providers.forEach(provider -> {
                    if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
                        codes.setAuthenticationValidator(requests.validator());
                    }
                }));
    }

    /** Who is not signed in does so at the portal, which leads back here. */
    void enter(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (!request.getRequestURI().equals(request.getContextPath() + PATH)
                || !HttpMethod.GET.matches(request.getMethod())) {
            answers.refused(request, response, failure);
            return;
        }
        String here = PATH + "?" + request.getQueryString();
        response.setHeader("Cache-Control", "no-store");
        response.sendRedirect(request.getContextPath() + "/?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
    }
}
