package org.yilian.hub.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yilian.hub.audit.Access.Outcome;

/**
 * Notices a person who opens unusually many patients within an hour, or has unusually many listed: curiosity and theft look
 * like that, the work of a day does not. Says so in the trail, a counter and the log, and refuses nothing: a doctor in an
 * epidemic opens many. In memory of one node; hospital systems work for many people and are not watched here.
 */
final class BulkBrowsing {
    /** The word of its records: {@code /fhir/AuditEvent?agent-name=...} shows what led to it. */
    static final String WORD = "bulk-browsing";

    private static final Logger log = LoggerFactory.getLogger(BulkBrowsing.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final int opened;
    private final int listed;
    private final MeterRegistry metrics;
    private final Cache<String, Hour> hours =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(HOUR).build();

    BulkBrowsing(int opened, int listed, MeterRegistry metrics) {
        this.opened = opened;
        this.listed = listed;
        this.metrics = metrics;
    }

    /** What the trail has to say about it beside the access itself. */
    Optional<Access> seen(Access access, Instant now) {
        if (!access.caller().isUser()
                || access.outcome() != Outcome.SUCCESS
                || access.patients().isEmpty()) {
            return Optional.empty();
        }
        Hour hour = hours.get(access.caller().name(), name -> new Hour(now));
        if (!hour.passes(access, now, opened, listed)) {
            return Optional.empty();
        }
        log.warn("HUB-0787: a user has opened or listed unusually many patients within an hour, see the audit trail");
        metrics.counter("hub.audit.bulk.browsing").increment();
        return Optional.of(new Access(
                access.caller(),
                access.door(),
                Access.Action.EXECUTE,
                WORD,
                null,
                List.of(),
                List.of(),
                null,
                Outcome.SUCCESS));
    }

    /** An hour from its first access on; after that a new one begins. */
    private static final class Hour {
        private final Set<String> opened = new HashSet<>();
        private final Set<String> listed = new HashSet<>();
        private Instant since;

        Hour(Instant since) {
            this.since = since;
        }

        /** True once, when a limit is passed; then it counts from the start. An answer about one patient opens that one. */
        synchronized boolean passes(Access access, Instant now, int mostOpened, int mostListed) {
            if (now.isAfter(since.plus(HOUR))) {
                begin(now);
            }
            boolean one = access.patients().size() == 1 || access.action() == Access.Action.READ;
            (one ? opened : listed).addAll(access.patients());
            boolean passed =
                    mostOpened > 0 && opened.size() > mostOpened || mostListed > 0 && listed.size() > mostListed;
            if (passed) {
                begin(now);
            }
            return passed;
        }

        private void begin(Instant now) {
            since = now;
            opened.clear();
            listed.clear();
        }
    }
}
