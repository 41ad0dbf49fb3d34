package org.yilian.hub.recognition.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yilian.hub.recognition.rules.Decision.LineDecision;
import org.yilian.hub.recognition.rules.Decision.Step;
import org.yilian.hub.recognition.rules.Decision.Verdict;

class RecognitionEngineTest {
    private final Rulebook rulebook = TruthTableTest.rulebook();

    @Test
    void tellsTheLastInstantAtWhichAResultIsRecognisable() {
        LineDecision line = ask(question(true, true, "K"), candidate("K", Map.of("old", "PT20H")));
        assertThat(line.expires())
                .isEqualTo(TruthTableTest.NOW.plus(Duration.ofDays(7)).minus(Duration.ofHours(20)));
        assertThat(line.preselected()).isTrue();
    }

    @Test
    void aPanelExpiresWithItsFirstAnalyte() {
        LineDecision line = ask(
                question(true, true, "LIP"),
                candidate("LIP-TC", Map.of("old", "P20D")),
                candidate("LIP-TG", Map.of("old", "P2D")));
        assertThat(line.expires()).isEqualTo(TruthTableTest.NOW.plus(Duration.ofDays(10)));
    }

    @Test
    void keepsAllFailuresInTheTrace() {
        Verdict verdict = ask(
                        question(true, true, "K"), candidate("K", Map.of("from", "H003", "old", "P9D", "range", "")))
                .judged()
                .get(0);
        assertThat(verdict.trace().stream().filter(step -> !step.ok()).map(Step::reason))
                .containsExactly(Reason.QC_NOT_QUALIFIED, Reason.EXPIRED, Reason.DATA_INCOMPLETE);
        assertThat(verdict.trace().stream().map(Step::gate).distinct()).hasSize(Gate.values().length);
    }

    @Test
    void listsTheResultsThatWereNotChosen() {
        Verdict verdict = ask(
                        question(true, true, "K"),
                        candidate("K", Map.of("id", "new", "old", "PT1H")),
                        candidate("K", Map.of("id", "old", "old", "P2D", "from", "H004")),
                        candidate("K", Map.of("id", "foreign", "possible", "true")))
                .judged()
                .get(0);
        assertThat(verdict.chosen().id()).isEqualTo("Observation/new");
        assertThat(verdict.others()).hasSize(1);
        assertThat(verdict.others().get(0).facility()).isEqualTo("H004");
    }

    @Test
    void disclosesNothingOfAPersonWhoseDataAreClosed() {
        LineDecision closed = ask(question(false, true, "K"), candidate("K", Map.of()));
        LineDecision nothing = ask(question(false, true, "K"));
        assertThat(closed).isEqualTo(nothing);
        assertThat(closed.reasons()).containsExactly(Reason.ACCESS_DENIED);
        assertThat(closed.judged().get(0).chosen()).isNull();
    }

    @Test
    void disclosesNothingWhereTheNumberLeadsToSeveralPersons() {
        LineDecision line = ask(question(true, false, "K"), candidate("K", Map.of()));
        assertThat(line.reasons()).containsExactly(Reason.ID_UNCERTAIN);
        assertThat(line.judged().get(0).chosen()).isNull();
    }

    @Test
    void tellsNothingOfAResultThatMayBeAnotherPersons() {
        Verdict verdict = ask(question(true, true, "K"), candidate("K", Map.of("possible", "true", "value", "2.6")))
                .judged()
                .get(0);
        assertThat(verdict.chosen()).isNull();
        assertThat(verdict.notes()).isEmpty();
        assertThat(verdict.trace()).extracting(Step::record).containsOnly("");
    }

    @Test
    void preselectsNothingThatAlertsOrIsExempt() {
        assertThat(ask(question(true, true, "K"), candidate("K", Map.of("value", "2.6")))
                        .preselected())
                .isFalse();
        Question exempt = new Question(
                "H001", "OUTPATIENT", null, TruthTableTest.NOW, true, true, List.of(line("K")), Set.of("03"));
        assertThat(ask(exempt, candidate("K", Map.of())).preselected()).isFalse();
    }

    @Test
    void showsTheMarkOfTheScope() {
        assertThat(ask(question(true, true, "HBSAG"), candidate("HBSAG", Map.of("value", "阴性")))
                        .judged()
                        .get(0)
                        .marks())
                .containsExactly("全国HR");
        assertThat(ask(question(true, true, "GLU"), candidate("GLU", Map.of()))
                        .judged()
                        .get(0)
                        .marks())
                .containsExactly("省HR");
    }

    @Test
    void convertsToTheCataloguesUnit() {
        assertThat(rulebook.convert("GLU", "126", "mg/dL", "mmol/L").orElseThrow())
                .isEqualByComparingTo("6.994");
        assertThat(rulebook.convert("CREA", "1.0", "mg/dL", "umol/L").orElseThrow())
                .isEqualByComparingTo("88.40");
        assertThat(rulebook.convert("ALT", "40", "mg/dL", "U/L")).isEmpty();
        assertThat(rulebook.convert("TSH", "2.1", "u[IU]/mL", "m[IU]/L").orElseThrow())
                .isEqualByComparingTo("2.1");
        assertThat(rulebook.convert("GLU", "<2", "mg/dL", "mmol/L")).isEmpty();
    }

    @Test
    void narrowsAPanelToTheOrderersMenu() {
        assertThat(rulebook.expand("LIV", Set.of("ALT", "GGT"))).containsExactly("ALT", "GGT");
        assertThat(rulebook.expand("LIV", Set.of())).containsExactly("ALT", "AST", "GGT");
        assertThat(rulebook.expand("K", Set.of("ALT"))).containsExactly("K");
    }

    @Test
    void namesFileLineAndColumnOfAMistake() {
        assertMistake(
                "catalogue", "item,nameZh,nameEn,kind,scope,window\nK,钾,K,LAB,REGION,7d\n", "line 2, column window");
        assertMistake("catalogue", "item,nameZh,nameEn,kind,scope,window\nK,钾,K,BLOOD,REGION,P7D\n", "column kind");
        assertMistake("catalogue", "item,nameZh,nameEn,kind,scope,window\nK,钾,K,LAB,CITY,P7D\n", "column scope");
        assertMistake("prices", "item,facility,price\nK,H9,1.00\n", "column facility");
        assertMistake("prices", "item,facility,price\nK,H001,1.005\n", "column price");
        assertMistake(
                "qualifications",
                "facility,item,scheme,validFrom,validTo,result\nH001,K,E,today-3d,today-9d,PASS\n",
                "column validTo");
        assertMistake(
                "qualifications",
                "facility,item,scheme,validFrom,validTo,result\nH001,K,E,yesterday,today,PASS\n",
                "column validFrom");
    }

    @Test
    void readsRelativeDays() {
        Rules rules = reader(
                        "qualifications",
                        "facility,item,scheme,validFrom,validTo,result\nH001,K,E,today-400d,today+200d,PASS\n")
                .read();
        assertThat(rules.qualifications().get(0).from()).isEqualTo(LocalDate.parse("2025-02-24"));
        assertThat(rules.qualifications().get(0).to()).isEqualTo(LocalDate.parse("2026-10-17"));
    }

    private static void assertMistake(String file, String text, String place) {
        assertThatThrownBy(() -> reader(file, text).read())
                .isInstanceOf(RuleMistake.class)
                .hasMessageContaining("recognition." + file)
                .hasMessageContaining(place);
    }

    private static RulesReader reader(String file, String text) {
        return new RulesReader(
                "Asia/Shanghai",
                List.of(new Rules.Member("H001", 3, "")),
                LocalDate.parse("2026-03-31"),
                name -> name.equals(file) ? text : null);
    }

    private LineDecision ask(Question question, Candidate... candidates) {
        return RecognitionEngine.decide(question, List.of(candidates), rulebook)
                .lines()
                .get(0);
    }

    private Question question(boolean permitted, boolean certain, String item) {
        return new Question(
                "H001", "OUTPATIENT", null, TruthTableTest.NOW, permitted, certain, List.of(line(item)), Set.of());
    }

    private Question.Line line(String item) {
        return new Question.Line("1", item, rulebook.expand(item, Set.of()), null, null, null, null);
    }

    private static Candidate candidate(String item, Map<String, String> told) {
        return TruthTableTest.candidate(item, told, 0);
    }
}
