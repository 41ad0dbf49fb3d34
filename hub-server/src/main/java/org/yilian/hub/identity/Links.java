package org.yilian.hub.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;

/** Who is linked to whom, to be asked and to be changed: the tables, or a plan of what they would be. */
interface Links {
    String FIRST = "FIRST";
    String MERGED = "MERGED-BY-OWNER";

    /** A record and the person it is linked to. */
    record Linked(Profile record, long person) {}

    /** Other records that share a key, those first that share most. */
    List<Linked> candidates(String patient, Set<Long> keys);

    Optional<Long> personOf(String patient);

    List<Profile> recordsOf(long person);

    /** Records that this one replaced by a merge and that are not yet where it is. */
    List<Profile> followers(Traits record, long person);

    /** The older of two persons has the smaller number. */
    long newPerson(Instant at);

    /** Brings one record to the person. The time of a link that stays does not change. */
    void put(Traits record, long person, String rule, Instant at);

    /** Links a record that never was linked and that nobody follows. */
    void enter(Traits record, long person, String rule, Instant at);

    /** Today's rules leave the record where it is. */
    void confirm(String patient);

    void clearPossible(String patient);

    /** Two records that may be one person, once whichever way round. */
    void addPossible(String patient, String other, String rule, double bits, Instant at);

    /** Brings the record to the person, and with it the records it replaced. */
    default void link(Traits record, long person, String rule, Instant at) {
        put(record, person, rule, at);
        followers(record, person).forEach(each -> link(each.traits(), person, MERGED, at));
    }
}
