package org.yilian.hub.record;

import org.hl7.fhir.r4.model.Resource;

/** A resource on its way to the store, and its text, which is made once: encoding is a large part of a write. */
record Draft(Resource resource, StoredText text) {
    static Draft of(Resource resource) {
        return new Draft(resource, StoredText.of(resource));
    }
}
