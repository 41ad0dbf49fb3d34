package org.yilian.hub.security;

import java.util.Set;
import org.yilian.hub.facility.DataCategory;

/**
 * One record about one patient, as far as deciding who may see it needs it.
 *
 * @param resource {@code Type/id} or {@code urn:oid:<study UID>}; finds what is known of its sensitivity
 * @param owner facility whose record it is
 * @param patient logical id of the Patient, null where the record names none
 * @param labels sensitivity classes that the record itself shows
 */
public record Piece(String resource, String owner, String patient, DataCategory category, Set<String> labels) {
    public Piece {
        owner = owner == null ? "" : owner;
        labels = Set.copyOf(labels);
    }

    public static Piece of(String resource, String owner, String patient, DataCategory category) {
        return new Piece(resource, owner, patient, category, Set.of());
    }

    /** A study of images. */
    public static Piece study(String uid, String owner, String patient) {
        return of("urn:oid:" + uid, owner, patient, DataCategory.IMAGING);
    }
}
