package org.yilian.conformance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yilian.conformance.HubHttp;
import org.yilian.conformance.Pages;
import org.yilian.sample.Hospital;
import org.yilian.sample.simulator.ExpectedResult;

/**
 * Every result that was sent stands in the record as told last, once, and another hospital reads it by FHIR: all of them
 * through the reports, a sample by the patient's number and the hospital's own code.
 */
final class ResultStep implements Step {
    private static final int ONE_IN = 25;
    private static final Map<String, String> STATUS = Map.of("P", "preliminary", "F", "final", "C", "corrected");

    @Override
    public List<Finding> check(Played played) {
        Map<String, List<JsonNode>> stored = new HashMap<>();
        for (Hospital hospital : Hospital.values()) {
            stored.putAll(read(played, hospital));
        }
        List<ExpectedResult> expected = played.ledger().results();
        long found = 0;
        long once = 0;
        long right = 0;
        for (ExpectedResult result : expected) {
            List<JsonNode> candidates = stored.getOrDefault(key(result), List.of());
            found += candidates.isEmpty() ? 0 : 1;
            once += candidates.size() == 1 ? 1 : 0;
            right += candidates.size() == 1 && says(candidates.get(0), result) ? 1 : 0;
        }
        long observations = stored.values().stream().mapToLong(List::size).sum();
        List<ExpectedResult> sample = sample(expected);
        Map<Hospital, HubHttp> readers = new EnumMap<>(Hospital.class);
        for (Hospital hospital : Hospital.values()) {
            readers.put(hospital, played.somebodyElse(hospital));
        }
        return List.of(
                Finding.all("every result is readable at another hospital", found, expected.size()),
                Finding.all("and is there once", once, expected.size()),
                Finding.all("with value, unit and status as told last", right, expected.size()),
                Finding.all("no result is there that nobody sent", expected.size(), observations),
                Finding.all(
                        "found by patient number and local code",
                        sample.stream()
                                .filter(each -> foundByNumber(readers.get(each.hospital()), each))
                                .count(),
                        sample.size()));
    }

    /** By hospital, filler number and local code. */
    private static Map<String, List<JsonNode>> read(Played played, Hospital hospital) {
        HubHttp reader = played.somebodyElse(hospital);
        String filler = Played.identifierSystem(hospital, "filler");
        Map<String, JsonNode> observations = new HashMap<>();
        List<JsonNode> reports = new ArrayList<>();
        Pages.each(
                reader,
                "/fhir/DiagnosticReport?_count=100&_include=DiagnosticReport:result&identifier="
                        + HubHttp.encoded(filler + "|"),
                resource -> {
                    if (resource.path("resourceType").asText().equals("Observation")) {
                        observations.put("Observation/" + resource.path("id").asText(), resource);
                    } else {
                        reports.add(resource);
                    }
                });
        Map<String, List<JsonNode>> byKey = new HashMap<>();
        for (JsonNode report : reports) {
            String number = identifier(report, filler);
            for (JsonNode reference : report.path("result")) {
                JsonNode observation =
                        observations.get(reference.path("reference").asText());
                if (observation != null) {
                    byKey.computeIfAbsent(
                                    hospital + "|" + number + "|" + localCode(observation, hospital),
                                    key -> new ArrayList<>())
                            .add(observation);
                }
            }
        }
        return byKey;
    }

    private static String key(ExpectedResult result) {
        return result.hospital() + "|" + result.filler() + "|" + result.code();
    }

    private static String identifier(JsonNode resource, String system) {
        for (JsonNode each : resource.path("identifier")) {
            if (each.path("system").asText().equals(system)) {
                return each.path("value").asText();
            }
        }
        return "";
    }

    private static String localCode(JsonNode observation, Hospital hospital) {
        for (JsonNode coding : observation.path("code").path("coding")) {
            if (coding.path("system").asText().equals(localSystem(hospital))) {
                return coding.path("code").asText();
            }
        }
        return "";
    }

    private static String localSystem(Hospital hospital) {
        return "https://fhir.yilian-hub.org/CodeSystem/" + hospital.id() + "-lab";
    }

    private static boolean says(JsonNode observation, ExpectedResult expected) {
        boolean status = observation.path("status").asText().equals(STATUS.get(expected.status()));
        JsonNode quantity = observation.path("valueQuantity");
        if (quantity.isMissingNode()) {
            JsonNode concept = observation.path("valueCodeableConcept");
            String text = concept.isMissingNode()
                    ? observation.path("valueString").asText()
                    : concept.path("text")
                            .asText(concept.path("coding")
                                    .path(0)
                                    .path("display")
                                    .asText());
            return status && text.equals(expected.value());
        }
        String comparator = quantity.path("comparator").asText("");
        String number = expected.value().substring(comparator.length());
        return status
                && expected.value().startsWith(comparator)
                && new BigDecimal(number).compareTo(quantity.path("value").decimalValue()) == 0
                && quantity.path("unit").asText("").equals(expected.unit());
    }

    private static List<ExpectedResult> sample(List<ExpectedResult> all) {
        return java.util.stream.IntStream.range(0, all.size())
                .filter(i -> i % ONE_IN == 0)
                .mapToObj(all::get)
                .collect(Collectors.toList());
    }

    private static boolean foundByNumber(HubHttp reader, ExpectedResult result) {
        Hospital hospital = result.hospital();
        JsonNode found = reader.form(
                        "/fhir/Observation/_search",
                        Map.of(
                                "patient.identifier",
                                Played.identifierSystem(hospital, "mrn") + "|" + result.patientNumber(),
                                "code",
                                localSystem(hospital) + "|" + result.code(),
                                "_count",
                                "200"))
                .json();
        for (JsonNode entry : found.path("entry")) {
            if (says(entry.path("resource"), result)) {
                return true;
            }
        }
        return false;
    }
}
