package org.yilian.sample.lab;

/** What lasts (or, ACUTE_INFECTION, is there for one visit) and moves a person's usual values; see lab/conditions.csv. */
public enum Condition {
    DIABETES(0.17),
    DYSLIPIDAEMIA(0.28),
    FATTY_LIVER(0.2),
    KIDNEY_DISEASE(0.1),
    ANAEMIA(0.08),
    HYPOTHYROIDISM(0.05),
    GOUT(0.08),
    ACUTE_INFECTION(0);

    private final double share;

    Condition(double share) {
        this.share = share;
    }

    /** Share of people over 60 who have it. */
    double share() {
        return share;
    }
}
