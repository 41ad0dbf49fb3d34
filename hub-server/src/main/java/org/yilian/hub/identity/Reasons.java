package org.yilian.hub.identity;

import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** Why a steward does something: those who come later have to understand it. */
final class Reasons {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 500;

    private Reasons() {}

    static String checked(String reason) {
        String why = reason == null ? "" : reason.strip();
        if (why.length() < SHORTEST || why.length() > LONGEST) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0627", "a reason of 8 to 500 characters is needed");
        }
        return why;
    }
}
