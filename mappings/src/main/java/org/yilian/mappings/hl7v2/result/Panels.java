package org.yilian.mappings.hl7v2.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/**
 * Panels inside one order: a result whose sub-id goes on from that of another with a dot ({@code 2.1} from {@code 2}) is a
 * member of it, at any depth. OBX-4 is a matter of agreement (HL7 v2.8 section 7.4.2.4); where not exactly one result has
 * the shorter sub-id, nothing is grouped.
 */
final class Panels {
    private record Entry(String subId, Observation observation) {
        long depth() {
            return subId == null ? 0 : subId.chars().filter(c -> c == '.').count();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private boolean dotted;

    /** @param subId can be null */
    void add(String subId, Observation observation) {
        entries.add(new Entry(subId, observation));
        dotted |= subId != null && subId.indexOf('.') > 0;
    }

    /** All Observations; those with members know them and stand behind them. */
    List<Observation> linked() {
        if (dotted) {
            link();
            entries.sort(Comparator.comparingLong(Entry::depth).reversed());
        }
        List<Observation> all = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            all.add(entry.observation());
        }
        return all;
    }

    private void link() {
        Map<String, Observation> bySubId = new HashMap<>();
        for (Entry entry : entries) {
            boolean taken = entry.subId() == null || bySubId.containsKey(entry.subId());
            bySubId.put(entry.subId(), taken ? null : entry.observation());
        }
        for (Entry entry : entries) {
            int dot = entry.subId() == null ? -1 : entry.subId().lastIndexOf('.');
            Observation panel = dot < 1 ? null : bySubId.get(entry.subId().substring(0, dot));
            if (panel != null) {
                panel.addHasMember(new Reference(entry.observation().getId()));
            }
        }
    }
}
