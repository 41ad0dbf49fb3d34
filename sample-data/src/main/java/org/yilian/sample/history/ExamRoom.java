package org.yilian.sample.history;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.yilian.sample.Dice;
import org.yilian.sample.Hospital;
import org.yilian.sample.lab.Exam;
import org.yilian.sample.lab.LabCatalogue;

/** Books examinations, names their studies and writes their reports. */
final class ExamRoom {
    private static final double REPORT_SHARE = 0.8;
    private static final Map<String, List<String[]>> WORDS = Map.of(
            "CT",
            List.of(
                    new String[] {"两肺纹理清晰，右肺上叶见一约6mm实性小结节，边缘光整。纵隔未见肿大淋巴结，双侧胸腔无积液。", "右肺上叶小结节，建议12个月后复查。"},
                    new String[] {"胸廓对称，两肺未见明确实质性病变，气管支气管通畅。心影大小正常。", "胸部CT未见明显异常。"},
                    new String[] {"左肺下叶见片状模糊影，密度不均，邻近胸膜稍增厚。", "左肺下叶炎症，建议治疗后复查。"}),
            "DX",
            List.of(
                    new String[] {"双肺野清晰，肺纹理走行自然，心影不大，双膈面光滑，肋膈角锐利。", "心肺膈未见明显异常。"},
                    new String[] {"双肺纹理增多、紊乱，心影略饱满，主动脉迂曲。", "支气管炎可能；主动脉硬化。"}),
            "US",
            List.of(
                    new String[] {"双侧颈总动脉内膜不厚，内中膜厚度0.8mm，管腔内血流充盈好，峰值流速正常。", "双侧颈动脉未见明显异常。"},
                    new String[] {"右侧颈动脉分叉处见一4.2×1.8mm等回声斑块，表面光滑，管腔未见狭窄。", "右侧颈动脉斑块形成。"}),
            "ECG",
            List.of(
                    new String[] {"窦性心律，心率72次/分，PR间期160ms，QRS时限92ms，QTc 410ms。", "正常心电图。"},
                    new String[] {"窦性心律，心率96次/分，V5、V6导联T波低平。", "T波改变，请结合临床。"}));

    private final Instant now;
    private int count;

    ExamRoom(Instant now) {
        this.now = now;
    }

    int count() {
        return count;
    }

    /** @param told whether a story needs the report: it is written by then whatever chance says */
    ExamOrder examine(String numbers, String item, Hospital hospital, Instant at, boolean told, Dice dice) {
        Exam exam = LabCatalogue.shared().exams().get(item);
        String[] words = dice.pick(WORDS.get(exam.modality()));
        Instant reported = at.plus(Duration.ofMinutes(dice.between(30, 240)));
        boolean written = (dice.chance(REPORT_SHARE) || told) && reported.isBefore(now);
        return new ExamOrder(
                count++,
                "O" + numbers + "E",
                "A" + numbers,
                exam,
                exam.at(hospital).orElseThrow(),
                at,
                uid(dice.fork("study")),
                written ? reported : null,
                words[0],
                words[1]);
    }

    /** A UID made from 128 drawn bits (PS3.5 B.2), marked as a random UUID. */
    static String uid(Dice dice) {
        long high = dice.nextLong() & ~0xF000L | 0x4000L;
        long low = dice.nextLong() & ~(3L << 62) | 2L << 62;
        BigInteger number = new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(low)));
        return "2.25." + number;
    }
}
