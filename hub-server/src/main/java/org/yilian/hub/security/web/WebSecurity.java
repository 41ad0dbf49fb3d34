package org.yilian.hub.security.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.AppOrigins;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.Guests;
import org.yilian.hub.security.SecuritySettings;

/**
 * Every request that is not for the authorization server passes here. A bearer token or a session names the caller,
 * {@link DoorRules} the door, {@link AccessPolicy} decides.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {
    /** The viewer compiles its codecs from WebAssembly; the component library writes styles into the page. */
    private static final String CONTENT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
            + "worker-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private final AccessPolicy policy;
    private final SecuritySettings settings;
    private final Refusals refusals;
    private final LoginGuard guard;
    private final List<Guests> guests;
    private final Limits limits;
    private final AppOrigins origins;
    private final IssuerSignIn issuer;

    WebSecurity(
            AccessPolicy policy,
            SecuritySettings settings,
            Refusals refusals,
            LoginGuard guard,
            List<Guests> guests,
            Limits limits,
            AppOrigins origins,
            IssuerSignIn issuer) {
        this.policy = policy;
        this.settings = settings;
        this.refusals = refusals;
        this.guard = guard;
        this.guests = guests;
        this.limits = limits;
        this.origins = origins;
        this.issuer = issuer;
    }

    @Bean
    SecurityFilterChain allOtherDoors(HttpSecurity http) throws Exception {
        PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
        http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                        // Decided when the request came in; these are its continuations inside the server.
                        DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(DoorRules.OPEN.toArray(RequestMatcher[]::new))
                .permitAll()
                // Guards itself: link and pass code are what is shown there.
                .requestMatchers(path.matcher(HttpMethod.POST, "/api/shared/open"))
                .permitAll()
                // The same: who knows the code gets the manifest, once.
                .requestMatchers(path.matcher(HttpMethod.GET, "/api/weasis/*"))
                .permitAll()
                .requestMatchers(path.matcher(HttpMethod.GET, "/api/me"))
                .access((caller, request) ->
                        new AuthorizationDecision(caller(caller.get()).known()))
                .requestMatchers(path.matcher(HttpMethod.GET, "/actuator/prometheus"))
                .access(this::metrics)
                .anyRequest()
                .access((caller, request) -> decide(caller.get(), request.getRequest())));
        // GuardedPasswords is found as the only provider; named here too, it would be asked twice about a wrong
        // password.
        http.formLogin(login -> login.loginProcessingUrl("/login")
                .authenticationDetailsSource(LoginDetails::new)
                .successHandler(WebSecurity::loggedIn)
                .failureHandler(this::notLoggedIn));
        issuer.configure(http);
        http.logout(logout -> logout.logoutRequestMatcher(path.matcher(HttpMethod.POST, "/logout"))
                .logoutSuccessHandler((request, response, user) -> response.setStatus(204)));
        http.oauth2ResourceServer(tokens -> tokens.authenticationEntryPoint(refusals)
                .accessDeniedHandler(refusals)
                .jwt(jwt -> jwt.jwtAuthenticationConverter(CallerToken::of)));
        http.exceptionHandling(
                failures -> failures.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
        http.requestCache(AbstractHttpConfigurer::disable);
        http.cors(cors -> cors.configurationSource(origins));
        http.csrf(csrf -> csrf.csrfTokenRepository(csrfCookie()).csrfTokenRequestHandler(new PlainCsrfToken()));
        http.addFilterBefore(new GuestFilter(guests), AnonymousAuthenticationFilter.class);
        http.addFilterAfter(new PurposeFilter(refusals), AnonymousAuthenticationFilter.class);
        http.addFilterAfter(new CsrfCookie(), BasicAuthenticationFilter.class);
        limits.guard(http);
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
        return http.build();
    }

    private AuthorizationDecision decide(Authentication authentication, HttpServletRequest request) {
        return new AuthorizationDecision(DoorRules.of(request)
                .map(door -> policy.decide(caller(authentication), door).allowed())
                .orElse(false));
    }

    /** A scraper on the same machine needs no token where the operator said so. */
    private AuthorizationDecision metrics(
            java.util.function.Supplier<Authentication> authentication, RequestAuthorizationContext context) {
        boolean local =
                settings.metricsFromLoopback() && loopback(context.getRequest().getRemoteAddr());
        return new AuthorizationDecision(local
                || policy.decide(caller(authentication.get()), Door.OPERATIONS).allowed());
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Caller caller(Authentication authentication) {
        return Caller.of(authentication);
    }

    private static void loggedIn(HttpServletRequest request, HttpServletResponse response, Authentication user) {
        // The login made the old token void; the page gets its successor with this answer.
        ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken();
        response.setStatus(204);
    }

    private void notLoggedIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof LockedException) {
            Duration pause = guard.pause(request.getParameter("username"));
            response.setHeader("Retry-After", String.valueOf(pause.toSeconds() + 1));
            refusals.login(request, response, "HUB-0715", "Too many wrong passwords in a row: wait, then try again");
        } else if (failure instanceof LoginDetails.CodeNeeded) {
            refusals.login(request, response, "HUB-0788", "The code of the second factor is missing or wrong");
        } else {
            refusals.login(request, response, "HUB-0714", "Name or password is wrong");
        }
    }

    private static CookieCsrfTokenRepository csrfCookie() {
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieCustomizer(attributes -> attributes.sameSite("Lax"));
        cookie.setCookiePath("/");
        return cookie;
    }
}
