package org.yilian.sample.lab;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yilian.sample.Dice;
import org.yilian.sample.Table;
import org.yilian.sample.cast.Person;
import org.yilian.sample.cast.Sex;

/**
 * A person's inner values: a set point per analyte that stays, moved by lasting conditions, with the variation of the day
 * around it. Values that depend on others (haematocrit, LDL cholesterol, eGFR) are computed from them, so that a report
 * is consistent in itself.
 */
public final class Physiology {
    private static final Map<String, Double> FACTORS = Table.read("lab/conditions.csv").stream()
            .collect(Collectors.toMap(
                    row -> row.text("condition") + "/" + row.text("item"), row -> row.number("factor")));
    private static final List<String> FIVE_CELLS = List.of("NEUP", "LYMP", "MONP", "EOSP", "BASP");
    private static final List<String> FIVE_COUNTS = List.of("NEU", "LYM", "MON", "EOS", "BAS");

    private final Person person;
    private final int age;
    private final Dice dice;
    private final Set<Condition> conditions;

    public Physiology(Person person, LocalDate today, Dice dice) {
        this.person = person;
        this.age = person.ageOn(today);
        this.dice = dice;
        this.conditions = conditions(dice.fork("conditions"));
    }

    private Set<Condition> conditions(Dice own) {
        Set<Condition> found = EnumSet.noneOf(Condition.class);
        double byAge = age < 18 ? 0.05 : age < 40 ? 0.3 : age < 60 ? 0.75 : 1;
        for (Condition condition : Condition.values()) {
            if (own.chance(condition.share() * byAge)) {
                found.add(condition);
            }
        }
        return found;
    }

    /** The lasting conditions. */
    public Set<Condition> conditions() {
        return conditions;
    }

    /**
     * The values of a panel, in each analyte's own unit, at one sampling.
     *
     * @param acute whether the person has an infection now
     * @param sample names the sampling: the same name gives the same values
     * @param given values that are to be as said
     */
    public Map<String, Double> values(List<Analyte> analytes, boolean acute, String sample, Map<String, Double> given) {
        Map<String, Double> values = new HashMap<>();
        for (Analyte analyte : LabCatalogue.shared().analytes().values()) {
            if (!analytes.isEmpty() && analyte.panel().equals(analytes.get(0).panel())) {
                values.put(
                        analyte.item(),
                        given.getOrDefault(analyte.item(), value(analyte, acute, dice.fork(sample + analyte.item()))));
            }
        }
        derive(values, given);
        return values;
    }

    private double value(Analyte analyte, boolean acute, Dice today) {
        Dice lasting = dice.fork(analyte.item());
        double usual = analyte.mean(person.sex()) * spread(analyte.betweenPeople(), lasting.normal());
        for (Condition condition : conditions) {
            usual *= FACTORS.getOrDefault(condition + "/" + analyte.item(), 1.0);
        }
        if (acute) {
            usual *= FACTORS.getOrDefault(Condition.ACUTE_INFECTION + "/" + analyte.item(), 1.0);
        }
        if (analyte.qualitative()) {
            return lasting.unit() < usual ? 1 + today.below(2) : 0;
        }
        return usual * spread(analyte.withinPerson(), today.normal());
    }

    /** A factor around 1: symmetric while small, skewed to the right where variation is large. */
    private static double spread(double variation, double deviation) {
        return variation < 0.15 ? 1 + variation * deviation : StrictMath.exp(variation * deviation);
    }

    private void derive(Map<String, Double> values, Map<String, Double> given) {
        Map<String, Double> derived = new HashMap<>();
        if (values.containsKey("RBC")) {
            double haematocrit = values.get("RBC") * values.get("MCV") / 10;
            double haemoglobin = haematocrit * values.get("MCHC") / 100;
            derived.put("HCT", haematocrit);
            derived.put("HGB", haemoglobin);
            derived.put("MCH", haemoglobin / values.get("RBC"));
            cells(values, derived);
        }
        if (values.containsKey("LIP-TC")) {
            double rest = values.get("LIP-TC") - values.get("LIP-HDL") - values.get("LIP-TG") / 2.2;
            derived.put("LIP-LDL", Math.max(0.8, rest * 0.97));
        }
        if (values.containsKey("TP")) {
            derived.put("GLOB", values.get("TP") - values.get("ALB"));
            derived.put(
                    "DBIL",
                    values.get("TBIL") * (0.22 + 0.12 * dice.fork("conjugated").unit()));
        }
        if (values.containsKey("CREA")) {
            derived.put("EGFR", filtration(values.get("CREA") / 88.4));
        }
        if (values.containsKey("PT")) {
            derived.put("INR", values.get("PT") / 11.15);
        }
        derived.keySet().removeAll(given.keySet());
        values.putAll(derived);
    }

    private static void cells(Map<String, Double> values, Map<String, Double> derived) {

        double others = values.get("MONP") + values.get("EOSP") + values.get("BASP");
        double neutrophils = Math.min(values.get("NEUP"), 96 - others);
        derived.put("NEUP", neutrophils);
        derived.put("LYMP", Math.max(3, 100 - neutrophils - others));
        for (int i = 0; i < FIVE_CELLS.size(); i++) {
            double percent = derived.getOrDefault(FIVE_CELLS.get(i), values.get(FIVE_CELLS.get(i)));
            derived.put(FIVE_COUNTS.get(i), values.get("WBC") * percent / 100);
        }
    }

    /** CKD-EPI 2021, creatinine in mg/dL. */
    private double filtration(double creatinine) {
        boolean female = person.sex() == Sex.FEMALE;
        double ratio = creatinine / (female ? 0.7 : 0.9);
        double rate = 142
                * StrictMath.pow(Math.min(ratio, 1), female ? -0.241 : -0.302)
                * StrictMath.pow(Math.max(ratio, 1), -1.2)
                * StrictMath.pow(0.9938, age);
        return female ? rate * 1.012 : rate;
    }
}
