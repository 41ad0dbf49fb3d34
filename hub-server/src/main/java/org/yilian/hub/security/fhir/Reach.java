package org.yilian.hub.security.fhir;

import java.util.EnumSet;
import java.util.Set;
import org.yilian.hub.facility.DataCategory;

/**
 * By way of whose records a search finds what it finds, besides those themselves.
 *
 * @param categories empty if by way of nobody's
 * @param ofPatientsOnly whether all of it are Patients
 */
record Reach(Set<DataCategory> categories, boolean ofPatientsOnly) {
    static final Reach NONE = new Reach(Set.of(), true);

    private static final int PATIENTS_ONLY = 1 << DataCategory.values().length;

    Reach {
        categories = Set.copyOf(categories);
    }

    Reach and(Reach other) {
        Set<DataCategory> both = EnumSet.noneOf(DataCategory.class);
        both.addAll(categories);
        both.addAll(other.categories);
        return new Reach(both, ofPatientsOnly && other.ofPatientsOnly);
    }

    /** A number below 0x1000. */
    int number() {
        return categories.stream().mapToInt(each -> 1 << each.ordinal()).sum() + (ofPatientsOnly ? PATIENTS_ONLY : 0);
    }

    static Reach of(int number) {
        Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
        for (DataCategory each : DataCategory.values()) {
            if ((number & 1 << each.ordinal()) != 0) {
                categories.add(each);
            }
        }
        return new Reach(categories, (number & PATIENTS_ONLY) != 0);
    }
}
