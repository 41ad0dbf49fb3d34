package org.yilian.sample.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One record of a patient as one hospital wrote it down, with the person it belongs to. Empty text where nothing was
 * written; a name stands whole in {@code name} where the hospital keeps it in one piece.
 *
 * @param person the truth; stands in nothing that a matcher may see
 * @param birthDate {@code yyyy-MM-dd}
 * @param motherNumber the mother's identity number, as newborns' records have it
 * @param birthOrder of twins where it was written down, else 0
 * @param slips what differs from the person, for slices of the evaluation
 */
public record MatchingRecord(
        String person,
        String record,
        String facility,
        String mrn,
        String family,
        String given,
        String name,
        String sex,
        String birthDate,
        List<Number> numbers,
        List<String> phones,
        String addressLine,
        String city,
        String state,
        String postalCode,
        String motherName,
        String motherNumber,
        int birthOrder,
        Set<String> slips) {

    /** The columns of a line, in order. */
    public static final String HEADER = String.join(
            "\t",
            "person",
            "record",
            "facility",
            "mrn",
            "family",
            "given",
            "name",
            "sex",
            "birthDate",
            "numbers",
            "phones",
            "addressLine",
            "city",
            "state",
            "postalCode",
            "motherName",
            "motherNumber",
            "birthOrder",
            "slips");

    /** A number as typed. */
    public record Number(NumberKind kind, String value) {}

    /** Tab-separated; several values of a column are separated by a bar. */
    public String line() {
        return String.join(
                "\t",
                person,
                record,
                facility,
                mrn,
                family,
                given,
                name,
                sex,
                birthDate,
                numbers.stream().map(each -> each.kind() + ":" + each.value()).collect(Collectors.joining("|")),
                String.join("|", phones),
                addressLine,
                city,
                state,
                postalCode,
                motherName,
                motherNumber,
                birthOrder == 0 ? "" : Integer.toString(birthOrder),
                String.join("|", slips));
    }

    /** Reads what {@link #line} wrote. */
    public static MatchingRecord of(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 19) {
            throw new IllegalArgumentException("A line needs 19 columns, this has " + cells.length);
        }
        List<Number> numbers = parts(cells[9]).stream()
                .map(each -> new Number(
                        NumberKind.valueOf(each.substring(0, each.indexOf(':'))),
                        each.substring(each.indexOf(':') + 1)))
                .toList();
        return new MatchingRecord(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                cells[5],
                cells[6],
                cells[7],
                cells[8],
                numbers,
                parts(cells[10]),
                cells[11],
                cells[12],
                cells[13],
                cells[14],
                cells[15],
                cells[16],
                cells[17].isEmpty() ? 0 : Integer.parseInt(cells[17]),
                new TreeSet<>(parts(cells[18])));
    }

    private static List<String> parts(String cell) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split("\\|"));
    }
}
