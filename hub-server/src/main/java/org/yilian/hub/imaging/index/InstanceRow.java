package org.yilian.hub.imaging.index;

import java.time.Instant;
import org.yilian.hub.imaging.store.StoredObject;

/** One instance as retrieval needs it. {@code number} is null where the object has none. */
public record InstanceRow(
        long id,
        String studyUid,
        String seriesUid,
        String facility,
        String patientRef,
        String sopUid,
        String sopClass,
        String transferSyntax,
        Integer number,
        int frames,
        StoredObject object,
        PixelLayout pixels,
        Instant receivedAt) {}
