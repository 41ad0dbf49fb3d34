package org.yilian.hub.security.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.SignInSettings;
import org.yilian.hub.security.SignedIn;

/**
 * Sign-in at the portal with an account of an issuer: OpenID Connect, code flow with PKCE, state and nonce. {@code GET
 * /sign-in/oidc} leads there and {@code /sign-in/callback} back; a refusal ends at the portal's log-in page with its code.
 */
@RestController
class IssuerSignIn {
    static final String START = "/sign-in/" + IssuerRegistration.ID;

    private static final Logger LOG = LoggerFactory.getLogger(IssuerSignIn.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CALLBACK = "/sign-in/callback";
    private static final String PORTAL = "/";

    private final SignInSettings settings;
    private final IssuedUsers users;
    private final ApplicationEventPublisher events;
    private final IssuerRegistration registration;

    IssuerSignIn(SignInSettings settings, HubSettings hub, IssuedUsers users, ApplicationEventPublisher events) {
        this.settings = settings;
        this.users = users;
        this.events = events;
        String base = hub.publicUrl().isEmpty() ? "{baseUrl}" : hub.publicUrl().replaceAll("/+$", "");
        registration = new IssuerRegistration(settings, base + CALLBACK);
    }

    void configure(HttpSecurity http) throws Exception {
        if (!settings.wanted()) {
            return;
        }
        http.oauth2Login(login -> login.clientRegistrationRepository(registration)
                .authorizedClientRepository(new NothingKept())
                .authorizationEndpoint(start -> start.authorizationRequestResolver(new Start(registration)))
                .redirectionEndpoint(back -> back.baseUri(CALLBACK))
                .tokenEndpoint(token -> token.accessTokenResponseClient(tokens()))
                .userInfoEndpoint(info -> info.oidcUserService(users))
                .successHandler(this::succeeded)
                .failureHandler(this::failed));
    }

    /** The framework's, which would wait for an answer for ever. */
    private static RestClientAuthorizationCodeTokenResponseClient tokens() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(RestClient.builder()
                .requestFactory(requests)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return tokens;
    }

    /** Reached only where the way to the issuer is not open: there is none, or it does not answer. */
    @GetMapping(START)
    void noWay(HttpServletResponse response) throws IOException {
        if (settings.wanted()) {
            response.sendRedirect(PORTAL + "?sign-in=HUB-0769");
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void succeeded(HttpServletRequest request, HttpServletResponse response, Authentication user)
            throws IOException {
        Caller caller = Caller.of(user);
        events.publishEvent(new SignedIn(caller.name(), caller.facility(), true));
        response.sendRedirect(PORTAL);
    }

    /** Error codes may come from outside: none is told or logged that is not the hub's own. */
    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : "";
        boolean ours = code.equals(IssuedUsers.NO_ROLE) || code.equals(IssuedUsers.NO_SECOND_FACTOR);
        String told = ours ? code : "HUB-0766";
        LOG.warn("{} a sign-in by the issuer was refused", told);
        events.publishEvent(new SignedIn("", null, false));
        response.sendRedirect(PORTAL + "?sign-in=" + told);
    }

    /** Leads to the issuer; nowhere, while it does not answer. */
    private static final class Start implements OAuth2AuthorizationRequestResolver {
        private final DefaultOAuth2AuthorizationRequestResolver resolver;

        Start(IssuerRegistration registration) {
            resolver = new DefaultOAuth2AuthorizationRequestResolver(registration, "/sign-in");
            resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        }

        @Override
        public OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return request.getServletPath().equals(START) && request.getMethod().equals("GET")
                    ? resolve(request, IssuerRegistration.ID)
                    : null;
        }

        @Override
        public OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
            try {
                return resolver.resolve(request, id);
            } catch (IllegalArgumentException | IllegalStateException e) {
                LOG.warn("HUB-0769 the issuer of HUB_SIGN_IN_ISSUER does not answer ({})", e.getClass());
                return null;
            }
        }
    }

    /** The issuer's tokens have said who it is; the portal asks the issuer nothing more. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {
            // See above.
        }

        @Override
        public void removeAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request, HttpServletResponse response) {
            // There is none.
        }
    }
}
