package org.yilian.mappings.hl7v2.group;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.yilian.mappings.hl7v2.Segment;

/**
 * Which segments belong together, written as an indented list: each line is a group with the segments that open it in
 * brackets and the segments it may hold after the colon; lines indented below it are groups inside it.
 *
 * <pre>
 * MSH SFT NTE
 * PATIENT(PID): PD1 NTE NK1
 *   ORDER(ORC OBR): NTE TQ1
 *     RESULT(OBX): NTE
 * </pre>
 *
 * <p>Binding is tolerant where hospitals are careless: a segment goes to the innermost open group that can hold it or can
 * have a group opened by it; any of a group's openers may be missing (OBR without ORC); a segment that has no place is left
 * with no group, so that it is remarked as not used and never read as something it is not.
 */
public final class Grammar {
    /**
     * One line.
     *
     * @param openers in the order of the standard
     */
    record Rule(String name, List<String> openers, Set<String> members, List<Rule> inner) {
        int opener(String segment) {
            return openers.indexOf(segment);
        }
    }

    private final Rule root;

    private Grammar(Rule root) {
        this.root = root;
    }

    /** Compiles the list; the first line holds the segments outside of all groups. */
    public static Grammar of(String text) {
        String[] lines = text.stripTrailing().split("\n");
        Rule root = new Rule("MESSAGE", List.of(), Set.of(words(lines[0])), new ArrayList<>());
        Deque<Rule> open = new ArrayDeque<>(List.of(root));
        Deque<Integer> depths = new ArrayDeque<>(List.of(-1));
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            int depth = line.length() - line.stripLeading().length();
            while (depth <= depths.getLast()) {
                depths.removeLast();
                open.removeLast();
            }
            Rule rule = rule(line.strip());
            open.getLast().inner().add(rule);
            open.addLast(rule);
            depths.addLast(depth);
        }
        return new Grammar(root);
    }

    private static Rule rule(String line) {
        int bracket = line.indexOf('(');
        int end = line.indexOf(')');
        int colon = line.indexOf(':', end);
        if (bracket < 1 || end < bracket) {
            throw new IllegalArgumentException("no group: " + line);
        }
        String[] members = colon < 0 ? new String[0] : words(line.substring(colon + 1));
        return new Rule(
                line.substring(0, bracket),
                List.of(words(line.substring(bracket + 1, end))),
                Set.of(members),
                new ArrayList<>());
    }

    private static String[] words(String text) {
        String plain = text.strip();
        return plain.isEmpty() ? new String[0] : plain.split("\\s+");
    }

    /** The message's segments in their groups. */
    public Group bind(List<Segment> segments) {
        Group message = new Group(root);
        Deque<Group> open = new ArrayDeque<>();
        open.push(message);
        for (Segment segment : segments) {
            place(segment, open);
        }
        return message;
    }

    private static void place(Segment segment, Deque<Group> open) {
        int depth = 0;
        for (Group group : open) {
            Rule rule = group.rule();
            int opener = rule.opener(segment.name());
            if (opener >= 0 && group.awaits(opener)) {
                pop(open, depth);
                group.segments().add(segment);
                return;
            }
            if (rule.members().contains(segment.name())) {
                group.segments()
                        .add(segment); // inner groups stay open: a late PV1 must not orphan the results after it
                return;
            }
            for (Rule inner : rule.inner()) {
                if (inner.opener(segment.name()) >= 0) {
                    pop(open, depth);
                    Group opened = new Group(inner);
                    opened.segments().add(segment);
                    group.groups().add(opened);
                    open.push(opened);
                    return;
                }
            }
            depth++;
        }
    }

    private static void pop(Deque<Group> open, int count) {
        for (int i = 0; i < count; i++) {
            open.pop();
        }
    }
}
