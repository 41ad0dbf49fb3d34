package org.yilian.mappings.hl7v2.result;

import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * One order with its results.
 *
 * @param orc null when the sender leaves it out
 * @param specimens its own, or those it stands below
 * @param zds ZDS of IHE radiology (study instance UID), null when there is none
 */
record OrderGroup(
        Segment orc,
        Segment obr,
        List<Segment> notes,
        List<Segment> participants,
        List<Result> results,
        List<SpecimenGroup> specimens,
        Segment zds) {

    /** Null when there is no OBR: an ORC alone has no results. */
    static OrderGroup of(Group group, List<SpecimenGroup> above) {
        Segment obr = group.first("OBR");
        if (obr == null) {
            return null;
        }
        List<SpecimenGroup> specimens = new ArrayList<>(above);
        for (Group specimen : group.groups("SPECIMEN")) {
            specimens.add(SpecimenGroup.of(specimen));
        }
        List<Result> results = Result.in(group, "RESULT");
        if (results.isEmpty() && specimens.size() > above.size()) {
            results = afterSpecimen(specimens);
        }
        return new OrderGroup(
                group.first("ORC"), obr, group.all("NTE"), group.all("PRT"), results, specimens, group.first("ZDS"));
    }

    /** OBX that stand only behind SPM, as careless senders place them, are the order's results all the same. */
    private static List<Result> afterSpecimen(List<SpecimenGroup> specimens) {
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < specimens.size(); i++) {
            SpecimenGroup specimen = specimens.get(i);
            results.addAll(specimen.results());
            specimens.set(i, new SpecimenGroup(specimen.spm(), specimen.containers(), List.of()));
        }
        return results;
    }
}
