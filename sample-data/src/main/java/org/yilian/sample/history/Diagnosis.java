package org.yilian.sample.history;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.yilian.sample.Dice;
import org.yilian.sample.Table;
import org.yilian.sample.cast.Person;
import org.yilian.sample.lab.Condition;

/** An ICD-10 diagnosis of a visit. */
public record Diagnosis(String code, String name, Condition condition, String audience, double weight) {
    private static final double LASTING_FIRST = 0.6;
    private static final List<Diagnosis> ALL = Table.read("history/diagnoses.csv").stream()
            .map(row -> new Diagnosis(
                    row.text("code"),
                    row.text("name"),
                    row.has("condition") ? Condition.valueOf(row.text("condition")) : null,
                    row.text("audience"),
                    row.number("weight")))
            .toList();

    static Diagnosis choose(Person person, LocalDate day, Set<Condition> lasting, Dice dice) {
        List<Diagnosis> known = ALL.stream()
                .filter(d -> d.condition != null && lasting.contains(d.condition))
                .toList();
        if (!known.isEmpty() && dice.chance(LASTING_FIRST)) {
            return dice.pick(known);
        }
        return dice.pick(
                ALL.stream()
                        .filter(d -> d.condition == null || d.condition == Condition.ACUTE_INFECTION)
                        .filter(d -> Department.suits(d.audience, person, day))
                        .filter(d -> !d.code.equals("Z34.9") || person.ageOn(day) < 45)
                        .toList(),
                Diagnosis::weight);
    }

    boolean isAcuteInfection() {
        return condition == Condition.ACUTE_INFECTION;
    }
}
