package org.yilian.hub.imaging.workitem;

import java.util.Arrays;
import java.util.Optional;

/** Procedure Step State (0074,1000), PS3.4 CC.1.1: forward only. */
public enum WorkitemState {
    SCHEDULED("SCHEDULED"),
    IN_PROGRESS("IN PROGRESS"),
    COMPLETED("COMPLETED"),
    CANCELED("CANCELED");

    private final String term;

    WorkitemState(String term) {
        this.term = term;
    }

    /** As the standard writes it. */
    public String term() {
        return term;
    }

    boolean isFinal() {
        return this == COMPLETED || this == CANCELED;
    }

    static Optional<WorkitemState> of(String term) {
        return Arrays.stream(values()).filter(each -> each.term.equals(term)).findFirst();
    }
}
