package org.yilian.sample.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yilian.sample.Dice;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.cast.Person;
import org.yilian.sample.cast.Registration;
import org.yilian.sample.cast.Sex;
import org.yilian.sample.lab.LabCatalogue;

/** Visits of everybody else, by chance, over the last half year. */
final class ChanceVisits {
    private static final int DAYS_BACK = 175;
    private static final Map<String, Double> PANEL_SHARES = Map.ofEntries(
            Map.entry("CBC", 0.24),
            Map.entry("LIV", 0.16),
            Map.entry("KID", 0.15),
            Map.entry("LIP", 0.16),
            Map.entry("GLU-P", 0.2),
            Map.entry("ELE", 0.13),
            Map.entry("HBA1C-P", 0.08),
            Map.entry("THY", 0.09),
            Map.entry("URI", 0.1),
            Map.entry("INF", 0.07),
            Map.entry("COA", 0.07),
            Map.entry("CAR", 0.05),
            Map.entry("SIN", 0.06),
            Map.entry("INFD", 0.06),
            Map.entry("HCG-P", 0.06));
    private static final List<String> PANELS =
            PANEL_SHARES.keySet().stream().sorted().toList();

    private final RegionPlan plan;

    ChanceVisits(RegionPlan plan) {
        this.plan = plan;
    }

    List<VisitIdea> ideas(Registration registration, Dice dice) {
        double share = dice.unit();
        int count = share < 0.72 ? 1 : share < 0.95 ? 2 : 3;
        List<VisitIdea> ideas = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ideas.add(idea(registration, i == 0 && registration.formerNumber() != null, dice.fork("visit", i)));
        }
        return ideas;
    }

    private VisitIdea idea(Registration registration, boolean former, Dice dice) {
        VisitKind kind = dice.pick(
                List.of(VisitKind.values()),
                k -> k == VisitKind.OUTPATIENT ? 0.74 : k == VisitKind.EMERGENCY ? 0.12 : 0.14);
        // A number that is merged away later must have been used earlier than the others.
        int day = former ? DAYS_BACK + dice.between(1, 5) : dice.between(1, DAYS_BACK);
        int minute = kind == VisitKind.EMERGENCY ? dice.between(0, 23 * 60) : dice.between(7 * 60 + 40, 16 * 60 + 50);
        Instant start = plan.asOf().minus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
        Set<String> options = new HashSet<>();
        if (former) {
            options.add("FORMER_NUMBER");
        }
        return new VisitIdea(registration, start, kind, panels(registration, kind, dice), List.of(), Map.of(), options);
    }

    private List<String> panels(Registration registration, VisitKind kind, Dice dice) {
        Person person = registration.person();
        LocalDate today = plan.today();
        boolean mayBePregnant = person.sex() == Sex.FEMALE && person.ageOn(today) >= 18 && person.ageOn(today) < 46;
        double more = kind == VisitKind.INPATIENT ? 1.5 : 1;
        List<String> panels = new ArrayList<>();
        for (String panel : PANELS) {
            boolean drawn = dice.chance(PANEL_SHARES.get(panel) * more);
            boolean fits = !panel.equals("HCG-P") || mayBePregnant;
            if (drawn && fits && offers(registration.hospital(), panel)) {
                panels.add(panel);
            }
        }
        return panels;
    }

    private static boolean offers(Hospital hospital, String panel) {
        return LabCatalogue.shared().menu(hospital).find(panel).isPresent();
    }
}
