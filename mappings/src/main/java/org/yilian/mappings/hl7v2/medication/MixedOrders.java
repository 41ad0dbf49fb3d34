package org.yilian.mappings.hl7v2.medication;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yilian.mappings.hl7v2.Segment;

/**
 * An ORM_O01 that orders drugs (RXO) and other things, cut in two: each half has the patient, its own orders, and the ORC
 * of an order that is both. Segments are views that remember what was read of them, so that what neither half uses is
 * remarked once.
 *
 * @param drugs read as OMP_O09
 * @param others read as orders of all other kinds
 */
record MixedOrders(List<Segment> drugs, List<Segment> others) {
    private static final Set<String> OTHER_DETAILS = Set.of("OBR", "RQD", "RQ1", "ODS", "ODT");
    /** What stands behind ORC for whatever the order is about. */
    private static final Set<String> COMMON = Set.of("ORC", "TQ1", "TQ2", "PRT");
    /** What stands behind RXO and is about the drug. */
    private static final Set<String> OF_DRUGS = Set.of("RXO", "RXR", "RXC", "NTE", "TQ1", "TQ2");

    static MixedOrders of(List<Segment> segments) {
        MixedOrders halves = new MixedOrders(new ArrayList<>(), new ArrayList<>());
        List<Segment> block = new ArrayList<>();
        boolean head = true;
        for (Segment segment : segments) {
            boolean begins = segment.is("ORC") || head && isDetail(segment);
            head &= !begins;
            if (head) {
                halves.drugs.add(segment);
                halves.others.add(segment);
            } else {
                if (begins) {
                    halves.deal(block);
                    block.clear();
                }
                block.add(segment);
            }
        }
        halves.deal(block);
        return halves;
    }

    private static boolean isDetail(Segment segment) {
        return segment.is("RXO") || OTHER_DETAILS.contains(segment.name());
    }

    /** An ORC and all before the next one. */
    private void deal(List<Segment> block) {
        boolean drug = block.stream().anyMatch(each -> each.is("RXO"));
        boolean other = block.stream().anyMatch(each -> OTHER_DETAILS.contains(each.name()));
        if (!drug || !other) {
            (drug ? drugs : others).addAll(block);
            return;
        }
        boolean detailed = false;
        boolean ofDrug = block.stream()
                .filter(MixedOrders::isDetail)
                .findFirst()
                .orElseThrow()
                .is("RXO");
        for (Segment each : block) {
            detailed |= isDetail(each);
            ofDrug = isDetail(each) ? each.is("RXO") : ofDrug;
            if (!detailed && COMMON.contains(each.name())) {
                drugs.add(each);
                others.add(each);
            } else {
                (ofDrug && OF_DRUGS.contains(each.name()) ? drugs : others).add(each);
            }
        }
    }
}
