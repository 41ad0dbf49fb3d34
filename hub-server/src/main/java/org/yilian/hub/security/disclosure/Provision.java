package org.yilian.hub.security.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.facility.PurposeOfUse;

/**
 * One rule of a Consent with its exceptions, as IHE PCF shapes it. Empty sets stand for all.
 *
 * @param permit null where the rule says nothing of its own and only holds exceptions
 * @param vague whether it narrows by something the hub cannot judge: then it forbids more than it says, and allows nothing
 * @param start null for from ever
 * @param end null for for ever
 */
record Provision(
        Boolean permit,
        boolean vague,
        Instant start,
        Instant end,
        Set<String> facilities,
        Set<PurposeOfUse> purposes,
        Set<DataCategory> categories,
        Set<String> labels,
        List<Provision> exceptions) {

    /**
     * What a record is asked for.
     *
     * @param labels sensitivity classes of the record
     */
    record Asked(String facility, PurposeOfUse purpose, DataCategory category, Set<String> labels, Instant now) {}

    /** PERMIT of a record of a closed class needs to name the class. */
    enum Answer {
        SILENT,
        PERMIT,
        PERMIT_CLASS,
        DENY
    }

    Answer answer(Asked asked) {
        if (!fits(asked)) {
            return Answer.SILENT;
        }
        // Among exceptions a refusal goes before a permission.
        Answer best = Answer.SILENT;
        for (Provision exception : exceptions) {
            Answer answer = exception.answer(asked);
            best = answer.compareTo(best) > 0 ? answer : best;
        }
        if (best != Answer.SILENT || permit == null) {
            return best;
        }
        if (!permit) {
            return Answer.DENY;
        }
        return !labels.isEmpty() && labels.containsAll(asked.labels()) ? Answer.PERMIT_CLASS : Answer.PERMIT;
    }

    private boolean fits(Asked asked) {
        boolean inTime = (start == null || !asked.now().isBefore(start))
                && (end == null || !asked.now().isAfter(end));
        if (vague && Boolean.TRUE.equals(permit)) {
            return false;
        }
        return inTime
                && (facilities.isEmpty() || asked.facility() != null && facilities.contains(asked.facility()))
                && (purposes.isEmpty() || purposes.contains(asked.purpose()))
                && (categories.isEmpty() || categories.contains(asked.category()))
                && (labels.isEmpty() || asked.labels().stream().anyMatch(labels::contains));
    }
}
