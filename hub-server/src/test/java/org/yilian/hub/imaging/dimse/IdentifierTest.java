package org.yilian.hub.imaging.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.VR;
import org.yilian.hub.facility.Facility;

class IdentifierTest {
    private static final Facility CHINESE = facility(Charset.forName("GB18030"));
    private static final Facility UNICODE = facility(StandardCharsets.UTF_8);

    private static Facility facility(Charset charset) {
        return new Facility(
                "H001",
                "甲",
                "A",
                Facility.Level.COUNTY,
                "D",
                ZoneId.of("Asia/Shanghai"),
                charset,
                List.of(),
                List.of(),
                Map.of(),
                null,
                null,
                Map.of());
    }

    private static DataSet keys(String level) {
        return new DataSet().set(Tag.QueryRetrieveLevel, level);
    }

    @Test
    void undeclaredTextIsReadAsItLooksElseAsTheHospitalWrites() throws DicomStatusException {
        byte[] gb = "王*".getBytes(Charset.forName("GB18030"));
        Identifier chinese =
                Identifier.of(Root.STUDY, keys("STUDY").setBytes(Tag.PatientName, VR.PN, gb), false, CHINESE);
        assertThat(chinese.values()).containsEntry("00100010", "王*");

        assertThat(Identifier.of(Root.STUDY, keys("STUDY").set(Tag.PatientName, "WANG*"), false, CHINESE)
                        .charset())
                .containsExactly("GB18030");
        assertThat(Identifier.of(Root.STUDY, keys("STUDY").set(Tag.PatientName, "WANG*"), false, UNICODE)
                        .charset())
                .containsExactly("ISO_IR 192");
    }

    @Test
    void keysInsideASequenceAreMatchedAndTheSequenceIsReturned() throws DicomStatusException {
        DataSet keys = keys("SERIES").set(Tag.StudyInstanceUID, "1.2");
        keys.addItem(Tag.RequestAttributesSequence).set(Tag.ScheduledProcedureStepID, "S1");
        Identifier identifier = Identifier.of(Root.STUDY, keys, false, UNICODE);

        assertThat(identifier.values()).containsEntry(Tag.toHex(Tag.ScheduledProcedureStepID), "S1");
        assertThat(identifier.asked()).contains(Tag.RequestAttributesSequence);
    }

    @Test
    void whatCannotBeMatchedIsAskedForAndNotMatched() throws DicomStatusException {
        DataSet keys = keys("STUDY")
                .set(Tag.PatientComments, "x")
                .set(Tag.Modality, "CT")
                .set(Tag.StudyDate, "*");
        Identifier identifier = Identifier.of(Root.STUDY, keys, false, UNICODE);

        assertThat(identifier.values()).isEmpty();
        assertThat(identifier.asked()).containsExactlyInAnyOrder(Tag.PatientComments, Tag.Modality, Tag.StudyDate);
    }

    @Test
    void theHierarchyIsKeptUnlessRelationalIsAgreedOn() throws DicomStatusException {
        DataSet images = keys("IMAGE").set(Tag.StudyInstanceUID, "1.2").set(Tag.SOPInstanceUID, "1.2.3");
        assertThatThrownBy(() -> Identifier.of(Root.STUDY, images, false, UNICODE))
                .isInstanceOf(DicomStatusException.class)
                .hasMessageContaining("A900");
        assertThat(Identifier.of(Root.STUDY, images, true, UNICODE).level()).isEqualTo(QueryLevel.IMAGE);

        DataSet lists = keys("SERIES").set(Tag.StudyInstanceUID, "1.2", "1.3");
        assertThatThrownBy(() -> Identifier.of(Root.STUDY, lists, false, UNICODE))
                .hasMessageContaining("A900");
    }

    @Test
    void aRetrievalGoesByItsUniqueKeysAndNeedsItsOwn() throws DicomStatusException {
        DataSet keys = keys("STUDY").set(Tag.StudyInstanceUID, "1.2", "1.3").set(Tag.StudyDate, "20260101");
        Identifier unique = Identifier.of(Root.STUDY, keys, false, UNICODE).uniqueKeysOnly();
        assertThat(unique.values()).containsOnly(Map.entry("0020000D", "1.2\\1.3"));
        unique.requireOwnKey();

        Identifier all = Identifier.of(Root.STUDY, keys("STUDY").set(Tag.StudyInstanceUID, "*"), false, UNICODE);
        assertThatThrownBy(() -> all.uniqueKeysOnly().requireOwnKey()).hasMessageContaining("A900");
    }

    @Test
    void onlyOneWholePatientIdIsOnePatient() throws DicomStatusException {
        assertThat(Identifier.of(Root.STUDY, keys("STUDY").set(Tag.PatientID, "P1"), false, UNICODE)
                        .singlePatientId())
                .contains("P1");
        assertThat(Identifier.of(Root.STUDY, keys("STUDY").set(Tag.PatientID, "P*"), false, UNICODE)
                        .singlePatientId())
                .isEmpty();
        assertThat(Identifier.of(Root.STUDY, keys("STUDY").set(Tag.PatientID, VR.LO, "P1", "P2"), false, UNICODE)
                        .singlePatientId())
                .isEmpty();
    }
}
