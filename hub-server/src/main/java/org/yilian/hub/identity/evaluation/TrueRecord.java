package org.yilian.hub.identity.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.identity.matching.Traits;

/**
 * One line of a set: a record and the person it belongs to, which no matcher sees. Columns are separated by tabs and named
 * in the first line; several values of a column are separated by a bar, numbers have their kind in front:
 * {@code CITIZEN:...|INSURANCE:...}.
 *
 * @param slips what differs from the person, where the set says so
 */
record TrueRecord(String person, Profile profile, boolean numbered, Set<String> slips) {

    /** Reads lines under one header. */
    static final class Reader {
        private final Map<String, Integer> columns = new LinkedHashMap<>();

        Reader(String header) {
            for (String column : header.split("\t")) {
                columns.put(column, columns.size());
            }
            for (String needed : List.of("person", "record", "sex", "birthDate", "numbers")) {
                if (!columns.containsKey(needed)) {
                    throw new IllegalArgumentException("The set has no column " + needed);
                }
            }
        }

        TrueRecord read(String line) {
            String[] cells = line.split("\t", -1);
            List<Traits.Number> numbers = new ArrayList<>();
            for (String each : several(cells, "numbers")) {
                int colon = each.indexOf(':');
                numbers.add(
                        new Traits.Number(Traits.Kind.valueOf(each.substring(0, colon)), each.substring(colon + 1)));
            }
            String order = cell(cells, "birthOrder");
            String address = String.join(
                            " ",
                            cell(cells, "addressLine"),
                            cell(cells, "city"),
                            cell(cells, "state"),
                            cell(cells, "postalCode"))
                    .strip();
            Traits traits = new Traits(
                    cell(cells, "record"),
                    cell(cells, "facility"),
                    cell(cells, "name"),
                    List.of(new Traits.Name(cell(cells, "family"), cell(cells, "given"), cell(cells, "name"))),
                    cell(cells, "sex"),
                    cell(cells, "birthDate"),
                    numbers,
                    several(cells, "phones"),
                    address.isEmpty() ? List.of() : List.of(address),
                    new Traits.Mother(cell(cells, "motherName"), cell(cells, "motherNumber")),
                    order.isEmpty() ? 0 : Integer.parseInt(order),
                    cell(cells, "mrn"),
                    Set.of(),
                    true,
                    null);
            Profile profile = Profile.of(traits);
            return new TrueRecord(
                    cell(cells, "person"), profile, profile.numbered(), Set.copyOf(several(cells, "slips")));
        }

        private String cell(String[] cells, String column) {
            Integer at = columns.get(column);
            return at == null || at >= cells.length ? "" : cells[at];
        }

        private List<String> several(String[] cells, String column) {
            String cell = cell(cells, column);
            return cell.isEmpty() ? List.of() : Arrays.asList(cell.split("\\|"));
        }
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
        return "TrueRecord[" + profile.traits().patient() + "]";
    }
}
