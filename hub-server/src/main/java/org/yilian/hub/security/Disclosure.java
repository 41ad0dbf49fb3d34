package org.yilian.hub.security;

import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/** Finds what is known of patients and decides by it. {@link AccessPolicy} asks; everybody else asks that. */
public interface Disclosure {
    /** @param patients logical ids; one question to the database, however many */
    Sight sight(Caller caller, Collection<String> patients);

    /** What a resource tells about whom: one for each patient it is about, all of which have to be seen. */
    List<Piece> pieces(Resource resource);

    /** Whether there is anything at all that might be kept from this caller: then numbers of matches tell too much. */
    boolean keepsAnything(Caller caller);
}
