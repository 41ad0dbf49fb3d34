package org.yilian.mappings.hl7v2.request;

import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.group.Group;

/** The SPECIMEN group around some orders, whose Specimen is written once, with the first of them. */
final class SpecimenAbove {
    private final Group group;
    private Reference written;

    SpecimenAbove(Group group) {
        this.group = group;
    }

    Group group() {
        return group;
    }

    /** Null until it is written. */
    Reference reference() {
        return written == null ? null : written.copy();
    }

    void written(Reference reference) {
        written = reference;
    }
}
