package org.yilian.mappings.hl7v2.group;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yilian.mappings.hl7v2.Segment;

/** One occurrence of a segment group: its own segments in the order sent, and the groups inside it. */
public final class Group {
    private final Grammar.Rule rule;
    private final List<Segment> segments = new ArrayList<>(4);
    private final List<Group> groups = new ArrayList<>(2);

    Group(Grammar.Rule rule) {
        this.rule = rule;
    }

    /** As the {@link Grammar} names it; {@code MESSAGE} for the outermost. */
    public String name() {
        return rule.name();
    }

    public boolean is(String groupName) {
        return rule.name().equals(groupName);
    }

    /** The group's own segments, those of inner groups left out. */
    public List<Segment> segments() {
        return segments;
    }

    /** The group's own segments of this name. */
    public List<Segment> all(String segmentName) {
        return segments.stream().filter(segment -> segment.is(segmentName)).toList();
    }

    /** The group's own first segment of this name, null when there is none. */
    public Segment first(String segmentName) {
        for (Segment segment : segments) {
            if (segment.is(segmentName)) {
                return segment;
            }
        }
        return null;
    }

    public boolean has(String segmentName) {
        return first(segmentName) != null;
    }

    /** Groups directly inside, in the order sent. */
    public List<Group> groups() {
        return groups;
    }

    /** Groups directly inside of this name. */
    public List<Group> groups(String groupName) {
        return groups.stream().filter(group -> group.is(groupName)).toList();
    }

    /** The first group directly inside of this name, null when there is none. */
    public Group group(String groupName) {
        for (Group group : groups) {
            if (group.is(groupName)) {
                return group;
            }
        }
        return null;
    }

    /** Groups of this name at any depth, in the order sent. */
    public List<Group> within(String groupName) {
        return groups.stream()
                .flatMap(group -> Stream.concat(
                        group.is(groupName) ? Stream.of(group) : Stream.empty(), group.within(groupName).stream()))
                .toList();
    }

    Grammar.Rule rule() {
        return rule;
    }

    /** Whether a segment that opens groups of this kind still belongs to this one: nothing at or after its place came yet. */
    boolean awaits(int opener) {
        for (int i = opener; i < rule.openers().size(); i++) {
            if (has(rule.openers().get(i))) {
                return false;
            }
        }
        return groups.isEmpty();
    }
}
