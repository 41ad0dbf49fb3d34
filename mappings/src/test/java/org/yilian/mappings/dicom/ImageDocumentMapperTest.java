package org.yilian.mappings.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.junit.jupiter.api.Test;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.mappings.hl7v2.FacilityProfile;

class ImageDocumentMapperTest {
    private static DataSet document(String sopClass) {
        return new DataSet()
                .set(Tag.SpecificCharacterSet, "ISO_IR 192")
                .set(Tag.SOPClassUID, sopClass)
                .set(Tag.SOPInstanceUID, "1.2.3.4")
                .set(Tag.SeriesInstanceUID, "1.2.3")
                .set(Tag.StudyInstanceUID, "1.2");
    }

    private static DataSet named(DataSet item, String code, String meaning) {
        item.addItem(Tag.ConceptNameCodeSequence)
                .set(Tag.CodeValue, code)
                .set(Tag.CodingSchemeDesignator, "DCM")
                .set(Tag.CodeMeaning, meaning);
        return item;
    }

    private static DomainResource map(DataSet document) {
        FacilityProfile profile = FacilityProfile.builder("H001").build();
        return ImageDocumentMapper.map(document, profile, "h001-p", "1.2", "https://hub/dicomweb");
    }

    @Test
    void nothingIsFinalThatNobodyPutANameTo() {
        DataSet report = document(UID.EnhancedSRStorage).set(Tag.CompletionFlag, "COMPLETE");
        assertThat(((DiagnosticReport) map(report)).getStatus()).isEqualTo(DiagnosticReportStatus.PRELIMINARY);
        report.set(Tag.VerificationFlag, "VERIFIED");
        assertThat(((DiagnosticReport) map(report)).getStatus()).isEqualTo(DiagnosticReportStatus.FINAL);
        report.set(Tag.CompletionFlag, "PARTIAL");
        assertThat(((DiagnosticReport) map(report)).getStatus()).isEqualTo(DiagnosticReportStatus.PARTIAL);
    }

    @Test
    void theContentTreeIsTextAndItsConclusionTheConclusion() {
        DataSet report = document(UID.ComprehensiveSRStorage);
        DataSet section =
                named(report.addItem(Tag.ContentSequence).set(Tag.ValueType, "CONTAINER"), "121070", "Findings");
        DataSet size = named(section.addItem(Tag.ContentSequence).set(Tag.ValueType, "NUM"), "121211", "Path length");
        DataSet measured = size.addItem(Tag.MeasuredValueSequence).set(Tag.NumericValue, "12");
        measured.addItem(0x004008EA).set(Tag.CodeValue, "mm");
        named(
                report.addItem(Tag.ContentSequence).set(Tag.ValueType, "TEXT").set(Tag.TextValue, "右肺结节"),
                "121073",
                "Impression");
        DiagnosticReport mapped = (DiagnosticReport) map(report);
        assertThat(mapped.getConclusion()).isEqualTo("右肺结节");
        assertThat(new String(mapped.getPresentedFormFirstRep().getData(), StandardCharsets.UTF_8))
                .isEqualTo("Findings\n  Path length: 12 mm\nImpression: 右肺结节");
        assertThat(mapped.hasCategory()).isFalse();
        assertThat(mapped.getMeta().getTagFirstRep().getCode()).isEqualTo("H001");
    }

    @Test
    void aMachinesDoseReportIsADocumentAndNoDiagnosis() {
        DocumentReference dose = (DocumentReference)
                map(named(document("1.2.840.10008.5.1.4.1.1.88.67"), "113701", "X-Ray Radiation Dose Report"));
        assertThat(dose.getType().getText()).isEqualTo("X-Ray Radiation Dose Report");
        assertThat(dose.getContentFirstRep().getAttachment().getUrl())
                .isEqualTo("https://hub/dicomweb/studies/1.2/series/1.2.3/instances/1.2.3.4");
    }

    @Test
    void whoSelectedIsTheAuthorAndNotPartOfWhatIsSaid() {
        DataSet document = document(UID.KeyObjectSelectionDocumentStorage);
        named(
                document.addItem(Tag.ContentSequence)
                        .set(Tag.RelationshipType, "HAS OBS CONTEXT")
                        .set(Tag.ValueType, "PNAME")
                        .set(Tag.PersonName, "he=何医生"),
                "121008",
                "Person Observer Name");
        named(
                document.addItem(Tag.ContentSequence)
                        .set(Tag.RelationshipType, "CONTAINS")
                        .set(Tag.ValueType, "TEXT")
                        .set(Tag.TextValue, "结节"),
                "113012",
                "Key Object Description");
        DocumentReference selection = (DocumentReference) map(document);
        assertThat(selection.getAuthorFirstRep().getDisplay()).isEqualTo("何医生");
        assertThat(selection.getDescription()).isEqualTo("Key Object Description: 结节");
    }

    @Test
    void aSelectionOfNothingIsItself() {
        DocumentReference selection = (DocumentReference) map(document(UID.KeyObjectSelectionDocumentStorage));
        assertThat(selection.getContentFirstRep().getAttachment().getUrl()).endsWith("/instances/1.2.3.4");
        assertThat(ImageDocumentMapper.isDocument("1.2.840.10008.5.1.4.1.1.2")).isFalse();
    }
}
