package org.yilian.hub.identity.matching;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The records that are known, and to whom they are linked. */
public interface Register {

    /** Other records that share a key with this one; those that share most come first. */
    Collection<Profile> candidates(Profile record);

    OptionalLong personOf(String patient);

    List<Profile> recordsOf(long person);

    /** Records of which a steward said that they are not this one's person. */
    Set<String> ruledOut(String patient);

    /** Records of which a steward said that they are this one's person. */
    Set<String> ruledSame(String patient);
}
