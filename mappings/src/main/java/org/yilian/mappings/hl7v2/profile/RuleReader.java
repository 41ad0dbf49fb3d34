package org.yilian.mappings.hl7v2.profile;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one entry of {@code fields}: an operator, what it needs, and {@code when}. */
final class RuleReader {
    static final List<String> OPERATORS = List.of("move", "copy", "constant", "drop", "map", "extract");
    private static final Set<String> KNOWN =
            Set.of("move", "copy", "constant", "drop", "map", "extract", "to", "table", "regex", "when", "name");
    private static final int LONGEST_EXPRESSION = 200;
    private static final int LONGEST_CONSTANT = 200;

    /** Reads a table that is written inline or names a file: (entry, key) to pairs. */
    interface Tables {
        Map<String, String> read(Said said, String name);
    }

    private final Tables tables;

    RuleReader(Tables tables) {
        this.tables = tables;
    }

    Rule rule(Said said) {
        said.only(KNOWN);
        List<String> stated = OPERATORS.stream().filter(said::has).toList();
        said.require(stated.size() == 1, "", "needs one of " + String.join(", ", OPERATORS));
        Operator operator =
                switch (stated.get(0)) {
                    case "move" -> move(said, "move", false);
                    case "copy" -> move(said, "copy", true);
                    case "constant" -> constant(said);
                    case "drop" -> new Operator.Drop(changed(said, "drop"));
                    case "map" -> new Operator.MapTo(changed(said, "map"), table(said));
                    default -> extract(said);
                };
        return new Rule(said.text("name"), operator, when(said));
    }

    private static Operator move(Said said, String verb, boolean keep) {
        Place from = keep ? place(said, verb) : changed(said, verb);
        Place to = changed(said, "to");
        said.require(!from.equals(to), "to", "is the place itself");
        return new Operator.Move(from, to, keep);
    }

    private static Operator constant(Said said) {
        String value = said.needed("constant");
        said.require(
                !value.isEmpty()
                        && value.length() <= LONGEST_CONSTANT
                        && value.chars().noneMatch(c -> c < ' '),
                "constant",
                "must be a text of 1-" + LONGEST_CONSTANT + " characters on one line");
        return new Operator.Constant(changed(said, "to"), value);
    }

    private Map<String, String> table(Said said) {
        said.require(said.has("table"), "table", "is missing");
        return Map.copyOf(tables.read(said, "table"));
    }

    private static Operator extract(Said said) {
        Place from = place(said, "extract");
        Place to = said.has("to") ? changed(said, "to") : changed(said, "extract");
        said.require(from.segment().equals(to.segment()), "to", "must be in the segment it is extracted from");
        return new Operator.Extract(from, expression(said), to);
    }

    /** RE2 has no backtracking: what it takes it matches in time linear in the text. */
    private static Pattern expression(Said said) {
        String regex = said.needed("regex");
        said.require(
                regex.length() <= LONGEST_EXPRESSION, "regex", "is longer than " + LONGEST_EXPRESSION + " characters");
        try {
            Pattern pattern = Pattern.compile(regex);
            said.require(pattern.groupCount() == 1, "regex", "needs exactly one group, which is what is taken");
            return pattern;
        } catch (PatternSyntaxException e) {
            throw said.mistake("regex", "is no expression of RE2 (no look-around, no back-references)");
        }
    }

    private static Condition when(Said said) {
        if (!said.has("when")) {
            return Condition.ALWAYS;
        }
        Said when = said.mapping("when");
        Map<Place, List<String>> values = new LinkedHashMap<>();
        for (String name : when.names()) {
            Place read = Place.parse(name);
            when.require(read != null, name, "is no place such as PV1-19 or PID-3.4");
            List<String> wanted = when.texts(name);
            when.require(!wanted.isEmpty(), name, "needs a value; \"\" means empty");
            values.put(read, List.copyOf(wanted));
        }
        return new Condition(Map.copyOf(values));
    }

    private static Place place(Said said, String name) {
        Place place = Place.parse(said.needed(name));
        said.require(place != null, name, "is no place such as PV1-19 or PID-3.4");
        return place;
    }

    private static Place changed(Said said, String name) {
        Place place = place(said, name);
        said.require(!place.isFixed(), name, "cannot be changed: intake decides by it");
        return place;
    }
}
