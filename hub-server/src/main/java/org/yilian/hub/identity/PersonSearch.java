package org.yilian.hub.identity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.identity.matching.CitizenId;
import org.yilian.hub.identity.matching.Text;
import org.yilian.hub.platform.Urls;

/** Finds people by what a desk has in hand: a name, a hospital's number, an identity number. */
@Component
public class PersonSearch {
    private static final int MOST = 50;
    /** Records of the first people that match. */
    private static final String MATCHING = "select distinct l.person_id, k.patient from yh_patient_key k"
            + " join yh_person_link l on l.patient = k.patient";

    private static final String LIMITED = " order by l.person_id, k.patient limit " + 4 * MOST;

    private final JdbcClient jdbc;
    private final Set<String> systems = new LinkedHashSet<>(List.of(Urls.CITIZEN_ID));

    PersonSearch(JdbcClient jdbc, Region region) {
        this.jdbc = jdbc;
        region.facilities().stream()
                .flatMap(facility -> facility.authorities().values().stream())
                .map(Facility.Authority::system)
                .forEach(systems::add);
    }

    /**
     * A person as lists show it: the values of its most recently linked record, numbers masked.
     *
     * @param maskedId identity number, masked; empty if none is known
     */
    public record Found(
            long person, String name, String sex, String birthDate, String maskedId, List<SourceRecord> records) {
        public List<String> facilities() {
            return records.stream()
                    .map(SourceRecord::facility)
                    .distinct()
                    .sorted()
                    .toList();
        }

        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Found[" + person + "]";
        }
    }

    /** @param patient logical id */
    public record SourceRecord(String facility, String patient, String maskedMrn, Grade grade) {}

    /** Leaves of source records those that who asks may see. People are found by these, and shown with these only. */
    public interface Seen extends UnaryOperator<List<SourceRecord>> {}

    /** People of exactly this name, or whose name begins so, at most 50. */
    @Transactional(readOnly = true)
    public List<Found> byName(String typed, Seen seen) {
        String name = Text.name(typed);
        if (name.isEmpty()) {
            return List.of();
        }
        return matching(
                jdbc.sql(MATCHING + " where k.kind = 'NAME' and k.key_value like ? escape '!'" + LIMITED)
                        .param(name.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%"),
                seen);
    }

    /** By name, by any hospital's number, or by identity number. */
    @Transactional(readOnly = true)
    public List<Found> by(String typed, Seen seen) {
        String plain = Text.narrow(typed).strip();
        if (!plain.chars().anyMatch(Character::isDigit)) {
            return byName(typed, seen);
        }
        String number = CitizenId.of(plain).map(CitizenId::value).orElse(plain);
        List<String> keys =
                systems.stream().map(system -> system + "|" + number).toList();
        return matching(
                jdbc.sql(MATCHING + " where k.kind = 'ID' and k.key_value in (:keys)" + LIMITED)
                        .param("keys", keys),
                seen);
    }

    @Transactional(readOnly = true)
    public Optional<Found> person(long person, Seen seen) {
        return people(List.of(person), seen).stream().findFirst();
    }

    /** A person is found by a record that may be seen, not by one that is kept. */
    private List<Found> matching(JdbcClient.StatementSpec question, Seen seen) {
        Set<String> matching = new LinkedHashSet<>();
        Set<Long> persons = new LinkedHashSet<>();
        question.query((row, n) -> matching.add(row.getString("patient")) & persons.add(row.getLong("person_id")))
                .list();
        return people(List.copyOf(persons), seen).stream()
                .filter(found -> found.records().stream().anyMatch(record -> matching.contains(record.patient())))
                .toList();
    }

    /** One source record by its logical id, whether or not its link is certain. */
    @Transactional(readOnly = true)
    public Optional<SourceRecord> record(String patient) {
        return jdbc.sql("select p.facility, p.mrn, l.grade from yh_patient p"
                        + " join yh_person_link l on l.patient = p.patient where p.patient = ?")
                .param(patient)
                .query((row, n) -> new SourceRecord(
                        row.getString(1), patient, mask(row.getString(2)), Grade.valueOf(row.getString(3))))
                .optional();
    }

    private List<Found> people(List<Long> persons, Seen seen) {
        if (persons.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Row>> rows = new LinkedHashMap<>();
        persons.forEach(person -> rows.put(person, new ArrayList<>()));
        jdbc.sql("select l.person_id, l.grade, p.patient, p.facility, p.name, p.sex, p.birth_date, p.citizen_id, p.mrn,"
                        + " p.replaced_by from yh_person_link l join yh_patient p on p.patient = l.patient"
                        + " where l.person_id in (:persons) order by l.linked_at desc, p.patient")
                .param("persons", persons)
                .query((row, n) -> new Row(
                        row.getLong("person_id"),
                        row.getString("name"),
                        row.getString("sex"),
                        row.getString("birth_date"),
                        row.getString("citizen_id"),
                        row.getString("replaced_by") != null,
                        new SourceRecord(
                                row.getString("facility"),
                                row.getString("patient"),
                                mask(row.getString("mrn")),
                                Grade.valueOf(row.getString("grade")))))
                .list()
                .forEach(row -> rows.get(row.person()).add(row));
        Set<SourceRecord> visible = Set.copyOf(seen.apply(
                rows.values().stream().flatMap(List::stream).map(Row::source).toList()));
        rows.values().forEach(found -> found.removeIf(row -> !visible.contains(row.source())));
        return rows.values().stream()
                .filter(found -> !found.isEmpty())
                .map(PersonSearch::found)
                .toList();
    }

    private record Row(
            long person,
            String name,
            String sex,
            String birthDate,
            String citizenId,
            boolean replaced,
            SourceRecord source) {}

    private static Found found(List<Row> rows) {
        Row shown = rows.stream()
                .filter(row -> !row.replaced() && !row.citizenId().isEmpty())
                .findFirst()
                .orElse(rows.get(0));
        return new Found(
                shown.person(),
                shown.name(),
                shown.sex(),
                shown.birthDate(),
                CitizenId.masked(shown.citizenId()),
                rows.stream().map(Row::source).toList());
    }

    /** Enough to tell two records of one hospital apart, no more. */
    private static String mask(String number) {
        int shown = Math.min(3, number.length() / 2);
        return "*".repeat(number.length() - shown) + number.substring(number.length() - shown);
    }
}
