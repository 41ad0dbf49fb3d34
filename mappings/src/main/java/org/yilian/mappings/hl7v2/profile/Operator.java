package org.yilian.mappings.hl7v2.profile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;

/** The closed list of what a profile may do to a field before it is mapped. */
sealed interface Operator {
    /** Longest value that {@link Extract} looks at; RE2 needs time linear in it. */
    int LONGEST = 4096;

    void apply(Draft draft, Condition condition);

    /** The value goes from one place to another, or stays at both. Where there is no segment to put it, it stays. */
    record Move(Place from, Place to, boolean keep) implements Operator {
        @Override
        public void apply(Draft draft, Condition condition) {
            for (Draft.Pair pair : draft.pairs(from.segment(), to.segment())) {
                if (condition.holds(draft, pair.to(), pair.from())) {
                    draft.carry(pair.from(), from, pair.to(), to, keep);
                }
            }
        }
    }

    /** A fixed text, the same for every message. */
    record Constant(Place place, String value) implements Operator {
        @Override
        public void apply(Draft draft, Condition condition) {
            for (Line line : draft.lines(place.segment())) {
                if (condition.holds(draft, line, line)) {
                    draft.set(line, place, draft.escaped(value));
                }
            }
        }
    }

    /** The value is left out; the original message keeps it. */
    record Drop(Place place) implements Operator {
        @Override
        public void apply(Draft draft, Condition condition) {
            for (Line line : draft.lines(place.segment())) {
                if (condition.holds(draft, line, line)) {
                    draft.set(line, place, "");
                }
            }
        }
    }

    /** A value that the table knows is replaced by what the table says; any other stays. */
    record MapTo(Place place, Map<String, String> table) implements Operator {
        @Override
        public void apply(Draft draft, Condition condition) {
            for (Line line : draft.lines(place.segment())) {
                if (condition.holds(draft, line, line)) {
                    for (Place each : line.repetitions(place)) {
                        String code = table.get(draft.plain(line.get(each)).strip());
                        if (code != null) {
                            draft.set(line, each, draft.escaped(code));
                        }
                    }
                }
            }
        }
    }

    /** What the expression's one group finds in a value goes to a place of the same segment; without a match nothing changes. */
    record Extract(Place from, Pattern pattern, Place to) implements Operator {
        @Override
        public void apply(Draft draft, Condition condition) {
            for (Line line : draft.lines(from.segment())) {
                if (condition.holds(draft, line, line)) {
                    extract(draft, line);
                }
            }
        }

        private void extract(Draft draft, Line line) {
            String value = line.get(from);
            if (value.isEmpty() || value.length() > LONGEST) {
                return;
            }
            Matcher found = pattern.matcher(value);
            if (found.find() && found.group(1) != null) {
                draft.set(line, to, found.group(1).strip());
                if (!from.equals(to)) {
                    draft.origin(line, to, from);
                }
            }
        }
    }
}
