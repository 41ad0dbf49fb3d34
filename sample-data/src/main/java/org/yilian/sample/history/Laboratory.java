package org.yilian.sample.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yilian.sample.Dice;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.cast.Person;
import org.yilian.sample.lab.Analyte;
import org.yilian.sample.lab.LabCatalogue;
import org.yilian.sample.lab.LocalCode;
import org.yilian.sample.lab.Panel;
import org.yilian.sample.lab.Physiology;

/** A hospital's laboratory: measures, prints in its own units and ranges, releases and sometimes corrects. */
final class Laboratory {
    private static final double PRELIMINARY_SHARE = 0.1;
    private static final double CORRECTED_SHARE = 0.04;
    private static final Map<String, Double> DETECTION_LIMITS = Map.of("TNI", 0.010, "PCT", 0.020);

    private final Instant now;
    private final LabCatalogue catalogue = LabCatalogue.shared();

    Laboratory(Instant now) {
        this.now = now;
    }

    LabOrder work(
            String numbers,
            String panelItem,
            VisitIdea idea,
            Instant sampled,
            boolean acute,
            Physiology body,
            Dice dice) {
        Hospital hospital = idea.registration().hospital();
        Panel panel = catalogue.panels().get(panelItem);
        List<Analyte> analytes = catalogue.analytes(hospital, panelItem).stream()
                .filter(analyte -> !idea.has("WITHOUT-" + analyte.item()))
                .filter(analyte -> !analyte.item().equals("EGFR") || isAdult(idea))
                .toList();
        Map<String, Double> values = body.values(analytes, acute, sampled + panelItem, idea.values());
        List<LabResult> results = analytes.stream()
                .map(analyte -> print(hospital, idea.registration().person(), analyte, values.get(analyte.item())))
                .toList();
        Instant received = sampled.plus(Duration.ofMinutes(dice.between(12, 40)));
        return new LabOrder(
                "O" + numbers,
                "L" + numbers,
                panel,
                catalogue.menu(hospital).find(panelItem).orElseThrow(),
                sampled,
                received,
                releases(hospital, idea, results, received, dice));
    }

    private boolean isAdult(VisitIdea idea) {
        return idea.registration().person().ageOn(LocalDate.ofInstant(now, RegionPlan.ZONE)) >= 18;
    }

    private List<LabRelease> releases(
            Hospital hospital, VisitIdea idea, List<LabResult> results, Instant received, Dice dice) {
        List<LabRelease> releases = new ArrayList<>();
        Instant at = received.plus(Duration.ofMinutes(dice.between(35, 150)));
        boolean preliminary = dice.chance(PRELIMINARY_SHARE) && results.size() > 3;
        boolean corrected = dice.chance(CORRECTED_SHARE);
        if (preliminary || idea.has("PRELIMINARY_ONLY")) {
            List<LabResult> first = idea.has("PRELIMINARY_ONLY") ? results : results.subList(0, results.size() / 2);
            releases.add(new LabRelease(LabRelease.Stage.PRELIMINARY, at, first, Set.of()));
            at = at.plus(Duration.ofMinutes(dice.between(60, 200)));
        }
        if (idea.has("PRELIMINARY_ONLY")) {
            return releases;
        }
        if (corrected || idea.has("CORRECTED")) {
            int wrong = idea.has("CORRECTED") ? 0 : dice.below(results.size());
            releases.add(new LabRelease(LabRelease.Stage.FINAL, at, mistyped(results, wrong), Set.of()));
            Instant later = at.plus(Duration.ofMinutes(dice.between(90, 400)));
            releases.add(new LabRelease(
                    LabRelease.Stage.CORRECTED,
                    later,
                    results,
                    Set.of(results.get(wrong).analyte().item())));
        } else {
            releases.add(new LabRelease(LabRelease.Stage.FINAL, at, results, Set.of()));
        }
        releases.removeIf(release -> release.at().isAfter(now));
        return releases;
    }

    /** The results as they were released first: one of them off by a typing mistake. */
    private static List<LabResult> mistyped(List<LabResult> results, int wrong) {
        List<LabResult> first = new ArrayList<>(results);
        LabResult right = results.get(wrong);
        String typed = right.analyte().qualitative()
                ? "阳性(1+)"
                : new BigDecimal(right.value().replace("<", ""))
                        .multiply(new BigDecimal("1.3"))
                        .setScale(Math.max(0, scale(right.value())), RoundingMode.HALF_UP)
                        .toPlainString();
        first.set(wrong, new LabResult(right.analyte(), right.code(), typed, right.range(), LabResult.Flag.ABNORMAL));
        return first;
    }

    private static int scale(String value) {
        return new BigDecimal(value.replace("<", "")).scale();
    }

    LabResult print(Hospital hospital, Person person, Analyte analyte, double value) {
        LocalCode code = catalogue.menu(hospital).find(analyte.item()).orElseThrow();
        if (analyte.qualitative()) {
            String word = value == 0 ? "阴性" : value < 1.5 ? "弱阳性(±)" : "阳性(1+)";
            return new LabResult(
                    analyte, code, word, "阴性", value == 0 ? LabResult.Flag.NORMAL : LabResult.Flag.ABNORMAL);
        }
        boolean alternative = analyte.usesAlternative(catalogue.ucum(code.unit()));
        Double limit = DETECTION_LIMITS.get(analyte.item());
        BigDecimal printed = analyte.print(value, alternative);
        boolean below = limit != null && value < limit;
        String text = below ? "<" + analyte.print(limit, alternative).toPlainString() : printed.toPlainString();
        String range = RangeStyle.write(hospital, analyte, analyte.interval(person.sex()), alternative);
        LabResult.Flag flag = below ? LabResult.Flag.NORMAL : flag(analyte, person, printed, alternative);
        return new LabResult(analyte, code, text, range, flag);
    }

    /** Judged by what is printed, as the reader of the report would. */
    private static LabResult.Flag flag(Analyte analyte, Person person, BigDecimal printed, boolean alternative) {
        if (under(printed, analyte.critical().low(), analyte, alternative)) {
            return LabResult.Flag.CRITICAL_LOW;
        }
        if (over(printed, analyte.critical().high(), analyte, alternative)) {
            return LabResult.Flag.CRITICAL_HIGH;
        }
        Analyte.Interval interval = analyte.interval(person.sex());
        if (under(printed, interval.low(), analyte, alternative)) {
            return LabResult.Flag.LOW;
        }
        return over(printed, interval.high(), analyte, alternative) ? LabResult.Flag.HIGH : LabResult.Flag.NORMAL;
    }

    private static boolean under(BigDecimal printed, Double bound, Analyte analyte, boolean alternative) {
        return bound != null && printed.compareTo(analyte.print(bound, alternative)) < 0;
    }

    private static boolean over(BigDecimal printed, Double bound, Analyte analyte, boolean alternative) {
        return bound != null && printed.compareTo(analyte.print(bound, alternative)) > 0;
    }
}
