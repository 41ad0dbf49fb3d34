package org.yilian.mappings;

import java.util.List;

/**
 * What one message says.
 *
 * @param writes resources in the order in which they must be written: what is referred to comes first. One resource
 *     can occur twice (a STUB, then a MERGE).
 * @param remarks everything that was not understood, not used or assumed, with its place in the message
 * @param patientKey logical id of the Patient that the message is about, without the type; null when it names none
 */
public record Translation(List<ResourceWrite> writes, List<Remark> remarks, String patientKey) {
    public Translation {
        writes = List.copyOf(writes);
        remarks = List.copyOf(remarks);
    }

    /** Whether the message could not be translated at all: there is an ERROR and nothing to write. */
    public boolean refused() {
        return writes.isEmpty() && remarks.stream().anyMatch(r -> r.severity() == Remark.Severity.ERROR);
    }
}
