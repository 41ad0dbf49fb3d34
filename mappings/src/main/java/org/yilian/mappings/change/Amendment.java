package org.yilian.mappings.change;

import org.hl7.fhir.r4.model.Resource;

/** A change to the very resource that a write is about. */
public sealed interface Amendment extends Change permits ImagesLinked, Unlink, VisitClass, VisitStatus, Whereabouts {

    /**
     * Amends {@code merged}, which was made of the other two and is the only one to be changed.
     *
     * @param said what the message says of the resource
     */
    void amend(Resource stored, Resource said, Resource merged);

    /**
     * What of a message that is older than what is stored still has its place: a move before one that is known, the begin
     * of a visit that was first heard of later. Nothing that the newer fact could have meant is touched.
     *
     * @param merged a copy of what is stored, to be changed
     */
    default void amendLate(Resource said, Resource merged) {}
}
