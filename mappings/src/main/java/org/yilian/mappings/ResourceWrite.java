package org.yilian.mappings;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.yilian.mappings.change.Change;

/**
 * One resource to be written under its logical id.
 *
 * @param resource has id, owner tag and, where one exists, its business identifier
 * @param mode what happens to a stored version
 * @param cleared MERGE only: elements the sender deleted (v2 {@code ""}); a top-level element name such as
 *     {@code telecom}, a part of one ({@code period.end}), or some of a list ({@code participant[ATND]}, see
 *     {@link ResourceMerge})
 * @param asOf when the sender recorded the fact (OBR-22, EVN-2, else MSH-7): the writer refuses a REPLACE or MERGE that
 *     is older than what is stored; equal times are not older. A STUB is as old as anything can be, so that every
 *     stated fact counts as newer
 * @param changes MERGE only: what the message does to what is stored, because it does not know the whole itself
 */
public record ResourceWrite(Resource resource, Mode mode, Set<String> cleared, Instant asOf, List<Change> changes) {
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
        changes = List.copyOf(changes);
    }

    public ResourceWrite(Resource resource, Mode mode, Set<String> cleared, Instant asOf) {
        this(resource, mode, cleared, asOf, List.of());
    }

    /** The same write that does this as well. */
    public ResourceWrite with(Change change) {
        return new ResourceWrite(
                resource,
                mode,
                cleared,
                asOf,
                Stream.concat(changes.stream(), Stream.of(change)).toList());
    }

    /** {@code Type/id} of the resource. */
    public String key() {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    /** The changes of one kind. */
    public <T extends Change> List<T> changes(Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
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
