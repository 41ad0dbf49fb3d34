package org.yilian.hub.workbench;

/** The workbench's SQL as production runs it, for tests of other packages. */
public final class WorkbenchQueries {
    public static final String COUNTS = Reconciliation.COUNTS;
    public static final String CONTROL_IDS = Reconciliation.CONTROL_IDS;

    private WorkbenchQueries() {}
}
