package org.yilian.mappings.hl7v2.out;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages that leave, by folder: {@code golden/hl7v2-out/<case>} has the resources ({@code bundle.json}), what the caller says
 * ({@code context.json}) and the message, byte for byte.
 */
class OutGoldenTest {
    private static final Path FOLDER = Path.of("../conformance/golden/hl7v2-out");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void writesAsExpected(Path folder) throws IOException {
        JsonNode context = JSON.readTree(Files.readString(folder.resolve("context.json")));
        byte[] message = write(context, Files.readString(folder.resolve("bundle.json")));
        Charset charset = Charset.forName(context.at("/header/charset").asText());
        assertThat(lines(message, charset))
                .isEqualTo(lines(Files.readAllBytes(folder.resolve("message.hl7")), charset));
        assertThat(message).isEqualTo(Files.readAllBytes(folder.resolve("message.hl7")));
        assertThat(write(context, Files.readString(folder.resolve("bundle.json"))))
                .isEqualTo(message);
    }

    private static String lines(byte[] message, Charset charset) {
        return new String(message, charset).replace('\r', '\n');
    }

    private static byte[] write(JsonNode context, String bundle) {
        List<Resource> resources = new ArrayList<>();
        FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(Bundle.class, bundle)
                .getEntry()
                .forEach(entry -> resources.add(entry.getResource()));
        Header header = header(context.get("header"));
        List<PatientNumber> numbers = numbers(context.get("numbers"));
        String message = context.get("message").asText();
        Patient patient = only(resources, Patient.class);
        return switch (message) {
            case "ORU^R01" ->
                ResultMessage.write(
                        header,
                        new ResultMessage.Report(
                                context.get("author").asText(),
                                context.get("authorName").asText(),
                                numbers,
                                patient,
                                order(context.get("placer")),
                                order(context.get("filler")),
                                only(resources, DiagnosticReport.class),
                                new Sources(resources)));
            case "ADT^A40", "ADT^A47" ->
                MergeMessage.write(header, message.substring(4), numbers, patient, numbers(context.get("prior")));
            case "ADT^A31" -> LinkMessage.write(header, numbers);
            case "REF^I12" -> ReferralOut.refer(header, "I12", referral(context, numbers, patient, resources));
            case "RRI^I12" ->
                ReferralOut.answer(
                        header,
                        context.get("answers").asText(),
                        TaskStatus.fromCode(context.get("status").asText()),
                        referral(context, numbers, patient, resources));
            default ->
                OrderResponseMessage.write(
                        header,
                        context.get("answers").asText(),
                        numbers,
                        patient,
                        order(context.get("placer")),
                        order(context.get("filler")),
                        only(resources, ServiceRequest.class));
        };
    }

    private static ReferralOut.Referral referral(
            JsonNode context, List<PatientNumber> numbers, Patient patient, List<Resource> resources) {
        return new ReferralOut.Referral(
                order(context.get("number")),
                only(resources, ServiceRequest.class),
                context.get("author").asText(),
                context.get("receiver").asText(),
                numbers,
                patient,
                new Sources(resources));
    }

    private static Header header(JsonNode header) {
        return new Header(
                header.get("sendingApplication").asText(),
                header.get("sendingFacility").asText(),
                header.get("receivingApplication").asText(),
                header.get("receivingFacility").asText(),
                OffsetDateTime.parse(header.get("time").asText())
                        .atZoneSameInstant(ZoneId.of(header.get("zone").asText())),
                header.get("controlId").asText(),
                header.get("version").asText(),
                Charset.forName(header.get("charset").asText()));
    }

    private static List<PatientNumber> numbers(JsonNode numbers) {
        List<PatientNumber> all = new ArrayList<>();
        numbers.forEach(each -> all.add(new PatientNumber(
                each.get("value").asText(), text(each, "authority"), text(each, "oid"), text(each, "type"))));
        return all;
    }

    private static String text(JsonNode node, String name) {
        return node.has(name) ? node.get(name).asText() : null;
    }

    private static OrderNumber order(JsonNode number) {
        return number == null
                ? null
                : new OrderNumber(
                        number.get("value").asText(), number.get("facility").asText());
    }

    private static <T extends Resource> T only(List<Resource> resources, Class<T> type) {
        return resources.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
