package org.yilian.hub.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.security.Http;
import org.yilian.hub.security.LeakMatrix;

/** The door of recognition: to a question before a test is repeated, what is kept does not exist. */
class RecognitionLeaksIT extends LeakMatrix {
    @Autowired
    RecordWriter writer;

    @Autowired
    TransactionTemplate transactions;

    @TestFactory
    Stream<DynamicTest> resultsThatAreKeptSpareNoTest() {
        Seed seed = new Seed(writer, transactions);
        List<DynamicTest> probes = new ArrayList<>();
        Kept open = treated("nothing");
        report(seed, open);
        probes.add(probe("proof / a result that is not kept is told", () -> assertThat(
                        line(check(system(open), ownPatient(open)))
                                .at("/outcome")
                                .asText())
                .isEqualTo("RECOGNISABLE")));
        for (Kept kept : List.of(stranger(), byPolicy(), byConsent(), byPurpose())) {
            report(seed, kept);
            askers(kept).forEach((who, asker) -> {
                patients(kept)
                        .forEach((how, patient) ->
                                probes.add(probe(String.join(" / ", kept.why(), "recognition", who, how), () -> {
                                    HttpResponse<String> answer = check(asker, patient);
                                    assertThat(answer.body())
                                            .doesNotContain("\"RECOGNISABLE\"")
                                            .doesNotContain(kept.owner() + "-")
                                            .doesNotContain(kept.owner().toUpperCase(Locale.ROOT) + "/");
                                })));
            });
        }
        Kept stranger = stranger();
        report(seed, stranger);
        patients(stranger)
                .forEach((how, patient) -> probes.add(probe("no relationship / looks absent / " + how, () -> {
                    String never = patient.replace(stranger.patient(), "h003-never")
                            .replace(stranger.mrn(), "M0never")
                            .replace(stranger.citizen(), "110101190001010015");
                    Http asker = system(stranger);
                    assertThat(line(check(asker, patient))).isEqualTo(line(check(asker, never)));
                })));
        return matrix("recognition", probes);
    }

    private static void report(Seed seed, Kept kept) {
        seed.report(kept.patient(), Duration.ofHours(20), ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
    }

    private static String ownPatient(Kept kept) {
        return "{\"reference\":\"Patient/" + patientId("h001", kept.mrn()) + "\"}";
    }

    private static Map<String, String> patients(Kept kept) {
        return Map.of(
                "by reference", "{\"reference\":\"Patient/" + kept.patient() + "\"}",
                "by its hospital's number",
                        "{\"system\":\"" + mrnSystem(kept.owner()) + "\",\"value\":\"" + kept.mrn() + "\"}",
                "by identity number", "{\"system\":\"" + CITIZEN + "\",\"value\":\"" + kept.citizen() + "\"}");
    }

    private static HttpResponse<String> check(Http http, String patient) {
        HttpResponse<String> answer = http.send(
                "POST",
                "/recognition/v1/check",
                "application/json",
                "{\"requestId\":\"r-" + Math.abs(patient.hashCode())
                        + "\",\"org\":\"H001\",\"dept\":\"骨科\",\"doctor\":\"D9\",\"encounter\":\"OUTPATIENT\",\"patient\":"
                        + patient + ",\"items\":[{\"lineId\":\"1\",\"regionalCode\":\"K\"}],\"declared\":[]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static JsonNode line(HttpResponse<String> answer) {
        return Http.json(answer).at("/lines/0");
    }
}
