package org.yilian.hub.security.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.yilian.hub.security.AccessDenied;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/**
 * 429 with Retry-After for who asks too often (RFC 6585). Every refusal is counted in {@code hub.security.throttled}; the
 * trail gets one record a minute and caller, because a flood of requests must not become a flood of records.
 */
final class ThrottleFilter extends OncePerRequestFilter {
    private final Throttle throttle;
    private final Refusals refusals;
    private final ApplicationEventPublisher events;
    private final MeterRegistry metrics;
    private final Cache<String, Boolean> told = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    ThrottleFilter(Throttle throttle, Refusals refusals, ApplicationEventPublisher events, MeterRegistry metrics) {
        this.throttle = throttle;
        this.refusals = refusals;
        this.events = events;
        this.metrics = metrics;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = Caller.current();
        Duration wait = throttle.take(caller);
        if (wait.isZero()) {
            chain.doFilter(request, response);
            return;
        }
        Door door = DoorRules.of(request).orElse(Door.PORTAL);
        metrics.counter("hub.security.throttled", "door", door.name(), "kind", caller.isUser() ? "user" : "client")
                .increment();
        if (told.asMap().putIfAbsent(caller.name(), true) == null) {
            events.publishEvent(new AccessDenied(caller, door, request.getMethod(), 429));
        }
        response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
        refusals.unable(request, response, 429, "throttled", "HUB-0786", "Too many requests: wait, then try again");
    }
}
