package org.yilian.hub.intake;

import java.util.Optional;
import org.yilian.hl7v2.MshHeader;
import org.yilian.mappings.hl7v2.FacilityProfile.Acknowledgment;

/** What a sender waits for: as its messages ask (MSH-15, MSH-16), unless its profile knows better (ADR 0060). */
final class Answering {
    private Answering() {}

    /** The header with what is really wanted; empty when the sender reads no answer. */
    static Optional<MshHeader> asked(MshHeader msh, Acknowledgment habits) {
        String accept = msh.acceptAck().isBlank() ? "AL" : msh.acceptAck();
        return switch (habits.mode()) {
            case AS_ASKED -> Optional.of(msh);
            case ORIGINAL -> Optional.of(msh.asking("", ""));
            case ENHANCED -> Optional.of(msh.asking(accept, msh.applicationAck()));
            case NONE -> Optional.empty();
        };
    }

    /** The same where the application's word follows later: nothing of it is said now. */
    static MshHeader acceptOnly(MshHeader asked) {
        return asked.asking(asked.acceptAck().isBlank() ? "NE" : asked.acceptAck(), "NE");
    }
}
