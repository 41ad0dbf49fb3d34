package org.yilian.hub.security.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How long deciding about records takes, a FHIR request at a time: {@code hub.fhir.decision}. The aim is at most 15 % of
 * a search of 50 entries; {@code DisclosureBenchmark} compares.
 */
@Component
class DecisionTime {
    private static final String SPENT = DecisionTime.class.getName();

    private final Timer timer;

    DecisionTime(MeterRegistry metrics) {
        timer = Timer.builder("hub.fhir.decision")
                .description("deciding whose records a FHIR request may show")
                .register(metrics);
    }

    /** Adds what passed since {@code begin}, of {@link System#nanoTime}. */
    void add(RequestDetails request, long begin) {
        long spent = System.nanoTime() - begin;
        request.getUserData().merge(SPENT, spent, (before, now) -> (Long) before + (Long) now);
    }

    /** The answer is about to leave. */
    void end(RequestDetails request) {
        if (request.getUserData().remove(SPENT) instanceof Long spent) {
            timer.record(Duration.ofNanos(spent));
        }
    }
}
