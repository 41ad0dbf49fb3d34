package org.yilian.hub.imaging.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.security.Caller;

/**
 * Whose reading of which study's frames is on record. A record of {@code frames} says: this caller reads frames of this study,
 * of this patient, from now on for a minute. It is durable before the first of them leaves; the next frame after the minute
 * needs the next record. Another caller, or the same with other rights, another study, or the study under another patient
 * needs its own.
 */
final class OpenStudies {
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private record Opened(Caller caller, String studyUid, String patientRef) {}

    private final LongSupplier nanos;
    private final Map<Opened, Long> since = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Opened, Long> eldest) {
            return size() > MOST;
        }
    };

    OpenStudies(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Returns when a record is durable that covers this moment.
     *
     * @param record makes one, or throws when it cannot
     */
    void open(Caller caller, InstanceRow instance, Runnable record) {
        Opened opened = new Opened(caller, instance.studyUid(), instance.patientRef());
        // The minute begins before the record has its time.
        long now = nanos.getAsLong();
        synchronized (since) {
            Long before = since.get(opened);
            if (before != null && now - before < MINUTE.toNanos()) {
                return;
            }
        }
        record.run();
        synchronized (since) {
            since.put(opened, now);
        }
    }
}
