package org.yilian.mappings.hl7v2.profile;

import java.util.List;
import java.util.Map;

/**
 * {@code when}: every place holds one of its values; an empty value means that nothing stands there. A place is looked for
 * in the segment that is changed, else in the nearest one of its name before it.
 */
record Condition(Map<Place, List<String>> values) {
    static final Condition ALWAYS = new Condition(Map.of());

    boolean holds(Draft draft, Line changed, Line read) {
        for (Map.Entry<Place, List<String>> each : values.entrySet()) {
            Place place = each.getKey();
            Line line = place.segment().equals(changed.name())
                    ? changed
                    : place.segment().equals(read.name()) ? read : draft.nearest(place.segment(), changed);
            String value = line == null ? "" : draft.plain(line.get(place)).strip();
            if (!each.getValue().contains(value)) {
                return false;
            }
        }
        return true;
    }
}
