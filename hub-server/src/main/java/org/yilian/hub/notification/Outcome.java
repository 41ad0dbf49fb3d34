package org.yilian.hub.notification;

import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpException;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * What one try came to. The failure's category decides about the next one (ADR 0004).
 *
 * @param category null when the receiver took the message
 * @param ackCode MSA-1, or null
 */
record Outcome(Word word, FailureCategory category, String ackCode, String errorCode) {

    /** As the ledger has it. */
    enum Word {
        /** Under way, or cut off by a crash. */
        OPEN,
        TAKEN,
        /** The receiver surely has not got it. */
        NOT_SENT,
        /** It went out, and no answer came. */
        NO_ANSWER,
        /** AE: try again. */
        ERROR,
        /** AR, or it cannot be opened here: never again. */
        REFUSED,
        /** An operator's decision. */
        DECIDED
    }

    static final Outcome TAKEN = new Outcome(Word.TAKEN, null, null, null);

    static Outcome of(MllpAck ack) {
        AckCode code = ack.code();
        if (code == null) {
            return new Outcome(Word.NO_ANSWER, FailureCategory.AMBIGUOUS, null, "HUB-0746");
        }
        return switch (code.application()) {
            case AA -> new Outcome(Word.TAKEN, null, code.name(), null);
            case AE -> new Outcome(Word.ERROR, FailureCategory.BUSY, code.name(), "HUB-0742");
            default -> new Outcome(Word.REFUSED, FailureCategory.INCORRECT, code.name(), "HUB-0743");
        };
    }

    static Outcome of(MllpException e) {
        return e.kind() == MllpException.Kind.NOT_SENT
                ? new Outcome(Word.NOT_SENT, FailureCategory.BUSY, null, "HUB-0740")
                : new Outcome(Word.NO_ANSWER, FailureCategory.AMBIGUOUS, null, "HUB-0741");
    }

    /** It cannot even be read here; nothing went out. */
    static Outcome of(HubFailure e) {
        return new Outcome(Word.REFUSED, e.category(), null, e.code());
    }

    boolean taken() {
        return category == null;
    }

    /** The same message again, with the same bytes: what is busy comes round, and a receiver knows a control id again. */
    boolean again() {
        return category == FailureCategory.BUSY || category == FailureCategory.AMBIGUOUS;
    }
}
