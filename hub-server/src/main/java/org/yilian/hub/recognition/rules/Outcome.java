package org.yilian.hub.recognition.rules;

/** What the doctor is told about one item. The best comes first. */
public enum Outcome {
    RECOGNISABLE,
    /** Recognisable, but something must be read first; nothing is preselected. */
    RECOGNISABLE_WITH_ALERT,
    /** May be read; a doctor may rely on it at own discretion, which is counted apart. */
    REFERENCE_ONLY,
    NOT_RECOGNISABLE;

    public boolean isRecognisable() {
        return this == RECOGNISABLE || this == RECOGNISABLE_WITH_ALERT;
    }
}
