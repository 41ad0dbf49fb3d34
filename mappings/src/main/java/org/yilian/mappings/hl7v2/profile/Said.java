package org.yilian.mappings.hl7v2.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One mapping of a profile's description with the place where it stands, so that every mistake can name it. */
final class Said {
    private final String file;
    private final String key;
    private final Map<String, Object> values;

    Said(String file, String key, Map<String, Object> values) {
        this.file = file;
        this.key = key;
        this.values = values;
    }

    String file() {
        return file;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    Set<String> names() {
        return values.keySet();
    }

    /** @throws ProfileMistake for a key that is none of these */
    void only(Set<String> known) {
        for (String name : values.keySet()) {
            require(known.contains(name), name, "is unknown; known are " + String.join(", ", sorted(known)));
        }
    }

    /** Null when absent. */
    String text(String name) {
        Object value = values.get(name);
        require(!(value instanceof Map || value instanceof List), name, "must be a text");
        return value == null ? null : String.valueOf(value);
    }

    String needed(String name) {
        require(has(name), name, "is missing");
        return text(name);
    }

    boolean truth(String name, boolean otherwise) {
        Object value = values.get(name);
        require(value == null || value instanceof Boolean, name, "must be true or false");
        return value == null ? otherwise : (Boolean) value;
    }

    /** One of these words; null when absent. */
    String oneOf(String name, List<String> words) {
        String value = text(name);
        require(value == null || words.contains(value), name, "must be " + String.join(" or ", words));
        return value;
    }

    boolean isMapping(String name) {
        return values.get(name) instanceof Map;
    }

    @SuppressWarnings("unchecked")
    Said mapping(String name) {
        require(isMapping(name), name, "must be a mapping");
        return new Said(file, path(name), (Map<String, Object>) values.get(name));
    }

    /** Texts of a list, or the one text that stands there; empty when absent. */
    List<String> texts(String name) {
        Object value = values.get(name);
        if (!(value instanceof List)) {
            return value == null ? List.of() : List.of(text(name));
        }
        List<String> texts = new ArrayList<>();
        for (Object each : (List<?>) value) {
            require(each != null && !(each instanceof Map || each instanceof List), name, "must be a list of texts");
            texts.add(String.valueOf(each));
        }
        return texts;
    }

    /** All values as texts. */
    Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String name : values.keySet()) {
            pairs.put(name, needed(name));
        }
        return pairs;
    }

    boolean isListOfMappings(String name) {
        return values.get(name) instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map;
    }

    /** The mappings of a list; empty when absent. */
    @SuppressWarnings("unchecked")
    List<Said> mappings(String name) {
        Object value = values.get(name);
        require(value == null || value instanceof List, name, "must be a list");
        List<Said> all = new ArrayList<>();
        for (Object each : value == null ? List.of() : (List<?>) value) {
            String place = name + "[" + all.size() + "]";
            require(each instanceof Map, place, "must be a mapping");
            all.add(new Said(file, path(place), (Map<String, Object>) each));
        }
        return all;
    }

    void require(boolean holds, String name, String reason) {
        if (!holds) {
            throw mistake(name, reason);
        }
    }

    ProfileMistake mistake(String name, String reason) {
        return new ProfileMistake(file, path(name), reason);
    }

    /** What stands there, for the version of the profile. */
    @Override
    public String toString() {
        return key + "=" + values;
    }

    private String path(String name) {
        return key.isEmpty() ? name : name.isEmpty() ? key : key + "." + name;
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
