package org.yilian.hub.security.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known of the person a record is about, over all hospitals, in the eyes of one caller.
 *
 * @param emergency whether the caller has opened the person's records in an emergency
 * @param treats whether the caller's facility treats the person
 * @param consents in force
 * @param ofPerson sensitivity classes that stand for all records of the person
 * @param ofRecords sensitivity classes by record
 * @param holders facilities that have records of the person
 * @param sensitiveHolders those that have records of a class
 */
record Facts(
        boolean emergency,
        boolean treats,
        List<Provision> consents,
        Set<String> ofPerson,
        Map<String, Set<String>> ofRecords,
        Set<String> holders,
        Set<String> sensitiveHolders) {
    static final Facts NONE = new Facts(false, false, List.of(), Set.of(), Map.of(), Set.of(), Set.of());
}
