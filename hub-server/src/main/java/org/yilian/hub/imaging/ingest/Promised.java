package org.yilian.hub.imaging.ingest;

import org.yilian.hub.imaging.index.Facts;
import org.yilian.hub.imaging.index.IndexWriter;
import org.yilian.hub.imaging.store.IncomingObject;
import org.yilian.hub.imaging.store.StoredObject;

/** An object that is durable and claimed, and told to be stored; the index will have it. */
record Promised(Announcement announced, Facts facts, IncomingObject incoming, StoredObject object) {
    String sopUid() {
        return announced.sopInstanceUid();
    }

    String studyUid() {
        return facts.study().uid();
    }

    Claims.Owner owner() {
        return new Claims.Owner(announced.facility().code(), facts.study().patientId());
    }

    IndexWriter.Addition addition() {
        return new IndexWriter.Addition(announced.facility().code(), announced.source(), facts, object);
    }
}
