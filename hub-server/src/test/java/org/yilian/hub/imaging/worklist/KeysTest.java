package org.yilian.hub.imaging.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;

class KeysTest {
    private static DataSet utf8() {
        return new DataSet().set(Tag.SpecificCharacterSet, "ISO_IR 192");
    }

    @ParameterizedTest
    @CsvSource({
        "王*, true",
        "=王*, true",
        "WANG*, true",
        "wang^xiuying, true",
        "王*=, false",
        "=王^秀英, true",
        "=李*, false",
        "Wang*=王*, true",
        "W?ng^*, true",
        "Wang, false"
    })
    void namesMatchInAnyWritingOrEachInItsPlace(String key, boolean matches) {
        DataSet found = utf8().set(Tag.PatientName, VR.PN, "Wang^Xiuying=王^秀英");
        assertThat(Keys.match(utf8().set(Tag.PatientName, VR.PN, key), found, Tag.PatientName))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "20260105, true",
        "20260104, false",
        "20260101-20260105, true",
        "20260105-, true",
        "-20260104, false",
        "-20260105, true",
        "20260106-20260107, false"
    })
    void datesMatchByRange(String key, boolean matches) {
        DataSet found = new DataSet().set(Tag.StudyDate, "20260105");
        assertThat(Keys.match(new DataSet().set(Tag.StudyDate, VR.DA, key), found, Tag.StudyDate))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "20260105, true",
        "20260105101530.000000+0800, true",
        "202601051015+0800-20260106, true",
        "20260101-20260105, true",
        "20260105101531-, false",
        "-20260105101530+0800, true",
        "2025-2026, true",
        "20260105101530-0800, true"
    })
    void momentsMatchByRangeWithoutTheirOffsets(String key, boolean matches) {
        DataSet found = new DataSet().set(Tag.ScheduledProcedureStepStartDateTime, "20260105101530.000000+0800");
        assertThat(Keys.match(
                        new DataSet().set(Tag.ScheduledProcedureStepStartDateTime, VR.DT, key),
                        found,
                        Tag.ScheduledProcedureStepStartDateTime))
                .isEqualTo(matches);
    }

    @Test
    void aShorterTimeMeansAllOfItsHour() {
        DataSet found = new DataSet().set(Tag.StudyTime, "101530.123");
        assertThat(Keys.match(new DataSet().set(Tag.StudyTime, VR.TM, "10"), found, Tag.StudyTime))
                .isTrue();
        assertThat(Keys.match(new DataSet().set(Tag.StudyTime, VR.TM, "0900-1015"), found, Tag.StudyTime))
                .isTrue();
        assertThat(Keys.match(new DataSet().set(Tag.StudyTime, VR.TM, "1016-"), found, Tag.StudyTime))
                .isFalse();
    }

    @Test
    void aKeyOfManyStarsCostsNoMoreThanItsLength() {
        DataSet found = new DataSet().set(Tag.AccessionNumber, "a".repeat(10_000));
        DataSet key = new DataSet().set(Tag.AccessionNumber, "*a".repeat(2_000) + "b");
        assertThat(Keys.match(key, found, Tag.AccessionNumber)).isFalse();
    }

    @Test
    void whatNobodySaidMatchesOnlyWhoDoesNotCare() {
        DataSet key = new DataSet();
        key.addItem(Tag.ScheduledProcedureStepSequence).set(Tag.Modality, "CT");
        assertThat(Keys.match(key, new DataSet(), Tag.ScheduledProcedureStepSequence))
                .isFalse();
        DataSet open = new DataSet();
        open.addItem(Tag.ScheduledProcedureStepSequence).setEmpty(Tag.Modality);
        assertThat(Keys.match(open, new DataSet(), Tag.ScheduledProcedureStepSequence))
                .isTrue();
    }
}
