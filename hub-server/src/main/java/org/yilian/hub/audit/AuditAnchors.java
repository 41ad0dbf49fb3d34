package org.yilian.hub.audit;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.HubSettings;
import org.yilian.hub.security.KeyFile;

/**
 * Holds the end of the trail fast outside the database: each day the number and hash of the last record, signed, as a line
 * of a file and of the log. Whoever cuts the trail after that, or makes the whole chain anew, contradicts the line. What
 * came since the line before is verified on the way; a break is said loudly, and the end is held fast all the same.
 */
@Component
class AuditAnchors {
    private static final Logger log = LoggerFactory.getLogger(AuditAnchors.class);

    private final AuditVerifier verifier;
    private final AuditSettings settings;
    private final Clock clock;
    private final KeyFile keyFile;
    private final AnchorFile file;
    private final Counter breaks;

    AuditAnchors(AuditVerifier verifier, AuditSettings settings, HubSettings hub, Clock clock, MeterRegistry metrics) {
        this.verifier = verifier;
        this.settings = settings;
        this.clock = clock;
        keyFile = new KeyFile(hub.data(), "audit-anchor");
        file = new AnchorFile(AuditSettings.file(settings.anchors(), hub.data()));
        breaks = metrics.counter("hub.audit.breaks");
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void anchorWhenDue() {
        try {
            Instant due = clock.instant().minus(settings.anchorEvery());
            if (content().newest().map(newest -> !newest.at().isAfter(due)).orElse(true)) {
                anchor();
            }
        } catch (IOException | RuntimeException e) {
            log.error("HUB-0780: the end of the audit trail cannot be held fast ({})", e.getClass());
        }
    }

    /** Empty if nothing came since the last one. */
    synchronized Optional<Anchor> anchor() throws IOException {
        AnchorFile.Content content = content();
        ChainLink since = content.newest().map(Anchor::link).orElse(ChainLink.START);
        AuditVerifier.Verdict verdict =
                verifier.verifySince(since, content.newest().stream().toList());
        if (!verdict.whole()) {
            breaks.increment();
            log.error("HUB-0781: the audit trail is not whole: {} at record {}", verdict.finding(), verdict.broken());
        }
        ChainLink end = verifier.end();
        if (end.equals(since)) {
            return Optional.empty();
        }
        Anchor anchor = Anchor.of(end, clock.instant(), content.last());
        String line = anchor.sealed((ECKey) keys().getKeys().get(0));
        file.append(line);
        if (settings.anchorLog()) {
            log.info("audit anchor {}", line);
        }
        return Optional.of(anchor);
    }

    /** The whole trail against all anchors. */
    AuditVerifier.Verdict verify() {
        try {
            return verifier.verify(content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> lines() {
        try {
            return file.lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JWKSet publicKeys() {
        return keys().toPublicJWKSet();
    }

    private AnchorFile.Content content() throws IOException {
        return file.read(keys());
    }

    private JWKSet keys() {
        return keyFile.readOrMake(Anchor::newKey);
    }
}
