package org.yilian.sample.history;

import java.time.LocalDate;
import java.util.List;
import org.yilian.sample.Dice;
import org.yilian.sample.Hospital;
import org.yilian.sample.Table;
import org.yilian.sample.cast.Person;
import org.yilian.sample.cast.Sex;

/** A department of a hospital: who comes to it and who works there. */
public record Department(
        Hospital hospital, String code, String name, VisitKind kind, String audience, List<Doctor> doctors) {
    private static final List<Department> ALL =
            Table.read("history/departments.csv").stream().map(Department::of).toList();

    /** A doctor by the hospital's staff number. */
    public record Doctor(String number, String name) {
        private static Doctor of(String entry) {
            String[] parts = entry.split(":");
            return new Doctor(parts[0], parts[1]);
        }
    }

    private static Department of(Table.Row row) {
        return new Department(
                Hospital.valueOf(row.text("hospital")),
                row.text("code"),
                row.text("name"),
                VisitKind.valueOf(row.text("kind")),
                row.text("audience"),
                row.list("doctors").stream().map(Doctor::of).toList());
    }

    /** A department that takes this person for this kind of visit; a hospital that has none sees them as outpatients. */
    static Department choose(Hospital hospital, VisitKind kind, Person person, LocalDate day, Dice dice) {
        List<Department> open = ALL.stream()
                .filter(d -> d.hospital == hospital && suits(d.audience, person, day))
                .toList();
        List<Department> fitting = open.stream().filter(d -> d.kind == kind).toList();
        return dice.pick(fitting.isEmpty() ? open : fitting);
    }

    static boolean suits(String audience, Person person, LocalDate day) {
        int age = person.ageOn(day);
        return switch (audience) {
            case "ADULT" -> age >= 15;
            case "CHILD" -> age < 15;
            case "WOMAN" -> age >= 15 && person.sex() == Sex.FEMALE;
            default -> true;
        };
    }
}
