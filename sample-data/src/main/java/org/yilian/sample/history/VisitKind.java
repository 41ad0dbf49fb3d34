package org.yilian.sample.history;

/** Kind of encounter, with its patient class (PV1-2). */
public enum VisitKind {
    OUTPATIENT("O"),
    EMERGENCY("E"),
    INPATIENT("I");

    private final String patientClass;

    VisitKind(String patientClass) {
        this.patientClass = patientClass;
    }

    public String patientClass() {
        return patientClass;
    }
}
