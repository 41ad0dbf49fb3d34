package org.yilian.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.security.AppUser;
import org.yilian.hub.security.Http;

/**
 * Many accesses at once through several doors, each told apart by a word of its own: afterwards each has one record that
 * says who, through which door, what and how it ended, and there is no record without an access. In the trail they left,
 * one bit changed anywhere is found, and where. How many: {@code -Dhub.audit.accesses=100000}.
 */
abstract class AuditReconciliation {
    private static final Logger log = LoggerFactory.getLogger(AuditReconciliation.class);
    private static final int ACCESSES = Integer.getInteger("hub.audit.accesses", 2_100);
    private static final int CALLERS = 6;
    /** Before a token of five minutes ends. */
    private static final int PER_SIGN_IN = 500;
    /** Each takes one walk along the whole trail. */
    private static final int FLIPS = 14;

    private final String mark = "zz" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AuditVerifier verifier;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void eachAccessHasItsRecordAndOneBitChangedInAnyIsFound() throws Exception {
        Instant start = Instant.now();
        accessAtOnce();
        say(ACCESSES + " accesses", start);
        assertThat(expected).hasSize(ACCESSES);
        // Refusals disclose nothing and are written a moment later.
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(recorded())
                .containsExactlyInAnyOrderEntriesOf(expected));
        Instant verifying = Instant.now();
        AuditVerifier.Verdict whole = verifier.verify();
        say(whole.records() + " records verified", verifying);
        assertThat(whole.broken()).isNull();
        assertThat(whole.records()).isGreaterThanOrEqualTo(ACCESSES);
        flipHereAndThere(whole.records());
        assertThat(verifier.verify().broken()).as("all put back").isNull();
    }

    private void accessAtOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller;
                done.add(callers.submit(() -> callAll(first)));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            callers.shutdown();
        }
    }

    /** The columns in turn, of records that chance names. */
    private void flipHereAndThere(long records) {
        Random random = new Random(records);
        TransactionTemplate committed = new TransactionTemplate(transactions);
        for (int i = 0; i < FLIPS; i++) {
            String column = OneBit.COLUMNS.get(i % OneBit.COLUMNS.size());
            long number = 1 + random.nextLong(records);
            OneBit bit = committed.execute(status -> OneBit.flip(jdbc, random, column, number));
            try {
                assertThat(verifier.verify().broken()).as(column).isEqualTo(number);
            } finally {
                committed.executeWithoutResult(status -> bit.putBack(jdbc));
            }
        }
    }

    private static void say(String what, Instant since) {
        log.info("{}: {} ms", what, Duration.between(since, Instant.now()).toMillis());
    }

    private void callAll(int first) {
        Doors doors = null;
        int made = 0;
        for (int i = first; i < ACCESSES; i += CALLERS) {
            if (made++ % PER_SIGN_IN == 0) {
                doors = new Doors(port);
            }
            call(doors, i, mark + "-" + i + "-");
        }
    }

    private void call(Doors doors, int i, String word) {
        switch (i % 8) {
            case 0 -> {
                expect(doors.h001.get("/fhir/Patient?identifier=" + word), 200);
                expected.put(word, new Expected("h001", "FHIR", "E", "search-type", "0"));
            }
            case 1 -> {
                expect(doors.h001.get("/fhir/Observation/h001-" + word), 404);
                expected.put(word, new Expected("h001", "FHIR", "R", "read", "4"));
            }
            case 2 -> {
                expect(put(doors.h002, word), 403);
                expected.put(word, new Expected("h002", "FHIR", "U", "update", "8"));
            }
            case 3 -> {
                expect(doors.radiologist.get("/dicomweb/studies?PatientID=" + word), 200, 204);
                expected.put(word, new Expected("radiologist", "DICOMWEB", "E", "search", "0"));
            }
            case 4 -> {
                expect(
                        doors.doctor.send("POST", "/api/people/search", "application/json", "{\"q\":\"" + word + "\"}"),
                        200);
                expected.put(word, new Expected("doctor", "PEOPLE", "E", "search", "0"));
            }
            case 5 -> {
                HttpResponse<String> answer = doors.h001.send(
                        "POST",
                        "/recognition/v1/check",
                        "application/json",
                        "{\"patient\":{\"system\":\"urn:none\",\"value\":\"" + word
                                + "\"},\"items\":[{\"lineId\":\"1\",\"regionalCode\":\"K\"}]}");
                expect(answer, 200);
                expected.put(
                        Http.json(answer).get("checkId").asText(),
                        new Expected("h001", "RECOGNITION", "E", "recognition-check", "0"));
            }
            case 6 -> {
                expect(doors.app.get("/fhir/Patient?identifier=" + word), 200);
                expected.put(word, new Expected("doctor", "FHIR", "E", "search-type", "0", "sample-app"));
            }
            default -> {
                expect(put(doors.h001, word), 201);
                expected.put(word, new Expected("h001", "FHIR", "U", "update", "0"));
            }
        }
    }

    private static HttpResponse<String> put(Http caller, String word) {
        return caller.send(
                "PUT",
                "/fhir/Patient/h001-" + word,
                "application/fhir+json",
                "{\"resourceType\":\"Patient\",\"id\":\"h001-" + word + "\",\"gender\":\"unknown\"}");
    }

    private static void expect(HttpResponse<String> answer, Integer... statuses) {
        assertThat(answer.statusCode()).as(answer.body()).isIn((Object[]) statuses);
    }

    /** Those of this test, by their words (the checks' numbers, for recognition); two records with one word would be one too many. */
    private Map<String, Expected> recorded() {
        Map<String, Expected> found = new HashMap<>();
        jdbc
                .sql("select content from yh_audit where content like '%" + mark + "%' or door = 'RECOGNITION'")
                .query(String.class)
                .list()
                .stream()
                .map(AuditRecord::parse)
                .forEach(record -> {
                    String word = word(record);
                    if (word != null) {
                        Expected before = found.put(word, Expected.of(record));
                        assertThat(before).as("a second record of " + word).isNull();
                    }
                });
        return found;
    }

    private String word(AuditRecord record) {
        if (record.door().equals("RECOGNITION")) {
            return record.query() != null && expected.containsKey(record.query()) ? record.query() : null;
        }
        String text = record.text();
        int start = text.indexOf(mark);
        int end = text.indexOf('-', text.indexOf('-', start) + 1) + 1;
        return text.substring(start, end);
    }

    /** @param app null where nobody works through one */
    private record Expected(String agent, String door, String action, String interaction, String outcome, String app) {
        Expected(String agent, String door, String action, String interaction, String outcome) {
            this(agent, door, action, interaction, outcome, null);
        }

        static Expected of(AuditRecord record) {
            return new Expected(
                    record.agent(),
                    record.door(),
                    record.action(),
                    record.interaction(),
                    record.outcome(),
                    record.app());
        }
    }

    /** Signed in anew now and then, because tokens are short. */
    private static final class Doors {
        private final Http h001;
        private final Http h002;
        private final Http doctor;
        private final Http radiologist;
        private final Http app;

        Doors(int port) {
            h001 = Http.client(port, "h001", "system/*.cruds recognition.check");
            h002 = Http.client(port, "h002", "system/*.cruds");
            doctor = Http.user(port, "doctor");
            radiologist = Http.user(port, "radiologist");
            app = new Http(port)
                    .bearer(AppUser.signedIn(port, "doctor", "sample-app", "http://127.0.0.1:9000/")
                            .token(port, "user/*.rs"));
        }
    }
}
