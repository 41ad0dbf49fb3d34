package org.yilian.hub.security.web;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.stereotype.Component;
import org.yilian.hub.security.LimitSettings;

/** How often and how much: before and after the decision whether at all. */
@Component
class Limits {
    private final Throttle throttle;
    private final LimitSettings settings;
    private final Refusals refusals;
    private final ApplicationEventPublisher events;
    private final MeterRegistry metrics;

    Limits(
            Throttle throttle,
            LimitSettings settings,
            Refusals refusals,
            ApplicationEventPublisher events,
            MeterRegistry metrics) {
        this.throttle = throttle;
        this.settings = settings;
        this.refusals = refusals;
        this.events = events;
        this.metrics = metrics;
    }

    /** The filters are no beans: Spring Boot would put those before every door, the token endpoint's too. */
    void guard(HttpSecurity http) {
        http.addFilterBefore(new ThrottleFilter(throttle, refusals, events, metrics), AuthorizationFilter.class);
        http.addFilterAfter(
                new RequestBodies((int) settings.largestBody().toBytes(), refusals), AuthorizationFilter.class);
    }
}
