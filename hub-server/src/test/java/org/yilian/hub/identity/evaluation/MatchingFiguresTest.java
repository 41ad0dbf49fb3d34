package org.yilian.hub.identity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yilian.sample.matching.ChineseSet;
import org.yilian.sample.matching.EnglishSet;
import org.yilian.sample.matching.MatchingRecord;

/** What the matcher promises, on sets whose truth is known; {@code docs/identity.md} has the whole report. */
class MatchingFiguresTest {

    @Test
    void peopleOfChinaAreFoundAndNotMixed() {
        Evaluation evaluation = evaluated(ChineseSet.standard(1).all());
        assertThat(evaluation.all.precision()).isGreaterThanOrEqualTo(0.999);
        assertThat(evaluation.numbered.precision()).isGreaterThanOrEqualTo(0.999);
        assertThat(evaluation.numberless.precision()).isGreaterThanOrEqualTo(0.999);
        assertThat(evaluation.numbered.recall()).isGreaterThanOrEqualTo(0.97);
        assertThat(evaluation.numberless.recall()).isGreaterThanOrEqualTo(0.90);
        assertThat(evaluation.cubedPrecision()).isGreaterThanOrEqualTo(0.999);
        assertThat(evaluation.cubedRecall()).isGreaterThanOrEqualTo(0.96);
    }

    @Test
    void englishRecordsAfterFebrlAreFound() {
        Evaluation evaluation = evaluated(EnglishSet.standard(1).all());
        assertThat(evaluation.all.precision()).isGreaterThanOrEqualTo(0.999);
        assertThat(evaluation.all.f1()).isGreaterThanOrEqualTo(0.99);
    }

    /** What was linked does not depend on the day or the machine. */
    @Test
    void isTheSameEachTime() {
        List<MatchingRecord> some = new ChineseSet(7, 400, 1_000).all();
        assertThat(evaluated(some).all.row("all")).isEqualTo(evaluated(some).all.row("all"));
    }

    private static Evaluation evaluated(List<MatchingRecord> records) {
        TrueRecord.Reader reader = new TrueRecord.Reader(MatchingRecord.HEADER);
        Stream<TrueRecord> read = records.stream().map(MatchingRecord::line).map(reader::read);
        return new Evaluation(read.toList()).run();
    }
}
