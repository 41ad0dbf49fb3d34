package org.yilian.hub.security;

import java.util.Collection;
import java.util.Set;
import org.yilian.hub.facility.DataCategory;

/** What one caller may see of some patients' records at one moment. Good for the request it was asked for, not longer. */
public interface Sight {
    /** Of records of patients that were asked for. */
    boolean sees(Piece piece);

    /**
     * Whether nothing of these categories is kept from the caller of this patient, at any hospital. What is found by
     * asking about other records is shown only then: otherwise it would tell of them.
     */
    boolean seesAll(String patient, Collection<DataCategory> categories);

    /**
     * Facilities whose records of these categories the caller may see of every one of the patients, sensitivity apart;
     * without patients, those whose records it may see of anybody.
     */
    Set<String> owners(Collection<String> patients, Collection<DataCategory> categories);
}
