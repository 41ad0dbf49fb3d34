package org.yilian.mappings.hl7v2.result;

import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * A specimen with its containers and what was observed about the specimen itself.
 *
 * @param spm null when only a container says what the sample is (OUL_R21)
 */
record SpecimenGroup(Segment spm, List<Segment> containers, List<Result> results) {

    /** Of a SPECIMEN, or of a CONTAINER that stands in none. */
    static SpecimenGroup of(Group group) {
        List<Segment> containers = new ArrayList<>(group.all("SAC"));
        for (Group container : group.groups("CONTAINER")) {
            containers.addAll(container.all("SAC"));
        }
        return new SpecimenGroup(group.first("SPM"), containers, Result.in(group, "SPECIMEN_RESULT"));
    }
}
