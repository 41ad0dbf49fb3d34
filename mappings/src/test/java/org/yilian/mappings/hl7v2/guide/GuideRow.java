package org.yilian.mappings.hl7v2.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of a map of the guide.
 *
 * @param map as in {@code PID[Patient]}
 * @param field as in {@code PID-5} or {@code XPN.2}
 * @param condition the row's words for when it applies, empty when always
 * @param target element, as the guide writes it; empty when the guide maps the field to nothing
 * @param constant whether the row assigns a fixed value
 */
record GuideRow(String map, String field, String type, String condition, String target, boolean constant) {
    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Z0-9]{1,2})[-.](\\d+)(?:\\.(\\d+))?");
    private static final Pattern EQUALS =
            Pattern.compile(PLACE + "\\s*(?:EQUALS|IN|IS|=)\\s*\\(?\\s*[\"“”]([^\"“”]+)[\"“”]");
    private static final Pattern VALUED =
            Pattern.compile("(NOT\\s+)?" + PLACE + "(?:\\[\\d+])?\\s+(?:IS\\s+)?(NOT\\s+)?VALUED");

    /** A field the condition is about, and the value it asks for; null when any value will do. */
    record Demand(String segment, int field, int component, String value) {}

    String name() {
        return map.substring(0, map.indexOf('['));
    }

    /** The segment that the field is of: a map may borrow a field of another one. */
    String segment() {
        Matcher place = PLACE.matcher(field);
        return place.lookingAt() ? place.group(1) : name();
    }

    /** The resource type, without the guide's words for its role. */
    String resource() {
        String target = map.substring(map.indexOf('[') + 1, map.length() - 1);
        return target.split("[-.]")[0];
    }

    /** Number of the field or component, 0 for a row about the whole. */
    int number() {
        Matcher place = PLACE.matcher(field);
        return place.find() ? Integer.parseInt(place.group(2)) : 0;
    }

    /** The resource and first element that the target is in, a referred-to resource counting for itself. */
    String element() {
        String path = target.replaceAll("\\[[^\\]]*]", "").replace(" ", "");
        String type = resource();
        Matcher inner = Pattern.compile("\\(([A-Z]\\w+)\\.([\\w#-]+)").matcher(path);
        if (inner.find()) {
            return inner.group(1) + "." + inner.group(2);
        }
        String first = path.split("[.(=]")[0];
        return type + "." + (first.startsWith("#") || first.startsWith("extension") ? "extension" : first);
    }

    List<Demand> demands() {
        List<Demand> all = new ArrayList<>();
        Matcher equals = EQUALS.matcher(condition);
        while (equals.find()) {
            int component = equals.group(3) == null ? 1 : Integer.parseInt(equals.group(3));
            all.add(new Demand(equals.group(1), Integer.parseInt(equals.group(2)), component, equals.group(4)));
        }
        Matcher valued = VALUED.matcher(condition);
        while (valued.find()) {
            if (valued.group(1) == null && valued.group(5) == null) {
                all.add(new Demand(valued.group(2), Integer.parseInt(valued.group(3)), 1, null));
            }
        }
        return all;
    }
}
