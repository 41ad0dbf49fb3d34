package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.mappings.Translation;

/** Rule 4: HL7 tables 0085 and 0123, and that a correction is the same Observation. */
class ResultStatusTest {
    private static String report(String status, String issued, String... obx) {
        return Messages.message(
                "ORU^R01",
                Messages.PID,
                "OBR|1|P1|F1|GLU^血糖|||20260105083000|||||||||||||||" + issued + "||LAB|" + status,
                String.join("\r", obx));
    }

    private static String glucose(int setId, String value, String status) {
        return "OBX|" + setId + "|NM|GLU^葡萄糖||" + value + "|mmol/L|3.9-6.1|N|||" + status;
    }

    @ParameterizedTest
    @CsvSource({
        "P, preliminary",
        "R, preliminary",
        "S, preliminary",
        "I, registered",
        "F, final",
        "U, final",
        "V, final",
        "A, amended",
        "B, amended",
        "C, corrected",
        "D, entered-in-error",
        "W, entered-in-error",
        "X, cancelled",
        "N, final"
    })
    void mapsObx11(String code, String status) {
        Observation observation = Messages.observation("OBX|1|NM|GLU^葡萄糖||5.6|mmol/L|||||" + code);
        assertThat(observation.getStatus().toCode()).isEqualTo(status);
        assertThat(observation.getValueQuantity().getValue()).isEqualByComparingTo("5.6");
    }

    @ParameterizedTest
    @CsvSource({"X, not-performed", "N, not-asked"})
    void saysWhyThereIsNoValue(String code, String reason) {
        Observation observation = Messages.observation("OBX|1|NM|GLU^葡萄糖|||mmol/L|||||" + code);
        assertThat(observation.getDataAbsentReason().getCodingFirstRep().getCode())
                .isEqualTo(reason);
    }

    @Test
    void dropsOrderDetailsAloud() {
        Translation translation = Messages.oru("OBX|1|NM|GLU^葡萄糖||5.6|mmol/L|||||O");
        assertThat(Messages.all(translation, Observation.class)).isEmpty();
        assertThat(Messages.remarks(translation)).contains("INFO FIELD_NOT_USED OBX-3", "INFO FIELD_NOT_USED OBX-5");
    }

    @Test
    void givesAnUnknownCodeAnUnknownStatus() {
        Translation translation = Messages.oru("OBX|1|NM|GLU^葡萄糖||5.6|mmol/L|||||?");
        assertThat(Messages.only(translation, Observation.class).getStatus())
                .isEqualTo(Observation.ObservationStatus.UNKNOWN);
        assertThat(Messages.remarks(translation)).contains("WARNING STATUS_UNKNOWN OBX-11");
    }

    @Test
    void inheritsAMissingStatusFromTheReport() {
        Observation observation = Messages.observation("OBX|1|NM|GLU^葡萄糖||5.6|mmol/L");
        assertThat(observation.getStatus()).isEqualTo(Observation.ObservationStatus.FINAL);
    }

    @ParameterizedTest
    @CsvSource({
        "O, registered",
        "I, registered",
        "S, registered",
        "A, partial",
        "R, partial",
        "P, preliminary",
        "M, preliminary",
        "F, final",
        "C, corrected",
        "X, cancelled",
        "Y, unknown",
        "Z, unknown"
    })
    void mapsObr25(String code, String status) {
        Translation translation = Messages.translate(report(code, "20260105100000"));
        assertThat(Messages.only(translation, DiagnosticReport.class)
                        .getStatus()
                        .toCode())
                .isEqualTo(status);
    }

    @Test
    void takesAReportWithoutStatusForFinalWhenAllItsResultsAre() {
        Translation translation = Messages.translate(report("", "20260105100000", glucose(1, "5.6", "F")));
        assertThat(Messages.only(translation, DiagnosticReport.class).getStatus())
                .isEqualTo(DiagnosticReport.DiagnosticReportStatus.FINAL);
    }

    @Test
    void preliminaryFinalAndCorrectedAreOneObservation() {
        Translation first = Messages.translate(report("P", "20260105100000", glucose(1, "5.6", "P")));
        Translation second = Messages.translate(report("F", "20260105110000", glucose(3, "5.7", "F")));
        Translation third = Messages.translate(report("C", "20260105120000", glucose(2, "7.5", "C")));
        Observation stored = Messages.stored(Observation.class, first, second, third);
        assertThat(stored.getStatus()).isEqualTo(Observation.ObservationStatus.CORRECTED);
        assertThat(stored.getValueQuantity().getValue()).isEqualByComparingTo("7.5");
        assertThat(Messages.stored(DiagnosticReport.class, first, second, third).getStatus())
                .isEqualTo(DiagnosticReport.DiagnosticReportStatus.CORRECTED);
    }

    @Test
    void anOlderPreliminaryResultComesTooLate() {
        Translation fin = Messages.translate(report("F", "20260105110000", glucose(1, "5.7", "F")));
        Translation preliminary = Messages.translate(report("P", "20260105100000", glucose(1, "5.6", "P")));
        assertThat(Messages.stored(Observation.class, fin, preliminary).getStatus())
                .isEqualTo(Observation.ObservationStatus.FINAL);
    }

    @Test
    void aDeletedResultStaysAsAnError() {
        Translation fin = Messages.translate(report("F", "20260105110000", glucose(1, "5.7", "F")));
        Translation deleted = Messages.translate(report("C", "20260105120000", glucose(1, "", "D")));
        assertThat(Messages.stored(Observation.class, fin, deleted).getStatus())
                .isEqualTo(Observation.ObservationStatus.ENTEREDINERROR);
    }

    @Test
    void distinguishesResultsBySubIdInstanceAndOrderOfEquals() {
        Translation translation = Messages.oru(
                "OBX|1|NM|BP^血压|1|120||||||F",
                "OBX|2|NM|BP^血压|2|80||||||F",
                "OBX|3|NM|BP^血压|2|81||||||F",
                "OBX|4|NM|BP^血压|2|82||||||F||||||||||I-9");
        assertThat(Messages.all(translation, Observation.class))
                .extracting(o -> o.getIdElement().getIdPart())
                .doesNotHaveDuplicates()
                .hasSize(4);
        assertThat(Messages.all(translation, Observation.class)
                        .get(3)
                        .getIdentifierFirstRep()
                        .getValue())
                .isEqualTo("I-9");
    }
}
