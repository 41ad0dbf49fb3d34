package org.yilian.hub.recognition;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * {@code POST /recognition/v1/decision}: what the doctor did with one line of a check.
 *
 * @param act VIEW, ACCEPT or OVERRIDE
 * @param reason code of {@link RefusalReason}, for OVERRIDE only
 * @param informed whether the patient was told why it is repeated; null if not said
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record DecisionRequest(
        String checkId, String lineId, String act, String reason, String text, Boolean informed, String doctor) {

    enum Act {
        VIEW("VIEWED"),
        ACCEPT("ACCEPTED"),
        OVERRIDE("OVERRIDDEN");

        private final String event;

        Act(String event) {
            this.event = event;
        }

        String event() {
            return event;
        }
    }

    /**
     * @throws HubFailure HUB-0921 .. HUB-0926 for what a decision must not be
     */
    Act checked() {
        require(filled(checkId) && filled(lineId), "HUB-0921", "checkId and lineId are needed");
        Act parsed = parsed();
        if (parsed != Act.OVERRIDE) {
            require(!filled(reason), "HUB-0923", "only an OVERRIDE has a reason");
            return parsed;
        }
        require(filled(reason), "HUB-0924", "an OVERRIDE needs a reason");
        RefusalReason known = RefusalReason.of(reason)
                .orElseThrow(() ->
                        new HubFailure(FailureCategory.INCORRECT, "HUB-0925", "the reason is not in the dictionary"));
        require(!known.needsText() || filled(text), "HUB-0926", "this reason needs a text");
        return parsed;
    }

    private Act parsed() {
        for (Act each : Act.values()) {
            if (each.name().equals(act)) {
                return each;
            }
        }
        throw new HubFailure(FailureCategory.INCORRECT, "HUB-0922", "act is VIEW, ACCEPT or OVERRIDE");
    }

    private static boolean filled(String value) {
        return value != null && !value.isBlank();
    }

    private static void require(boolean holds, String code, String text) {
        if (!holds) {
            throw new HubFailure(FailureCategory.INCORRECT, code, text);
        }
    }

    /** Not the text. */
    @Override
    public String toString() {
        return "DecisionRequest";
    }
}
