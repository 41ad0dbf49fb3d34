package org.yilian.hub.sharing;

import java.time.Instant;

/** A link as it is kept. */
record Share(
        long id,
        String codeHash,
        String studyUid,
        String facility,
        String patientRef,
        String createdBy,
        String creatorFacility,
        Instant createdAt,
        Instant expiresAt,
        Instant revokedAt,
        int failures,
        Instant failedAt,
        int openings,
        Instant openedAt) {

    enum State {
        OPEN,
        REVOKED,
        EXPIRED,
        /** Guessed at too often. */
        SHUT
    }

    State state(Instant now, int mostTries) {
        if (revokedAt != null) {
            return State.REVOKED;
        }
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        return failures >= mostTries ? State.SHUT : State.OPEN;
    }

    /** Nothing of the patient. */
    @Override
    public String toString() {
        return "Share[" + id + "]";
    }
}
