package org.yilian.hub.security.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.facility.PurposeOfUse;
import org.yilian.hub.facility.SharePolicy;
import org.yilian.hub.facility.SharePolicy.Openness;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;

/** The order in which reasons hold. */
class VerdictTest {
    private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");
    private static final Caller H001 = Caller.system("h001", "H001", Set.of());
    private static final Piece RESULT = Piece.of("Observation/x", "H002", "h002-p", DataCategory.LAB);
    private static final SharePolicy OPEN = new SharePolicy(30, 14, Openness.OPEN, List.of(), Map.of(), List.of());

    @Test
    void ownRecordsAreSeenWhateverElseHolds() {
        Piece own = Piece.of("Observation/x", "H001", "h001-p", DataCategory.LAB);
        assertThat(sees(SharePolicy.STRICT, H001, own, consents(false, rule(false))))
                .isTrue();
    }

    @Test
    void withoutARelationshipAStrictRegionShowsNothing() {
        assertThat(sees(SharePolicy.STRICT, H001, RESULT, consents(false))).isFalse();
        assertThat(sees(SharePolicy.STRICT, H001, RESULT, consents(true))).isTrue();
    }

    @Test
    void anotherPurposeNeedsARuleOrThePatient() {
        Caller research = H001.asking(PurposeOfUse.HRESCH);
        assertThat(sees(OPEN, research, RESULT, consents(true))).isFalse();
        assertThat(sees(OPEN, research, RESULT, consents(false, rule(true)))).isTrue();
    }

    @Test
    void anEmergencyOpensWhateverIsForbiddenForTreatmentOnly() {
        Facts opened =
                new Facts(true, false, List.of(rule(false)), Set.of("R"), Map.of(), Set.of("H002"), Set.of("H002"));
        assertThat(Verdict.sees(SharePolicy.STRICT, H001, RESULT, opened, NOW)).isTrue();
        assertThat(Verdict.sees(SharePolicy.STRICT, H001.asking(PurposeOfUse.HRESCH), RESULT, opened, NOW))
                .isFalse();
    }

    @Test
    void aRefusalGoesBeforeAPermission() {
        assertThat(sees(OPEN, H001, RESULT, consents(true, rule(true), rule(false))))
                .isFalse();
    }

    @Test
    void anExceptionGoesBeforeItsRule() {
        Provision exception = new Provision(
                true, false, null, null, Set.of("H001"), Set.of(), Set.of(DataCategory.LAB), Set.of(), List.of());
        Provision rule =
                new Provision(false, false, null, null, Set.of(), Set.of(), Set.of(), Set.of(), List.of(exception));
        assertThat(sees(OPEN, H001, RESULT, consents(false, rule))).isTrue();
        Piece visit = Piece.of("Encounter/x", "H002", "h002-p", DataCategory.VISITS);
        assertThat(sees(OPEN, H001, visit, consents(true, rule))).isFalse();
    }

    @Test
    void aConsentHoldsInItsTimeOnly() {
        Provision past = new Provision(
                false, false, null, NOW.minusSeconds(1), Set.of(), Set.of(), Set.of(), Set.of(), List.of());
        assertThat(sees(OPEN, H001, RESULT, consents(false, past))).isTrue();
    }

    @Test
    void aClosedClassOpensOnlyToAConsentThatNamesIt() {
        Piece hiv = new Piece("Observation/x", "H002", "h002-p", DataCategory.LAB, Set.of("HIV"));
        assertThat(sees(OPEN, H001, hiv, consents(true))).isFalse();
        assertThat(sees(OPEN, H001, hiv, consents(true, rule(true)))).isFalse();
        Provision naming =
                new Provision(true, false, null, null, Set.of(), Set.of(), Set.of(), Set.of("HIV"), List.of());
        assertThat(sees(OPEN, H001, hiv, consents(false, naming))).isTrue();
    }

    @Test
    void aClassOfAPersonNeedsARelationshipEvenInAnOpenRegion() {
        Facts minor = new Facts(false, false, List.of(), Set.of("MINOR"), Map.of(), Set.of(), Set.of());
        assertThat(sees(OPEN, H001, RESULT, minor)).isFalse();
    }

    @Test
    void aRecordOfNobodyIsSeenInAnOpenRegionOnly() {
        Piece nobody = Piece.of("Binary/x", "H002", null, DataCategory.DOCUMENTS);
        assertThat(sees(OPEN, H001, nobody, Facts.NONE)).isTrue();
        assertThat(sees(SharePolicy.STRICT, H001, nobody, Facts.NONE)).isFalse();
    }

    @Test
    void aGuestSeesTheStudyOfItsLinkAndNoOther() {
        Caller guest = Caller.guest("link", "1.2.3");
        assertThat(sees(SharePolicy.STRICT, guest, Piece.study("1.2.3", "H002", "p"), Facts.NONE))
                .isTrue();
        assertThat(sees(SharePolicy.STRICT, guest, Piece.study("1.2.4", "H002", "p"), Facts.NONE))
                .isFalse();
    }

    private static boolean sees(SharePolicy policy, Caller caller, Piece piece, Facts facts) {
        return Verdict.sees(policy, caller, piece, facts, NOW);
    }

    private static Provision rule(boolean permit) {
        return new Provision(permit, false, null, null, Set.of(), Set.of(), Set.of(), Set.of(), List.of());
    }

    private static Facts consents(boolean treats, Provision... consents) {
        return new Facts(false, treats, List.of(consents), Set.of(), Map.of(), Set.of("H002"), Set.of());
    }
}
