package org.yilian.mappings.hl7v2.out;

import java.util.ArrayList;
import java.util.List;

/**
 * A value with components (HL7 v2.8 section 2.5.3): each part is null, a text, or a list of texts for subcomponents. Texts
 * are as people wrote them; escaping is the writer's.
 */
final class Composite {
    private final List<List<String>> parts = new ArrayList<>();

    /** @param parts texts, lists of texts, or null, from the first component on */
    static Composite of(Object... parts) {
        Composite composite = new Composite();
        for (int i = 0; i < parts.length; i++) {
            composite.with(i + 1, parts[i]);
        }
        return composite;
    }

    Composite with(int n, Object part) {
        while (parts.size() < n) {
            parts.add(List.of());
        }
        parts.set(n - 1, subcomponents(part));
        return this;
    }

    private static List<String> subcomponents(Object part) {
        if (part == null) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        for (Object each : part instanceof List<?> list ? list : List.of(part)) {
            all.add(each == null ? "" : each.toString());
        }
        return all;
    }

    List<List<String>> parts() {
        return parts;
    }

    boolean isEmpty() {
        return parts.stream().allMatch(part -> part.stream().allMatch(String::isEmpty));
    }
}
