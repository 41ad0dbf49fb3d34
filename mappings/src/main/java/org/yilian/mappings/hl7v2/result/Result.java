package org.yilian.mappings.hl7v2.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * One result with what stands behind it.
 *
 * @param more OBX that go on with the text of the first
 * @param notes the NTE behind them
 * @param participants the PRT behind them
 */
record Result(Segment obx, List<Segment> more, List<Segment> notes, List<Segment> participants) {

    /** The results among the groups directly inside, in the order sent. */
    static List<Result> in(Group group, String name) {
        List<Result> results = new ArrayList<>(group.groups().size());
        for (Group inner : group.groups()) {
            if (inner.is(name)) {
                add(results, of(inner));
            }
        }
        return results;
    }

    /** The results that these groups are. */
    static List<Result> of(List<Group> groups) {
        List<Result> results = new ArrayList<>(groups.size());
        for (Group group : groups) {
            add(results, of(group));
        }
        return results;
    }

    static Result of(Group group) {
        List<Segment> segments = group.segments();
        List<Segment> notes = segments.size() == 1 ? List.of() : group.all("NTE");
        List<Segment> participants = segments.size() == 1 ? List.of() : group.all("PRT");
        return new Result(segments.get(0), List.of(), notes, participants);
    }

    /** Consecutive text of the same item and sub-id is one text in several segments (HL7 v2.8 section 7.4.2.5). */
    private static void add(List<Result> results, Result next) {
        Result last = results.isEmpty() ? null : results.get(results.size() - 1);
        boolean goesOn = last != null
                && last.notes().isEmpty()
                && last.participants().isEmpty()
                && isText(next.obx())
                && isText(last.obx())
                && isSame(next.obx(), last.obx());
        if (!goesOn) {
            results.add(next);
            return;
        }
        List<Segment> more = new ArrayList<>(last.more());
        more.add(next.obx());
        results.set(results.size() - 1, new Result(last.obx(), more, next.notes(), next.participants()));
    }

    private static boolean isText(Segment obx) {
        String type = obx.get(2);
        boolean text = "TX".equals(type) || "FT".equals(type) || "ST".equals(type);
        return text && !obx.has(21);
    }

    private static boolean isSame(Segment one, Segment other) {
        return Objects.equals(one.field(3).raw(), other.field(3).raw())
                && Objects.equals(one.get(4), other.get(4))
                && Objects.equals(one.get(11), other.get(11));
    }
}
