package org.yilian.hub.recognition.rules;

/** The gates in the order in which a result passes them; the first that fails gives outcome and reason. */
public enum Gate {
    /** The requester may see it: consent, role, purpose. */
    G0(Outcome.NOT_RECOGNISABLE),
    /** It is certainly the same person. */
    G1(Outcome.NOT_RECOGNISABLE),
    /** Final or corrected, latest version, not voided. */
    G2(Outcome.NOT_RECOGNISABLE),
    /** The same item, site, side, specimen; a comparable method; valid at this age. */
    G3(Outcome.REFERENCE_ONLY),
    /** In a catalogue in force today whose scope covers both institutions. */
    G4(Outcome.REFERENCE_ONLY),
    /** The source was qualified on the day of sampling or acquisition; a printed mark agrees. */
    G5(Outcome.REFERENCE_ONLY),
    /** Levels and alliance allow this direction. */
    G6(Outcome.REFERENCE_ONLY),
    /** Not older than the item's window, the last instant included. */
    G7(Outcome.REFERENCE_ONLY),
    /** Complete: value, unit and range; or images that can be retrieved and are good enough. */
    G8(Outcome.REFERENCE_ONLY),
    /** No open critical value, no doubt about the specimen. */
    G9(Outcome.RECOGNISABLE_WITH_ALERT),
    /** No exemption is declared; with one, the doctor chooses. */
    G10(Outcome.RECOGNISABLE);

    private final Outcome ifFailed;

    Gate(Outcome ifFailed) {
        this.ifFailed = ifFailed;
    }

    public Outcome ifFailed() {
        return ifFailed;
    }
}
