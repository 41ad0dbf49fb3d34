package org.yilian.hub.facility;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Reads and checks what the region's description says about sharing. */
final class SharingReader {
    private final BiFunction<String, String, RegionMistake> mistake;
    private final Set<String> members;

    SharingReader(BiFunction<String, String, RegionMistake> mistake, Collection<Facility> members) {
        this.mistake = mistake;
        this.members = members.stream().map(Facility::code).collect(Collectors.toSet());
    }

    /** Absent as a whole means {@link SharePolicy#STRICT}. */
    SharePolicy read(SharingEntry entry) {
        SharePolicy strict = SharePolicy.STRICT;
        if (entry == null) {
            return strict;
        }
        SharePolicy policy = new SharePolicy(
                entry.relationshipDays() == null ? strict.relationshipDays() : entry.relationshipDays(),
                entry.minorsUnder() == null ? strict.minorsUnder() : entry.minorsUnder(),
                entry.otherwise() == null ? strict.otherwise() : entry.otherwise(),
                entry.rules() == null ? List.of() : entry.rules(),
                entry.classes() == null ? Map.of() : entry.classes(),
                entry.sensitivity() == null ? List.of() : entry.sensitivity());
        check(policy);
        return policy;
    }

    private void check(SharePolicy sharing) {
        require(sharing.relationshipDays() >= 0, "sharing.relationshipDays", "must not be negative");
        for (int i = 0; i < sharing.rules().size(); i++) {
            SharePolicy.Rule rule = sharing.rules().get(i);
            String key = "sharing.rules[" + i + "]";
            require(rule.openness() != null, key + ".openness", "must be OPEN, RELATIONSHIP or CLOSED");
            require(members.containsAll(rule.owner()), key + ".owner", "names no facility of the region");
            require(members.containsAll(rule.to()), key + ".to", "names no facility of the region");
        }
        for (int i = 0; i < sharing.sensitivity().size(); i++) {
            SharePolicy.Sensitive each = sharing.sensitivity().get(i);
            String key = "sharing.sensitivity[" + i + "]";
            require(each.label() != null && each.label().length() <= 32, key + ".label", "must have 1-32 characters");
            require(each.system() != null, key + ".system", "is missing");
            require(!each.codes().isEmpty(), key + ".codes", "needs at least one");
        }
    }

    private void require(boolean holds, String key, String reason) {
        if (!holds) {
            throw mistake.apply(key, reason);
        }
    }
}
