package org.yilian.conformance.demo;

/**
 * One line of the table.
 *
 * @param detail counts and codes, no patient data
 */
record Finding(String what, boolean holds, String detail) {
    static Finding of(String what, boolean holds, String detail) {
        return new Finding(what, holds, detail);
    }

    static Finding all(String what, long good, long of) {
        return new Finding(what, good == of && of > 0, good + " of " + of);
    }
}
