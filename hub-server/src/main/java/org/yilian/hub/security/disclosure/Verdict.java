package org.yilian.hub.security.disclosure;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.facility.PurposeOfUse;
import org.yilian.hub.facility.SharePolicy;
import org.yilian.hub.facility.SharePolicy.Openness;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;
import org.yilian.hub.security.Role;

/** Decides on one record. A function of policy, caller, record and facts; ADR 0085 says why in this order. */
final class Verdict {
    private Verdict() {}

    static boolean sees(SharePolicy policy, Caller caller, Piece piece, Facts facts, Instant now) {
        if (needsNoFacts(caller, piece)) {
            return true;
        }
        if (facts.emergency() && caller.purpose() == PurposeOfUse.TREAT) {
            return true;
        }
        Set<String> labels = new HashSet<>(piece.labels());
        labels.addAll(facts.ofPerson());
        labels.addAll(facts.ofRecords().getOrDefault(piece.resource(), Set.of()));
        Provision.Asked asked = new Provision.Asked(caller.facility(), caller.purpose(), piece.category(), labels, now);
        Provision.Answer consent = facts.consents().stream()
                .map(each -> each.answer(asked))
                .max(Enum::compareTo)
                .orElse(Provision.Answer.SILENT);
        if (consent == Provision.Answer.DENY) {
            return false;
        }
        Openness openness = consent == Provision.Answer.SILENT
                ? policy.of(piece.owner(), piece.category(), caller.purpose(), caller.facility())
                : Openness.OPEN;
        if (consent != Provision.Answer.PERMIT_CLASS) {
            for (String label : labels) {
                openness = openness.narrower(policy.ofClass(label));
            }
        }
        return switch (openness) {
            case OPEN -> true;
            case RELATIONSHIP -> facts.treats();
            case CLOSED -> false;
        };
    }

    /** One's own records; a study whose link was given to the patient; demographics for who keeps identities in order. */
    static boolean needsNoFacts(Caller caller, Piece piece) {
        return caller.facility() != null && caller.facility().equals(piece.owner())
                || caller.onlyStudy()
                        .filter(uid -> piece.resource().equals("urn:oid:" + uid))
                        .isPresent()
                || caller.hasRole(Role.STEWARD) && piece.category() == DataCategory.DEMOGRAPHICS;
    }
}
