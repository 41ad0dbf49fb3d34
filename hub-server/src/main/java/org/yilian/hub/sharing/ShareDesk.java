package org.yilian.hub.sharing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.yilian.hub.audit.Access;
import org.yilian.hub.audit.AuditTrail;
import org.yilian.hub.imaging.StudyOwners;
import org.yilian.hub.imaging.StudyOwners.Owned;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Door;
import org.yilian.hub.security.Piece;

/** Makes links, lists and revokes them. Each deed asks the policy first and is recorded before its answer leaves. */
@Component
class ShareDesk {
    private final Shares shares;
    private final StudyOwners studies;
    private final Secrets secrets;
    private final PasswordEncoder encoder;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final SharingSettings settings;
    private final Clock clock;

    ShareDesk(
            Shares shares,
            StudyOwners studies,
            Secrets secrets,
            PasswordEncoder encoder,
            AccessPolicy policy,
            AuditTrail audit,
            SharingSettings settings,
            Clock clock) {
        this.shares = shares;
        this.studies = studies;
        this.secrets = secrets;
        this.encoder = encoder;
        this.policy = policy;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** A link that was just made: the only time its token and code are known. */
    record Made(Share share, String token, String code) {
        @Override
        public String toString() {
            return "Made[" + share.id() + "]";
        }
    }

    Made make(String studyUid, Duration life) {
        Caller caller = policy.requireRead(Door.SHARES, "ImagingStudy");
        if (life.isNegative() || life.isZero() || life.compareTo(settings.longest()) > 0) {
            throw new HubFailure(
                    FailureCategory.INCORRECT, "HUB-1201", "a link lives longer than nothing, at most 30 days");
        }
        Owned study = shareable(caller, studyUid);
        String token = secrets.token();
        String code = secrets.code();
        Instant now = clock.instant();
        Share share = shares.add(Secrets.hash(token), encoder.encode(code), study, caller, now, now.plus(life));
        record(Access.Action.CREATE, "share", share);
        return new Made(share, token, code);
    }

    List<Share> ofStudy(String studyUid) {
        Caller caller = policy.requireRead(Door.SHARES, "ImagingStudy");
        Owned study = shareable(caller, studyUid);
        List<Share> found = shares.ofStudy(studyUid);
        audit.record(
                Access.read(Door.SHARES, "ImagingStudy", List.of("urn:oid:" + studyUid), patients(study.patientRef())));
        return found;
    }

    Share.State state(Share share) {
        return share.state(clock.instant(), settings.mostTries());
    }

    /** Ends a link. Whoever made it may, and everybody else of the hospital it was made in or whose study it is. */
    void revoke(long id) {
        Caller caller = policy.requireRead(Door.SHARES, "ImagingStudy");
        Share share = shares.byId(id)
                .filter(each -> revocable(caller, each))
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-1203", "no such link"));
        shares.revoke(id, caller.name(), clock.instant());
        record(Access.Action.DELETE, "share-revoke", share);
    }

    private static boolean revocable(Caller caller, Share share) {
        boolean own =
                caller.name().equals(share.createdBy()) && Objects.equals(caller.facility(), share.creatorFacility());
        return own
                || caller.facility() != null
                        && (caller.facility().equals(share.creatorFacility())
                                || caller.facility().equals(share.facility()));
    }

    /** People share what they may read; a hospital's system only what is the hospital's. */
    private Owned shareable(Caller caller, String studyUid) {
        return Optional.ofNullable(studyUid)
                .flatMap(studies::of)
                .filter(study -> caller.isUser() || study.facility().equals(caller.facility()))
                .filter(study -> !policy.visible(
                                caller, List.of(Piece.study(study.studyUid(), study.facility(), study.patientRef())))
                        .isEmpty())
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-1202", "no such study to share"));
    }

    private void record(Access.Action action, String word, Share share) {
        audit.record(Access.read(Door.SHARES, "ImagingStudy", resources(share), patients(share.patientRef()))
                .as(action, word));
    }

    static List<String> resources(Share share) {
        return List.of("urn:oid:" + share.studyUid(), "share/" + share.id());
    }

    static List<String> patients(String patientRef) {
        return patientRef == null ? List.of() : List.of("Patient/" + patientRef);
    }
}
