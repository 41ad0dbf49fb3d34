package org.yilian.hub.sharing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;

/** Opens a link with its pass code. Every try leaves a record; an unknown link is answered like a wrong code. */
@Component
class ShareOpening {
    private final Shares shares;
    private final Secrets secrets;
    private final Guesses guesses;
    private final PasswordEncoder encoder;
    private final AuditTrail audit;
    private final SharingSettings settings;
    private final Clock clock;
    /** Compared with where there is no link, so that time tells nothing. */
    private final String nobodysHash;

    ShareOpening(
            Shares shares,
            Secrets secrets,
            Guesses guesses,
            PasswordEncoder encoder,
            AuditTrail audit,
            SharingSettings settings,
            Clock clock) {
        this.shares = shares;
        this.secrets = secrets;
        this.guesses = guesses;
        this.encoder = encoder;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
        this.nobodysHash = encoder.encode(secrets.token());
    }

    enum Result {
        OPENED,
        WRONG,
        WAIT,
        /** Expired or revoked, said only to who knows the code; or shut by guesses, said to everybody. */
        ENDED
    }

    record Opened(Result result, Share share, String session, Duration pause) {
        static Opened refused(Result result) {
            return new Opened(result, null, null, Duration.ZERO);
        }

        @Override
        public String toString() {
            return "Opened[" + result + "]";
        }
    }

    Opened open(String token, String code, String address) {
        Instant now = clock.instant();
        if (guesses.tooMany(address)) {
            return refuse(null, Result.WAIT, Duration.ofMinutes(1));
        }
        Optional<Share> found = shares.byToken(Secrets.hash(token));
        if (found.isEmpty()) {
            encoder.matches(code, nobodysHash);
            return refuse(null, Result.WRONG, Duration.ZERO);
        }
        Share share = found.get();
        Duration pause = guesses.pause(share);
        if (share.failures() >= settings.mostTries()) {
            return refuse(share, Result.ENDED, Duration.ZERO);
        }
        if (!pause.isZero() || !shares.countTry(share, now)) {
            return refuse(share, Result.WAIT, pause);
        }
        if (!encoder.matches(code, share.codeHash())) {
            return refuse(share, Result.WRONG, Duration.ZERO);
        }
        if (share.state(now, settings.mostTries()) != Share.State.OPEN) {
            return refuse(share, Result.ENDED, Duration.ZERO);
        }
        // Recorded first: nobody gets in without a record.
        record(share, Access.Outcome.SUCCESS);
        String session = secrets.token();
        shares.opened(share, Secrets.hash(session), now);
        return new Opened(Result.OPENED, share, session, Duration.ZERO);
    }

    private Opened refuse(Share share, Result result, Duration pause) {
        record(share, Access.Outcome.DENIED);
        return new Opened(result, null, null, pause);
    }

    private void record(Share share, Access.Outcome outcome) {
        Caller caller = share == null ? Caller.NOBODY : Visitor.of(share);
        List<String> resources = share == null ? List.of() : ShareDesk.resources(share);
        List<String> patients = share == null ? List.of() : ShareDesk.patients(share.patientRef());
        audit.record(Access.read(Door.SHARED_LINK, "ImagingStudy", resources, patients)
                .by(caller)
                .as(Access.Action.EXECUTE, "share-open")
                .ending(outcome));
    }
}
