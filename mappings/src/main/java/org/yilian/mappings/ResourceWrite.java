package org.yilian.mappings;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * One resource to be written under its logical id.
 *
 * @param resource has id, owner tag and, where one exists, its business identifier
 * @param mode what happens to a stored version
 * @param cleared MERGE only: elements the sender deleted (v2 {@code ""}); a top-level element name such as
 *     {@code telecom}, or {@code period.end}
 * @param asOf when the sender recorded the fact (OBR-22, EVN-2, else MSH-7): the writer refuses a REPLACE or MERGE that
 *     is older than what is stored; equal times are not older. A STUB is as old as anything can be, so that every
 *     stated fact counts as newer
 */
public record ResourceWrite(Resource resource, Mode mode, Set<String> cleared, Instant asOf) {
    /** What happens to a stored version; without one, all of them create the resource. */
    public enum Mode {
        /** The stored version is replaced as a whole. */
        REPLACE,
        /** Elements present replace the stored ones, {@code cleared} ones are removed, absent ones stay: {@link ResourceMerge}. */
        MERGE,
        /** The stored version stays as it is. */
        STUB,
        /**
         * The stored version stays as it is, but its status goes on to this one and it gets the identifiers that it does
         * not have: {@link StatusAdvance}. For those who see a resource from outside, such as a result its order; {@code
         * asOf} does not count and the stored one stays.
         */
        ADVANCE
    }

    public ResourceWrite {
        Objects.requireNonNull(resource);
        Objects.requireNonNull(mode);
        Objects.requireNonNull(asOf);
        cleared = Set.copyOf(cleared);
    }

    public static ResourceWrite replace(Resource resource, Instant asOf) {
        return new ResourceWrite(resource, Mode.REPLACE, Set.of(), asOf);
    }

    public static ResourceWrite merge(Resource resource, Set<String> cleared, Instant asOf) {
        return new ResourceWrite(resource, Mode.MERGE, cleared, asOf);
    }

    public static ResourceWrite stub(Resource resource) {
        return new ResourceWrite(resource, Mode.STUB, Set.of(), Instant.EPOCH);
    }

    public static ResourceWrite advance(Resource resource) {
        return new ResourceWrite(resource, Mode.ADVANCE, Set.of(), Instant.EPOCH);
    }
}
