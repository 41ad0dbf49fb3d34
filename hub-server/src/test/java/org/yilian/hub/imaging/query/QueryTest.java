package org.yilian.hub.imaging.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.Tag;

class QueryTest {

    @Test
    void readsWhatOhifSends() {
        Query query = parse(
                Level.STUDY,
                "limit",
                "101",
                "offset",
                "0",
                "fuzzymatching",
                "false",
                "includefield",
                "00081030,00080060,00080061");

        assertThat(query.limit()).isEqualTo(101);
        assertThat(query.include()).contains(Tag.StudyDescription, Tag.Modality, Tag.ModalitiesInStudy);
        assertThat(query.conditions()).isEmpty();
    }

    @Test
    void matchesByHexTagAndByKeywordAlike() {
        for (String key : List.of("00100020", "PatientID")) {
            Query query = parse(Level.STUDY, key, "P0001");

            assertThat(query.conditions()).containsExactly(Condition.of("st.patient_id = ?", "P0001"));
            assertThat(query.keys()).containsExactly(Tag.PatientID);
        }
    }

    @Test
    void readsIncludefieldAsListAndRepeated() {
        Map<String, String[]> parameters = Map.of("includefield", new String[] {"StudyDescription,00100040", "all"});

        Query query = Query.parse(Level.STUDY, List.of(), parameters);

        assertThat(query.include()).contains(Tag.StudyDescription, Tag.PatientSex);
        assertThat(query.includeAll()).isTrue();
    }

    @Test
    void turnsWildcardsIntoLikeAndKeepsThePercentSignOfTheClient() {
        assertThat(parse(Level.STUDY, "AccessionNumber", "A*1?%_").conditions())
                .containsExactly(Condition.of("st.accession like ? escape '!'", "A%1_!%!_"));
    }

    @Test
    void readsDateRangesOpenOnEitherSide() {
        assertThat(parse(Level.STUDY, "StudyDate", "20260101-20260131")
                        .conditions()
                        .get(0)
                        .arguments())
                .containsExactly("20260101", "20260131");
        assertThat(parse(Level.STUDY, "StudyDate", "-20260131").conditions())
                .containsExactly(Condition.of("st.study_date <= ?", "20260131"));
        assertThat(parse(Level.STUDY, "StudyDate", "20260101-").conditions())
                .containsExactly(Condition.of("st.study_date >= ?", "20260101"));
    }

    @Test
    void takesATimeOfLowPrecisionForItsWholeHour() {
        assertThat(parse(Level.STUDY, "StudyTime", "10-11").conditions().get(0).arguments())
                .containsExactly("10", "115959.999999");
    }

    @Test
    void readsUidListsWithBothDelimiters() {
        for (String list : List.of("1.2,1.3", "1.2\\1.3")) {
            assertThat(parse(Level.STUDY, "StudyInstanceUID", list)
                            .conditions()
                            .get(0)
                            .arguments())
                    .containsExactly("1.2", "1.3");
        }
    }

    @Test
    void looksForANameInAllItsWritings() {
        Condition condition =
                parse(Level.STUDY, "PatientName", "王*").conditions().get(0);

        assertThat(condition.sql()).contains("name_alphabetic", "name_ideographic", "name_phonetic");
        assertThat(condition.arguments()).containsExactly("王%", "王%", "王%");
    }

    @Test
    void looksForEachWritingWhereSeveralAreGiven() {
        Condition condition = parse(Level.STUDY, "PatientName", "wang^xiuying=王^秀英")
                .conditions()
                .get(0);

        assertThat(condition.sql()).contains("name_alphabetic = ?", "name_ideographic = ?");
        assertThat(condition.arguments()).containsExactly("WANG^XIUYING", "王^秀英");
    }

    @Test
    void refusesToMatchOnWhatTheIndexDoesNotHoldInsteadOfAnsweringTooMuch() {
        assertThatThrownBy(() -> parse(Level.STUDY, "OtherPatientIDs", "x"))
                .isInstanceOf(BadQuery.class)
                .hasMessageContaining("OtherPatientIDs");
        assertThatThrownBy(() -> parse(Level.STUDY, "SeriesInstanceUID", "1.2")).isInstanceOf(BadQuery.class);
    }

    @Test
    void refusesValuesThatAreNotOfTheirForm() {
        for (String[] bad : new String[][] {
            {"StudyInstanceUID", "../x"},
            {"StudyDate", "yesterday"},
            {"StudyDate", "-"},
            {"limit", "-1"},
            {"limit", "many"},
            {"NumberOfStudyRelatedSeries", "x"}
        }) {
            assertThatThrownBy(() -> parse(Level.STUDY, bad)).isInstanceOf(BadQuery.class);
        }
    }

    @Test
    void ignoresParametersThatNameNoAttribute() {
        assertThat(parse(Level.STUDY, "_", "1", "accept", "application/json").conditions())
                .isEmpty();
    }

    @Test
    void boundsTheNumberOfAnswers() {
        assertThat(parse(Level.STUDY, "limit", "999999999999").limit()).isEqualTo(Query.MAX_LIMIT);
        assertThat(parse(Level.STUDY).limit()).isEqualTo(Query.DEFAULT_LIMIT);
    }

    private static Query parse(Level level, String... pairs) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], new String[] {pairs[i + 1]});
        }
        return Query.parse(level, List.of(), parameters);
    }

    @Test
    void knowsWhichListsHoldAValue() {
        Condition.OneOf oneOf = parse(Level.STUDY, "ModalitiesInStudy", "C*,SR")
                .conditions()
                .get(0)
                .oneOf();

        assertThat(oneOf.holds("\\MR\\CT\\")).isTrue();
        assertThat(oneOf.holds("\\SR\\")).isTrue();
        assertThat(oneOf.holds("\\XC\\MR\\")).isFalse();
        assertThat(oneOf.holds("\\SRX\\")).isFalse();
    }
}
