package org.yilian.hub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.recognition.Seed;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.security.Http;
import org.yilian.hub.security.LeakMatrix;

/** What leaves unasked: results of registered patients, and the numbers others know them by. */
class OutboundLeaksIT extends LeakMatrix {
    @Autowired
    RecordWriter writer;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @TestFactory
    Stream<DynamicTest> nobodyIsSentWhatTheyCouldNotRead() {
        Seed seed = new Seed(writer, transactions);
        List<DynamicTest> probes = new ArrayList<>();
        Kept open = treated("nothing");
        probes.add(probe("proof / a result that is not kept is sent", () -> assertThat(sent(report(seed, open, "K")))
                .isEqualTo(1)));
        probes.add(probe("proof / numbers that are not kept are sent", () -> {
            changed(open);
            awaitNumbers(open);
        }));
        for (Kept kept : List.of(byPolicy(), byConsent())) {
            probes.add(probe(kept.why() + " / outbound / result", () -> assertThat(sent(report(seed, kept, "K")))
                    .isZero()));
        }
        Kept policy = byPolicy();
        Kept afterwards = treated("nothing");
        probes.add(probe("share policy / outbound / numbers", () -> {
            changed(policy);
            changed(afterwards);
            awaitNumbers(afterwards);
            assertThat(numbers(policy.mrn())).doesNotContain(policy.mrn() + "^^^H002");
        }));
        Map.of("HIV-AB", "a coded class", "HIV-PCR", "another code").forEach((item, what) -> {
            Kept one = treated("sensitivity");
            probes.add(probe("sensitivity / outbound / " + what, () -> assertThat(sent(report(seed, one, item)))
                    .isZero()));
        });
        return matrix("outbound", probes);
    }

    private static String report(Seed seed, Kept kept, String item) {
        return seed.report(
                kept.patient(), Duration.ofHours(20), ObservationStatus.FINAL, Seed.value(item, "4.1", "mmol/L"));
    }

    private long sent(String report) {
        return jdbc.sql("select count(*) from yh_delivery where subject = ? and destination = ?")
                .params("DiagnosticReport/" + report, H001_EMR)
                .query(Long.class)
                .single();
    }

    /** Numbers go out when a record of the person changes: the relationship began after the registration. */
    private void changed(Kept kept) {
        HttpResponse<String> answer = Http.client(port, "h001", "system/*.cruds")
                .send(
                        "PATCH",
                        "/fhir/Patient/" + patientId("h001", kept.mrn()),
                        "application/json-patch+json",
                        "[{\"op\":\"add\",\"path\":\"/telecom\",\"value\":[{\"value\":\"1\"}]}]");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void awaitNumbers(Kept kept) {
        Awaitility.await().untilAsserted(() -> assertThat(numbers(kept.mrn())).contains(kept.mrn() + "^^^H003"));
    }

    /** All that H001 was told of whom it calls so. */
    private String numbers(String mrn) {
        return String.join(
                "\n",
                jdbc.sql("select raw from yh_delivery where destination = ? and patient = ?")
                        .params(H001_EMR, patientId("h001", mrn))
                        .query((row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                        .list());
    }
}
