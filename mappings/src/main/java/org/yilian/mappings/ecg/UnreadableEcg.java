package org.yilian.mappings.ecg;

/** A document that is no annotated ECG, or one that cannot be a waveform object. The text is fixed: nothing of it is in there. */
public final class UnreadableEcg extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableEcg(String fixedText) {
        super(fixedText);
    }
}
