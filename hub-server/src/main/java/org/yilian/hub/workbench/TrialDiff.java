package org.yilian.hub.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How two trials of one message differ, element by element. */
record TrialDiff(List<Difference> differences) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param subject a resource, {@code remark} or {@code message}
     * @param path of the element, or code and location of the remark
     * @param before null when it is new
     * @param after null when it is gone
     */
    record Difference(String subject, String path, String before, String after) {}

    static TrialDiff of(Trial before, Trial after) {
        List<Difference> found = new ArrayList<>();
        if (before.refused() != after.refused()) {
            found.add(new Difference("message", "error", before.error(), after.error()));
        }
        Map<String, Trial.Made> old = byReference(before);
        Map<String, Trial.Made> now = byReference(after);
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(now.keySet());
        for (String reference : all) {
            resources(reference, old.get(reference), now.get(reference), found);
        }
        remarks(before, after, found);
        return new TrialDiff(List.copyOf(found));
    }

    boolean isEmpty() {
        return differences.isEmpty();
    }

    private static Map<String, Trial.Made> byReference(Trial trial) {
        Map<String, Trial.Made> all = new LinkedHashMap<>();
        for (Trial.Made each : trial.resources()) {
            all.put(all.containsKey(each.reference()) ? each.reference() + " again" : each.reference(), each);
        }
        return all;
    }

    private static void resources(String reference, Trial.Made before, Trial.Made after, List<Difference> found) {
        if (before == null || after == null) {
            found.add(new Difference(
                    reference, "", before == null ? null : before.mode(), after == null ? null : after.mode()));
            return;
        }
        if (!before.mode().equals(after.mode())) {
            found.add(new Difference(reference, "(mode)", before.mode(), after.mode()));
        }
        if (!before.cleared().equals(after.cleared())) {
            found.add(new Difference(
                    reference, "(cleared)", String.join(" ", before.cleared()), String.join(" ", after.cleared())));
        }
        compare(reference, "", tree(before.json()), tree(after.json()), found);
    }

    private static void compare(String subject, String path, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(subject, path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name), found);
            }
        } else if (before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                compare(subject, path + "[" + i + "]", before.path(i), after.path(i), found);
            }
        } else {
            found.add(new Difference(subject, path, text(before), text(after)));
        }
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? null : node.isValueNode() ? node.asText() : node.toString();
    }

    private static void remarks(Trial before, Trial after, List<Difference> found) {
        Set<String> old = new TreeSet<>();
        before.remarks().forEach(each -> old.add(each.code() + " " + each.location()));
        Set<String> now = new TreeSet<>();
        after.remarks().forEach(each -> now.add(each.code() + " " + each.location()));
        for (Iterator<String> each = old.iterator(); each.hasNext(); ) {
            String remark = each.next();
            if (!now.remove(remark)) {
                found.add(new Difference("remark", remark, remark, null));
            }
        }
        now.forEach(remark -> found.add(new Difference("remark", remark, null, remark)));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own JSON is readable", e);
        }
    }
}
