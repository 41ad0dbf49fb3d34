package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;

/** Rules 12 and 14, and rule 20 as far as a result has groups. */
class OrderRuleTest {
    private static final String OBX = "OBX|1|NM|GLU^葡萄糖||5.6||||||F";

    private static Translation groups(String... segments) {
        return Messages.translate(Messages.message("ORU^R01", Messages.PID, String.join("\r", segments)));
    }

    @Test
    void createsTheOrderOnlyWhenItIsNotThere() {
        Translation translation = Messages.oru(OBX);
        ResourceWrite order = translation.writes().stream()
                .filter(w -> w.resource() instanceof ServiceRequest)
                .findFirst()
                .orElseThrow();
        assertThat(order.mode()).isEqualTo(ResourceWrite.Mode.ADVANCE);
        String id = LogicalIds.of("H001", "ServiceRequest", "https://fhir.yilian-hub.org/id/h001/order", "P1");
        assertThat(order.resource().getIdElement().getIdPart()).isEqualTo(id);
        assertThat(Messages.only(translation, DiagnosticReport.class)
                        .getBasedOnFirstRep()
                        .getReference())
                .isEqualTo("ServiceRequest/" + id);
        assertThat(Messages.only(translation, Observation.class)
                        .getBasedOnFirstRep()
                        .getReference())
                .isEqualTo("ServiceRequest/" + id);
    }

    @Test
    void takesNumbersFromOrcWhenObrHasNone() {
        Translation translation =
                groups("ORC|RE|P7|F7", "OBR|1|||GLU^血糖|||20260105083000|||||||||||||||20260105100000||LAB|F", OBX);
        assertThat(Messages.only(translation, DiagnosticReport.class).getIdentifier())
                .extracting("value")
                .contains("P7", "F7");
    }

    @Test
    void doesNotMixUpTwoPanelsOfOneNumber() {
        Translation translation = groups(
                "OBR|1|P1|F1|LIP^血脂|||20260105|||||||||||||||20260105100000||LAB|F", "OBX|1|NM|TC^胆固醇||5||||||F",
                "OBR|2|P1|F1|LIV^肝功|||20260105|||||||||||||||20260105100000||LAB|F", "OBX|1|NM|ALT^谷丙||30||||||F");
        assertThat(Messages.all(translation, DiagnosticReport.class))
                .extracting(r -> r.getIdElement().getIdPart())
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(Messages.all(translation, ServiceRequest.class)).hasSize(1);
        assertThat(Messages.all(translation, DiagnosticReport.class))
                .allSatisfy(r -> assertThat(r.getResult()).hasSize(1));
    }

    @Test
    void bindsCommentsToWhatTheyFollow() {
        Translation translation =
                groups(Messages.OBR, "NTE|1||报告备注", OBX, "NTE|1||标本溶血", "NTE|2||已复查", "OBX|2|NM|K^钾||4||||||F");
        assertThat(Messages.all(translation, Observation.class)
                        .get(0)
                        .getNoteFirstRep()
                        .getText())
                .isEqualTo("标本溶血\n已复查");
        assertThat(Messages.all(translation, Observation.class).get(1).hasNote())
                .isFalse();
        assertThat(Messages.only(translation, DiagnosticReport.class).getExtension())
                .hasSize(1);
    }

    @Test
    void takesResultsThatStandAfterTheSpecimen() {
        assertThat(groups(Messages.OBR, "SPM|1|S1&H001^S2&H001||SER^血清", OBX).writes())
                .anySatisfy(w -> assertThat(w.resource()).isInstanceOf(Observation.class));
    }

    @Test
    void knowsAResultWithoutNumbersByWhatItSays() {
        Translation translation = groups("OBR|1|||GLU^血糖|||20260105083000|||||||||||||||20260105100000||LAB|F", OBX);
        assertThat(Messages.remarks(translation)).contains("WARNING NO_ORDER_NUMBER OBR-3");
        assertThat(Messages.all(translation, ServiceRequest.class)).isEmpty();
        assertThat(Messages.only(translation, DiagnosticReport.class).hasBasedOn())
                .isFalse();
    }

    @Test
    void keepsTheLocalCodeAndAddsWhatTheProfileKnows() {
        FacilityProfile profile = FacilityProfile.builder("H001")
                .codes(ProfileTables.codes(
                        "localCode,localName,item,loinc,localUnit,ucum\nGLU,葡萄糖,GLU-R,14749-6,mmol/L,mmol/L\n"))
                .build();
        Translation translation = Hl7v2Translator.translate(
                Er7Message.parse(Messages.message("ORU^R01", Messages.PID, Messages.OBR, OBX)), profile);
        assertThat(Messages.only(translation, Observation.class).getCode().getCoding())
                .extracting(c -> c.getSystem() + "|" + c.getCode())
                .containsExactly(
                        "https://fhir.yilian-hub.org/CodeSystem/h001-lab|GLU",
                        "https://fhir.yilian-hub.org/CodeSystem/regional-item|GLU-R",
                        "http://loinc.org|14749-6");
        assertThat(Messages.remarks(translation)).doesNotContain("INFO CODE_NOT_MAPPED OBX-3");
    }

    @Test
    void deliversAResultWhoseCodeIsNotMapped() {
        Translation translation = Messages.oru(OBX);
        assertThat(Messages.only(translation, Observation.class).getCode().getCoding())
                .hasSize(1);
        assertThat(Messages.remarks(translation)).contains("INFO CODE_NOT_MAPPED OBX-3");
    }

    @Test
    void linksImagesByAccessionAndStudy() {
        Translation translation = groups(
                "OBR|1|P1|F1|CT^胸部CT|||20260105|||||||||||ACC1||||20260105100000||RAD|F",
                "ZDS|1.2.3.4^PACS^Application^DICOM",
                "OBX|1|TX|IMP^印象||未见异常||||||F");
        DiagnosticReport report = Messages.only(translation, DiagnosticReport.class);
        assertThat(report.getIdentifier()).anySatisfy(i -> {
            assertThat(i.getSystem()).isEqualTo("https://fhir.yilian-hub.org/id/h001/accession");
            assertThat(i.getValue()).isEqualTo("ACC1");
        });
        ImagingStudy study = Messages.only(translation, ImagingStudy.class);
        assertThat(report.getImagingStudyFirstRep().getReference())
                .isEqualTo("ImagingStudy/" + study.getIdElement().getIdPart());
        assertThat(study.getIdElement().getIdPart())
                .isEqualTo(org.yilian.mappings.dicom.ImagingStudyMapper.studyId("H001", "1.2.3.4"));
        assertThat(Messages.only(translation, Observation.class)
                        .getCategoryFirstRep()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("imaging");
    }
}
