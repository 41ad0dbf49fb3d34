package org.yilian.mappings.hl7v2.oru;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.yilian.mappings.hl7v2.Segment;

/**
 * One ORDER_OBSERVATION group of ORU_R01 (HL7 v2.8 section 7.3.1), tolerant of what old or careless senders leave out:
 * ORC can be missing, and OBX that stand only after SPM are results all the same.
 */
final class OrderGroup {
    /**
     * One result.
     *
     * @param more OBX that go on with the text of the first
     * @param notes the NTE behind them
     */
    record Result(Segment obx, List<Segment> more, List<Segment> notes) {}

    private static final Set<String> TEXT = Set.of("TX", "FT", "ST");

    private final Segment orc;
    private Segment obr;
    private final List<Segment> notes = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final List<Result> afterSpecimen = new ArrayList<>();
    private final List<Segment> specimens = new ArrayList<>();
    private Segment zds;

    private OrderGroup(Segment orc) {
        this.orc = orc;
    }

    /** Cuts the segments from one PID to the next into groups. */
    static List<OrderGroup> of(List<Segment> segments) {
        List<OrderGroup> groups = new ArrayList<>();
        OrderGroup open = null;
        for (Segment segment : segments) {
            switch (segment.name()) {
                case "ORC" -> {
                    open = new OrderGroup(segment);
                    groups.add(open);
                }
                case "OBR" -> {
                    if (open == null || open.obr != null) {
                        open = new OrderGroup(null);
                        groups.add(open);
                    }
                    open.obr = segment;
                }
                default -> {
                    if (open != null && open.obr != null) {
                        open.add(segment);
                    }
                }
            }
        }
        groups.removeIf(group -> group.obr == null);
        return groups;
    }

    private void add(Segment segment) {
        switch (segment.name()) {
            case "OBX" -> add(specimens.isEmpty() ? results : afterSpecimen, segment);
            case "SPM" -> specimens.add(segment);
            case "ZDS" -> zds = segment;
            case "NTE" -> {
                List<Result> current = specimens.isEmpty() ? results : afterSpecimen;
                (current.isEmpty() ? notes : current.get(current.size() - 1).notes()).add(segment);
            }
            default -> {}
        }
    }

    /** Consecutive text of the same item and sub-id is one text in several segments (section 7.4.2.5). */
    static void add(List<Result> results, Segment obx) {
        if (!results.isEmpty()) {
            Result last = results.get(results.size() - 1);
            if (last.notes().isEmpty() && isText(obx) && isText(last.obx()) && isSame(obx, last.obx())) {
                last.more().add(obx);
                return;
            }
        }
        results.add(new Result(obx, new ArrayList<>(), new ArrayList<>()));
    }

    private static boolean isText(Segment obx) {
        String type = obx.get(2);
        return type != null && TEXT.contains(type) && !obx.has(21);
    }

    private static boolean isSame(Segment one, Segment other) {
        return Objects.equals(one.field(3).raw(), other.field(3).raw())
                && Objects.equals(one.get(4), other.get(4))
                && Objects.equals(one.get(11), other.get(11));
    }

    Segment orc() {
        return orc;
    }

    Segment obr() {
        return obr;
    }

    List<Segment> notes() {
        return notes;
    }

    List<Result> results() {
        return results.isEmpty() ? afterSpecimen : results;
    }

    List<Segment> specimens() {
        return specimens;
    }

    /** ZDS of IHE radiology (study instance UID), null when there is none. */
    Segment zds() {
        return zds;
    }
}
