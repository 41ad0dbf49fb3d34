package org.yilian.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/**
 * Lets the pages of registered apps, and no others, call the token endpoint and the FHIR and DICOMweb doors from a
 * browser (CORS). Never with cookies: what such a page may do stands in its token.
 */
@Component
public class AppOrigins implements CorsConfigurationSource {
    private static final List<String> DOORS = List.of("/oauth2/token", "/oauth2/revoke", "/fhir", "/dicomweb/");

    private final Set<String> origins;

    AppOrigins(CallerDirectory directory) {
        origins = directory.apps().stream()
                .flatMap(app -> app.redirectUris().stream())
                .map(AppOrigins::origin)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An app on this machine has any port (RFC 8252, section 7.3), as its redirect address has. */
    private static String origin(URI uri) {
        boolean anyPort = "127.0.0.1".equals(uri.getHost()) || uri.getPort() < 0;
        return uri.getScheme() + "://" + uri.getHost() + (anyPort ? "" : ":" + uri.getPort());
    }

    private boolean allowed(String origin) {
        try {
            URI uri = URI.create(origin);
            return origins.contains(origin(uri)) && uri.getRawPath().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Null for everybody else: then the browser's own rule holds, that a page calls its own server only. */
    @Override
    public CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (origin == null || !allowed(origin) || DOORS.stream().noneMatch(path::startsWith)) {
            return null;
        }
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(List.of(origin));
        allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"));
        allowed.setAllowedHeaders(
                List.of("Authorization", "Content-Type", "Accept", "Prefer", "If-Match", "If-None-Exist"));
        allowed.setExposedHeaders(List.of("Location", "Content-Location", "ETag", "Retry-After"));
        allowed.setAllowCredentials(false);
        allowed.setMaxAge(Duration.ofMinutes(10));
        return allowed;
    }
}
