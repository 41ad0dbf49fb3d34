package org.yilian.mappings.hl7v2.profile;

import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.hl7v2.Delimiters;

/** One segment of a message that is being changed: its fields as sent, escapes included. */
final class Line {
    private final String name;
    private final int occurrence;
    private final Delimiters delimiters;
    /** Index n holds field n; index 0 the name. */
    private final List<String> fields;

    Line(String name, int occurrence, String text, Delimiters delimiters) {
        this.name = name;
        this.occurrence = occurrence;
        this.delimiters = delimiters;
        this.fields = cut(text, delimiters.field());
        if (name.equals("MSH")) {
            fields.add(1, String.valueOf(delimiters.field()));
        }
    }

    String name() {
        return name;
    }

    int occurrence() {
        return occurrence;
    }

    int lastField() {
        return fields.size() - 1;
    }

    /** What stands there; empty when nothing does. */
    String get(Place place) {
        String text = at(fields, place.field());
        if (place.repetition() > 0 || place.component() > 0) {
            text = at(cut(text, delimiters.repetition()), Math.max(1, place.repetition()) - 1);
        }
        if (place.component() > 0) {
            text = at(cut(text, delimiters.component()), place.component() - 1);
        }
        return place.subcomponent() == 0 ? text : at(cut(text, delimiters.subcomponent()), place.subcomponent() - 1);
    }

    void set(Place place, String value) {
        String field = at(fields, place.field());
        put(fields, place.field(), place.isWholeField() ? value : repetition(field, place, value));
    }

    private String repetition(String field, Place place, String value) {
        List<String> repetitions = cut(field, delimiters.repetition());
        int index = Math.max(1, place.repetition()) - 1;
        put(repetitions, index, component(at(repetitions, index), place, value));
        return String.join(String.valueOf(delimiters.repetition()), repetitions);
    }

    private String component(String repetition, Place place, String value) {
        if (place.component() == 0) {
            return value;
        }
        List<String> components = cut(repetition, delimiters.component());
        int index = place.component() - 1;
        put(components, index, subcomponent(at(components, index), place, value));
        return String.join(String.valueOf(delimiters.component()), components);
    }

    private String subcomponent(String component, Place place, String value) {
        if (place.subcomponent() == 0) {
            return value;
        }
        List<String> subcomponents = cut(component, delimiters.subcomponent());
        put(subcomponents, place.subcomponent() - 1, value);
        return String.join(String.valueOf(delimiters.subcomponent()), subcomponents);
    }

    /** The place in each repetition the field has, or the one repetition it names. */
    List<Place> repetitions(Place place) {
        if (place.repetition() > 0) {
            return List.of(place);
        }
        int count = cut(at(fields, place.field()), delimiters.repetition()).size();
        List<Place> places = new ArrayList<>(count);
        for (int n = 1; n <= count; n++) {
            places.add(place.at(n));
        }
        return places;
    }

    String text() {
        String separator = String.valueOf(delimiters.field());
        return name.equals("MSH")
                ? "MSH" + separator + String.join(separator, fields.subList(2, fields.size()))
                : String.join(separator, fields);
    }

    private static String at(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    private static void put(List<String> parts, int index, String value) {
        while (parts.size() <= index) {
            parts.add("");
        }
        parts.set(index, value);
    }

    private static List<String> cut(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
