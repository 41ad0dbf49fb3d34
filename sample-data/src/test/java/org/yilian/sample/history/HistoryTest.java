package org.yilian.sample.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yilian.sample.Hospital;
import org.yilian.sample.Regions;
import org.yilian.sample.history.LabRelease.Stage;

/** The stories that the demonstration and the recognition checks rely on. */
class HistoryTest {
    private final History history = Regions.STANDARD.history();

    @Test
    void lipidPanelOfP0001AtTheCountyHospitalIsTenDaysOldAndTheOnlyOne() {
        LabOrder lipids = only("P0001", "LIP");
        assertThat(age(lipids)).isBetween(Duration.ofDays(10), Duration.ofDays(11));
        assertThat(lipids.releases()).last().extracting(LabRelease::stage).isIn(Stage.FINAL, Stage.CORRECTED);
        assertThat(values(lipids)).containsKeys("LIP-TC", "LIP-TG", "LIP-HDL", "LIP-LDL", "LIP-APOA1", "LIP-APOB");
    }

    @Test
    void lipidPanelOfP0002HasExpired() {
        assertThat(age(only("P0002", "LIP"))).isGreaterThan(Duration.ofDays(30));
    }

    @Test
    void potassiumOfP0004IsCritical() {
        LabResult potassium = last(only("P0004", "ELE")).results().stream()
                .filter(result -> result.analyte().item().equals("K"))
                .findFirst()
                .orElseThrow();
        assertThat(potassium.value()).isEqualTo("2.60");
        assertThat(potassium.flag()).isEqualTo(LabResult.Flag.CRITICAL_LOW);
    }

    @Test
    void glucoseOfP0006IsPrintedInMilligrams() {
        assertThat(values(only("P0006", "GLU-P"))).containsEntry("GLU", "126");
    }

    @Test
    void lipidPanelOfP0007IsOnlyPreliminaryAndKidneyPanelOfP0008IsCorrected() {
        assertThat(only("P0007", "LIP").releases())
                .extracting(LabRelease::stage)
                .containsExactly(Stage.PRELIMINARY);
        LabOrder kidney = history.visitsOf("P0008").stream()
                .flatMap(visit -> visit.labs().stream())
                .filter(lab -> lab.panel().item().equals("KID"))
                .findFirst()
                .orElseThrow();
        assertThat(last(kidney).stage()).isEqualTo(Stage.CORRECTED);
        assertThat(last(kidney).corrected()).containsExactly("CREA");
        assertThat(values(kidney)).containsEntry("CREA", "118");
    }

    @Test
    void liverPanelOfP0010HasNoGgt() {
        assertThat(values(only("P0010", "LIV"))).containsKeys("ALT", "AST").doesNotContainKey("GGT");
    }

    @Test
    void formerNumberOfP0012IsUsedFirst() {
        List<String> numbers = history.visitsOf("P0012").stream()
                .filter(visit -> visit.registration().hospital() == Hospital.H002)
                .map(Visit::patientNumber)
                .toList();
        assertThat(numbers).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void thereAreAtLeastFortyStudiesOfEveryKind() {
        assertThat(history.exams()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(history.exams().stream().map(exam -> exam.exam().item()).distinct())
                .hasSize(5);
        assertThat(history.exams()).extracting(ExamOrder::studyInstanceUid).doesNotHaveDuplicates();
        assertThat(history.exams()).extracting(ExamOrder::accession).doesNotHaveDuplicates();
    }

    @Test
    void bloodCountsAreConsistentInThemselves() {
        for (Visit visit : history.visits()) {
            for (LabOrder lab : visit.labs()) {
                if (lab.panel().item().equals("CBC")) {
                    Map<String, String> values = values(lab);
                    double percent = Double.parseDouble(values.get("NEUP"))
                            + Double.parseDouble(values.get("LYMP"))
                            + Double.parseDouble(values.get("MONP"))
                            + Double.parseDouble(values.get("EOSP"))
                            + Double.parseDouble(values.get("BASP"));
                    assertThat(percent).isBetween(99.0, 102.0);
                }
            }
        }
    }

    private LabOrder only(String person, String panel) {
        List<LabOrder> labs = history.visitsOf(person).stream()
                .flatMap(visit -> visit.labs().stream())
                .filter(lab -> lab.panel().item().equals(panel))
                .toList();
        assertThat(labs).hasSize(1);
        return labs.get(0);
    }

    private static LabRelease last(LabOrder lab) {
        return lab.releases().get(lab.releases().size() - 1);
    }

    private static Map<String, String> values(LabOrder lab) {
        return last(lab).results().stream()
                .collect(Collectors.toMap(result -> result.analyte().item(), LabResult::value));
    }

    private static Duration age(LabOrder lab) {
        return Duration.between(lab.sampled(), Regions.AS_OF);
    }
}
