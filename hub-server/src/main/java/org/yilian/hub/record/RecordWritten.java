package org.yilian.hub.record;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * Resources of one facility were written. Published inside the database transaction that writes them, so that whoever
 * listens ({@code @EventListener}) writes its own rows in the same one, or vetoes by an exception. A listener is quick and
 * touches nothing but the database. Resources that did not change are not in it.
 *
 * @param facility owner of all of them
 * @param origin where they came from: {@code hl7v2:<inbox id>}, {@code dicom:<study UID>} or {@code fhir}
 */
public record RecordWritten(String facility, String origin, List<Written> changes) {

    /** @param resource as stored; its id has type and logical id. For DELETED only the id. */
    public record Written(Resource resource, Change change) {}

    public enum Change {
        CREATED,
        UPDATED,
        DELETED
    }
}
