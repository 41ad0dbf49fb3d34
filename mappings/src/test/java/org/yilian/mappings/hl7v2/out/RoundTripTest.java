package org.yilian.mappings.hl7v2.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.FacilityProfile;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.ProfileTables;

/** What came in as ORU^R01 and goes out again says the same: for every golden result, in both character sets. */
class RoundTripTest {
    private static final Path FOLDER = Path.of("../conformance/golden/hl7v2");

    static Stream<Path> results() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER.resolve("oru-r01"))) {
            return files.filter(f -> f.toString().endsWith(".hl7")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("results")
    void saysTheSameAgain(Path message) throws IOException {
        FacilityProfile profile = profile();
        Translation first = translate(Er7Message.read(Files.readAllBytes(message), profile.defaultCharset()), profile);
        List<Resource> resources =
                first.writes().stream().map(ResourceWrite::resource).toList();
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            List<Resource> again = new ArrayList<>();
            for (Resource each : resources) {
                if (each instanceof DiagnosticReport report) {
                    Er7Message out =
                            Er7Message.read(ResultMessage.write(header(charset), content(report, resources)), charset);
                    translate(out, profile).writes().forEach(write -> again.add(write.resource()));
                }
            }
            assertThat(facts(again)).isEqualTo(facts(resources));
        }
    }

    private static Translation translate(Er7Message message, FacilityProfile profile) {
        Translation translation = Hl7v2Translator.translate(message, profile);
        assertThat(translation.refused()).isFalse();
        return translation;
    }

    private static FacilityProfile profile() throws IOException {
        return FacilityProfile.builder("H001")
                .name("区域中心医院")
                .defaultCharset(Charset.forName("GB18030"))
                .codes(ProfileTables.codes(Files.readString(FOLDER.resolve("codes.csv"))))
                .build();
    }

    private static Header header(Charset charset) {
        ZonedDateTime time = ZonedDateTime.of(2026, 1, 5, 12, 0, 0, 0, ZoneId.of("Asia/Shanghai"));
        return new Header("HUB", "YL", "LIS", "H001", time, "4711", "2.5.1", charset);
    }

    private static ResultMessage.Report content(DiagnosticReport report, List<Resource> resources) {
        Patient patient = (Patient)
                resources.stream().filter(Patient.class::isInstance).findFirst().orElseThrow();
        PatientNumber number = new PatientNumber(patient.getIdentifierFirstRep().getValue(), "H001", null, "MR");
        return new ResultMessage.Report(
                "H001",
                "区域中心医院",
                List.of(number),
                patient,
                number(report, "PLAC"),
                number(report, "FILL"),
                report,
                new Sources(resources));
    }

    private static OrderNumber number(DiagnosticReport report, String type) {
        return report.getIdentifier().stream()
                .filter(each -> type.equals(each.getType().getCodingFirstRep().getCode()))
                .map(each -> new OrderNumber(each.getValue(), "H001"))
                .findFirst()
                .orElse(null);
    }

    /** Ids included: they are made of what the message says, so equal ids are equal numbers and codes. */
    private static List<String> facts(List<Resource> resources) {
        List<String> facts = new ArrayList<>();
        for (Resource each : resources) {
            if (each instanceof Observation observation) {
                facts.add(fact(observation));
            } else if (each instanceof DiagnosticReport report) {
                facts.add(fact(report, resources));
            } else if (each instanceof Patient patient) {
                facts.add(patient.getId()
                        + patient.getNameFirstRep().getText()
                        + patient.getGender()
                        + patient.getBirthDateElement().getValueAsString());
            }
        }
        return facts.stream().distinct().sorted().toList();
    }

    private static String fact(DiagnosticReport report, List<Resource> resources) {
        return String.join(
                " ",
                report.getIdentifierFirstRep().getValue(),
                report.getStatus().toCode(),
                code(report.getCode()),
                text(report.getEffective()),
                report.getIssuedElement().getValueAsString(),
                String.valueOf(report.getConclusion()),
                report.getExtension().stream()
                        .filter(e -> e.getValue() instanceof Annotation)
                        .map(e -> ((Annotation) e.getValue()).getText())
                        .toList()
                        .toString(),
                report.getPresentedForm().stream()
                        .map(form -> form.getContentType() + form.getTitle() + content(form.getUrl(), resources))
                        .toList()
                        .toString(),
                String.valueOf(report.getResult().size()),
                String.valueOf(report.getSpecimen().size()));
    }

    /** The bytes of the Binary, or the address of what lies elsewhere. */
    private static String content(String url, List<Resource> resources) {
        return resources.stream()
                .filter(each -> each instanceof Binary
                        && each.getIdElement()
                                .toUnqualifiedVersionless()
                                .getValue()
                                .equals(url))
                .map(each -> new String(((Binary) each).getData(), StandardCharsets.ISO_8859_1))
                .findFirst()
                .orElse(url);
    }

    private static String fact(Observation observation) {
        return String.join(
                " ",
                observation.getStatus().toCode(),
                code(observation.getCode()),
                text(observation.getValue()),
                observation.getComponent().stream()
                        .map(each -> text(each.getValue()))
                        .toList()
                        .toString(),
                observation.getReferenceRange().stream()
                        .map(Observation.ObservationReferenceRangeComponent::getText)
                        .toList()
                        .toString(),
                observation.getInterpretation().stream()
                        .map(RoundTripTest::code)
                        .toList()
                        .toString(),
                code(observation.getDataAbsentReason()),
                text(observation.getEffective()),
                observation.getNote().stream().map(Annotation::getText).toList().toString());
    }

    private static String code(CodeableConcept concept) {
        return concept.hasCoding() ? concept.getCoding().get(0).getCode() : String.valueOf(concept.getText());
    }

    private static String text(Type value) {
        if (value instanceof org.hl7.fhir.r4.model.Quantity quantity) {
            return quantity.getComparator()
                    + quantity.getValueElement().getValueAsString()
                    + quantity.getUnit()
                    + quantity.getCode();
        }
        if (value instanceof CodeableConcept concept) {
            return concept.getCoding().stream()
                            .map(c -> c.getCode() + c.getDisplay())
                            .toList()
                    + concept.getText();
        }
        if (value instanceof StringType text) {
            return text.getValue();
        }
        return value == null ? "-" : value.isPrimitive() ? value.primitiveValue() : value.fhirType();
    }
}
