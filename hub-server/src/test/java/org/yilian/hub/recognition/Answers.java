package org.yilian.hub.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.MeasureReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.security.Http;

/** Recognition, reports and the portal's questions, asked at the doors of the whole hub. */
abstract class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration HOURS_20 = Duration.ofHours(20);
    /** Numbers with right checksums of nobody: a region that does not exist. */
    private static final String CITIZEN = "990000195001010027";

    @LocalServerPort
    int port;

    @Autowired
    RecordWriter writer;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    private Seed seed;
    private Http h001;
    private String here;
    private String there;

    @BeforeEach
    void onePersonAtTwoHospitals() {
        seed = new Seed(writer, transactions);
        h001 = Http.client(port, "h001", "recognition.check system/*.cruds report.read");
        String phone = String.format("138%08d", Math.floorMod(UUID.randomUUID().hashCode(), 100_000_000));
        String name = "测试" + UUID.randomUUID().toString().substring(0, 4);
        here = seed.patient("H001", name, "1950-03-12", null, phone);
        there = seed.patient("H002", name, "1950-03-12", null, phone);
    }

    @Test
    void findsTheLipidPanelOfTheCountyHospital() {
        lipids(there, Duration.ofDays(10), ObservationStatus.FINAL);
        JsonNode line = check("P-LIP").at("/lines/0");
        assertThat(line.at("/outcome").asText()).isEqualTo("RECOGNISABLE");
        assertThat(line.at("/reasons")).isEmpty();
        assertThat(line.at("/item").asText()).isEqualTo("LIP");
        assertThat(line.at("/saving").asText()).isEqualTo("42.00");
        assertThat(line.at("/parts")).hasSize(6);
        assertThat(line.at("/evidence/report").asText()).startsWith("H002/h002-");
        assertThat(line.at("/evidence/marks/0").asText()).isEqualTo("市HR");
        assertThat(line.at("/parts/0/evidence/value").asText()).isEqualTo("5.1");
        assertThat(line.at("/expires").asText()).endsWith("+08:00");
    }

    @Test
    void refusesTheExpiredPanelWithItsReason() {
        lipids(there, Duration.ofDays(45), ObservationStatus.FINAL);
        JsonNode line = check("P-LIP").at("/lines/0");
        assertThat(line.at("/outcome").asText()).isEqualTo("REFERENCE_ONLY");
        assertThat(texts(line.at("/reasons"))).containsExactly("EXPIRED");
        assertThat(line.at("/saving").asText()).isEqualTo("0.00");
        assertThat(line.at("/evidence/value").asText()).isEqualTo("5.1");
    }

    @Test
    void alertsToAnOpenCriticalValue() {
        seed.report(there, HOURS_20, ObservationStatus.FINAL, new Seed.Value("K", "2.6", "mmol/L", "LL"));
        JsonNode line = check("regional:K").at("/lines/0");
        assertThat(line.at("/outcome").asText()).isEqualTo("RECOGNISABLE_WITH_ALERT");
        assertThat(texts(line.at("/reasons"))).containsExactly("OPEN-CRITICAL");
        assertThat(line.at("/preselected").asBoolean()).isFalse();
        assertThat(line.at("/parts").isMissingNode()).isTrue();
    }

    @Test
    void showsBothUnits() {
        seed.report(there, HOURS_20, ObservationStatus.FINAL, Seed.value("GLU", "126", "mg/dL"));
        JsonNode evidence = check("regional:GLU").at("/lines/0/evidence");
        assertThat(evidence.at("/value").asText() + evidence.at("/unit").asText())
                .isEqualTo("126mg/dL");
        assertThat(evidence.at("/regionalValue").asText()
                        + evidence.at("/regionalUnit").asText())
                .isEqualTo("6.994mmol/L");
    }

    @Test
    void ownResultsAreNotAnotherHospitals() {
        seed.report(here, HOURS_20, ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
        assertThat(texts(check("regional:K").at("/lines/0/reasons"))).containsExactly("NO-RESULT");
    }

    @Test
    void tellsNothingOfARecordThatMayBeAnotherPersons() {
        String name = "王" + UUID.randomUUID().toString().substring(0, 4);
        here = seed.patient("H001", name, "1980-05-05", null, null);
        String namesake = seed.patient("H004", name, "1980-05-05", null, null);
        seed.report(namesake, HOURS_20, ObservationStatus.FINAL, Seed.value("WBC", "5.1", "10*9/L"));
        JsonNode line = check("regional:WBC").at("/lines/0");
        assertThat(line.at("/outcome").asText()).isEqualTo("NOT_RECOGNISABLE");
        assertThat(texts(line.at("/reasons"))).containsExactly("ID-UNCERTAIN");
        assertThat(line.at("/evidence").isMissingNode()).isTrue();
    }

    @Test
    void knowsTheIdentityNumberByItsChineseName() {
        String name = "李" + UUID.randomUUID().toString().substring(0, 4);
        seed.patient("H001", name, "1950-01-01", CITIZEN, null);
        String elsewhere = seed.patient("H002", name, "1950-01-01", CITIZEN, null);
        seed.report(elsewhere, HOURS_20, ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
        JsonNode answer = check(Map.of("system", "身份证", "value", CITIZEN), "regional:K");
        assertThat(answer.at("/lines/0/outcome").asText()).isEqualTo("RECOGNISABLE");
    }

    @Test
    void bindsToTheVersionOfTheReportAndReplaysTheOldOne() {
        String number = UUID.randomUUID().toString().substring(0, 18);
        Instant first = Instant.now().minusSeconds(600);
        seed.report(there, number, HOURS_20, ObservationStatus.FINAL, first, Seed.value("K", "4.1", "mmol/L"));
        JsonNode before = check("regional:K");
        assertThat(before.at("/lines/0/evidence/version").asInt()).isEqualTo(1);

        seed.report(
                there, number, HOURS_20, ObservationStatus.CORRECTED, Instant.now(), Seed.value("K", "4.4", "mmol/L"));
        JsonNode after = check("regional:K");
        assertThat(after.at("/checkId")).isNotEqualTo(before.at("/checkId"));
        assertThat(after.at("/lines/0/evidence/version").asInt()).isEqualTo(2);
        assertThat(after.at("/lines/0/evidence/value").asText()).isEqualTo("4.4");

        JsonNode replay = json(h001.get("/recognition/v1/checks/" + text(before, "checkId") + "/replay"), 200);
        assertThat(replay.at("/same").asBoolean()).isTrue();
        assertThat(replay.at("/now/lines")).isEqualTo(before.at("/lines"));

        seed.report(
                there,
                number,
                HOURS_20,
                ObservationStatus.ENTEREDINERROR,
                Instant.now(),
                Seed.value("K", "4.4", "mmol/L"));
        assertThat(texts(check("regional:K").at("/lines/0/reasons"))).containsExactly("VOIDED");
    }

    @Test
    void hearsOfResultsThatComeOverFhir() {
        Observation observation = Seed.fill(
                Seed.own(
                        new Observation(),
                        "H002",
                        "Observation",
                        UUID.randomUUID().toString().substring(0, 18)),
                there,
                ObservationStatus.FINAL,
                Instant.now().minus(HOURS_20),
                Instant.now(),
                Seed.value("NA", "140", "mmol/L"));
        Http h002 = Http.client(port, "h002", "system/*.cruds");
        String path = "/fhir/" + observation.getIdElement().getValue();
        String created = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(observation);
        assertThat(h002.send("PUT", path, "application/fhir+json", created).statusCode())
                .isEqualTo(201);
        assertThat(check("regional:NA").at("/lines/0/evidence/value").asText()).isEqualTo("140");

        String changed = created.replace("140", "141").replace("\"final\"", "\"corrected\"");
        assertThat(h002.send("PUT", path, "application/fhir+json", changed).statusCode())
                .isEqualTo(200);
        assertThat(check("regional:NA").at("/lines/0/evidence/value").asText()).isEqualTo("141");
        assertThat(jdbc.sql("select count(*) from yh_result where resource = ?")
                        .param("Observation/" + observation.getIdElement().getIdPart())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void recognisesImagesOnlyIfTheyCanBeRetrieved() {
        String accession = UUID.randomUUID().toString().substring(0, 16);
        seed.examination(there, "CT-CHEST-PLAIN", accession, Duration.ofDays(3));
        assertThat(texts(check("regional:CT-CHEST-PLAIN").at("/lines/0/reasons")))
                .containsExactly("IMAGES-UNAVAILABLE");
        seed.images(there, accession, "2.25.4711", Duration.ofDays(3), 12);
        JsonNode line = check("regional:CT-CHEST-PLAIN").at("/lines/0");
        assertThat(line.at("/outcome").asText()).isEqualTo("RECOGNISABLE");
        assertThat(line.at("/evidence/studyUid").asText()).isEqualTo("2.25.4711");
        JsonNode contrast = check("CT0302").at("/lines/0");
        assertThat(contrast.at("/outcome").asText()).isEqualTo("REFERENCE_ONLY");
        assertThat(texts(contrast.at("/reasons"))).containsExactly("ITEM-DIFFERS");
    }

    @Test
    void theSameQuestionWithTheSameAnswerIsTheSameCheck() {
        seed.report(there, HOURS_20, ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
        String first = text(check("regional:K"), "checkId");
        assertThat(text(check("regional:K"), "checkId")).isEqualTo(first);
    }

    @Test
    void keepsOneDecisionForALine() {
        seed.report(there, HOURS_20, ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
        String check = text(check("regional:K"), "checkId");
        assertThat(text(decide(200, check, "VIEW", null, null), "state")).isEqualTo("VIEWED");
        JsonNode accepted = decide(200, check, "ACCEPT", null, null);
        assertThat(text(accepted, "state")).isEqualTo("ACCEPTED");
        assertThat(text(accepted, "saving")).isEqualTo("4.00");
        assertThat(decide(200, check, "ACCEPT", null, null)).isEqualTo(accepted);
        assertThat(text(decide(409, check, "OVERRIDE", "01", null), "code")).isEqualTo("HUB-0929");
        assertThat(jdbc.sql("select event from yh_check_event e join yh_check c on c.id = e.check_ref"
                                + " where c.check_id = ? order by e.id")
                        .param(check)
                        .query(String.class)
                        .list())
                .containsExactly("REMINDED", "VIEWED", "ACCEPTED");
    }

    @ParameterizedTest
    @CsvSource({
        "OVERRIDE,,,HUB-0924",
        "OVERRIDE,08,,HUB-0926",
        "OVERRIDE,77,,HUB-0925",
        "ACCEPT,01,,HUB-0923",
        "REFUSE,01,,HUB-0922"
    })
    void refusesWhatADecisionMustNotBe(String act, String reason, String text, String code) {
        seed.report(there, HOURS_20, ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
        String check = text(check("regional:K"), "checkId");
        assertThat(text(decide(400, check, act, reason, text), "code")).isEqualTo(code);
    }

    @Test
    void refusesADecisionOnASupersededCheck() {
        seed.report(there, HOURS_20, ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
        String old = text(check("regional:K"), "checkId");
        seed.report(there, Duration.ofHours(2), ObservationStatus.FINAL, Seed.value("K", "4.2", "mmol/L"));
        String newer = text(check("regional:K"), "checkId");
        assertThat(newer).isNotEqualTo(old);
        assertThat(text(decide(409, old, "ACCEPT", null, null), "code")).isEqualTo("HUB-0928");
        assertThat(text(decide(200, newer, "OVERRIDE", "08", "复查"), "state")).isEqualTo("OVERRIDDEN");
    }

    @Test
    void refusesWhatIsNotTheCallers() {
        seed.report(there, HOURS_20, ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
        String check = text(check("regional:K"), "checkId");
        Http other = Http.client(port, "h002", "recognition.check");
        Map<String, ?> decision = Map.of("checkId", check, "lineId", "1", "act", "ACCEPT");
        assertThat(post(other, "/recognition/v1/decision", decision).statusCode())
                .isEqualTo(404);
        assertThat(other.get("/recognition/v1/checks/" + check + "/replay").statusCode())
                .isEqualTo(404);
        assertThat(post(other, "/recognition/v1/check", request(Seed.system(here), "regional:K"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(new Http(port), "/recognition/v1/check", Map.of()).statusCode())
                .isIn(401, 403);
        assertThat(post(Http.user(port, "planner"), "/recognition/v1/check", Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void refusesIncompleteQuestions() {
        assertThat(text(json(post(h001, "/recognition/v1/check", Map.of("requestId", "x")), 400), "code"))
                .isEqualTo("HUB-0910");
        assertThat(text(
                        json(h001.send("POST", "/recognition/v1/check", "application/json", "{\"items\":"), 400),
                        "code"))
                .isEqualTo("HUB-0004");
    }

    @Test
    void listsCatalogueAndReasons() {
        JsonNode catalogue = json(h001.get("/recognition/v1/catalogue"), 200);
        assertThat(StreamSupport.stream(catalogue.at("/items").spliterator(), false)
                        .map(item -> item.at("/code").asText()))
                .contains("LIP", "LIP-TC", "CT-CHEST-PLAIN");
        assertThat(catalogue.at("/reasons")).hasSize(10);
        JsonNode codes = json(h001.get("/recognition/v1/reasons"), 200);
        assertThat(codes.at("/resourceType").asText()).isEqualTo("CodeSystem");
        assertThat(h001.get("/fhir/CodeSystem/recognition-refusal").statusCode())
                .isEqualTo(200);
    }

    @Test
    void reportsWhatWasSharedAndRecognised() {
        JsonNode before = sharing();
        seed.report(
                there,
                HOURS_20,
                ObservationStatus.FINAL,
                Seed.value("K", "4.1", "mmol/L"),
                Seed.value("NA", "140", "mmol/L"));
        seed.report(there, HOURS_20, ObservationStatus.PRELIMINARY, Seed.value("CL", "101", "mmol/L"));
        seed.images(there, UUID.randomUUID().toString().substring(0, 16), "2.25.1", HOURS_20, 7);
        String check = text(check("regional:K", "regional:CL"), "checkId");
        decide(200, check, "ACCEPT", null, null);
        JsonNode after = sharing();
        assertThat(grown(before, after, "H002", "sharedResults")).isEqualTo(2);
        assertThat(grown(before, after, "H002", "sharedStudies")).isEqualTo(1);
        assertThat(grown(before, after, "H002", "sharedImages")).isEqualTo(7);
        assertThat(grown(before, after, "H001", "checks")).isEqualTo(1);
        assertThat(grown(before, after, "H001", "lines")).isEqualTo(2);
        assertThat(grown(before, after, "H001", "recognisable")).isEqualTo(1);
        assertThat(grown(before, after, "H001", "accepted")).isEqualTo(1);
        assertThat(grown(before, after, "H001", "saving")).isEqualTo(4);
    }

    @Test
    void allFormsOfTheReportSayTheSame() {
        seed.report(there, HOURS_20, ObservationStatus.FINAL, Seed.value("K", "4.1", "mmol/L"));
        JsonNode json = sharing();
        String total = json.at("/totals/sharedResults").asText();

        String csv = planner().get(report("csv")).body();
        assertThat(csv).startsWith("\uFEFFfacility,facilityName,month,sharedResults");
        assertThat(csv.lines().filter(line -> line.startsWith("合计")).findFirst().orElseThrow())
                .contains("," + total + ",");
        assertThat(csv.split("\r\n")).hasSizeGreaterThan(15);
        assertThat(csv).contains("口径", "sharedResults,共享检验结果数");

        MeasureReport measured = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(
                        MeasureReport.class,
                        planner().get(report("measurereport")).body());
        assertThat(measured.getGroupFirstRep().getPopulationFirstRep().getCount())
                .isEqualTo(Integer.parseInt(total));
        assertThat(measured.getGroup())
                .hasSize(json.at("/definition/indicators").size());
        int strata = measured.getGroupFirstRep().getStratifierFirstRep().getStratum().stream()
                .mapToInt(stratum -> stratum.getPopulationFirstRep().getCount())
                .sum();
        assertThat(strata).isEqualTo(Integer.parseInt(total));

        String month = YearMonth.now(ZoneId.of("Asia/Shanghai")).toString();
        MeasureReport operation = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(
                        MeasureReport.class,
                        planner()
                                .get("/fhir/Measure/sharing/$evaluate-measure?periodStart="
                                        + YearMonth.parse(month).minusMonths(11) + "-01&periodEnd=" + month + "-28")
                                .body());
        assertThat(operation.getGroupFirstRep().getPopulationFirstRep().getCount())
                .isEqualTo(Integer.parseInt(total));
        Measure measure = FhirContext.forR4Cached()
                .newJsonParser()
                .parseResource(
                        Measure.class, planner().get("/fhir/Measure/sharing").body());
        assertThat(measured.getMeasure()).isEqualTo(measure.getUrl() + "|" + measure.getVersion());
    }

    @Test
    void reportsOnlyToThoseWhoMayRead() {
        assertThat(Http.user(port, "doctor").get(report("json")).statusCode()).isEqualTo(403);
        assertThat(new Http(port).get(report("json")).statusCode()).isEqualTo(401);
        assertThat(planner().get("/api/reports/sharing?from=2026-05&to=2026-01").statusCode())
                .isEqualTo(400);
        assertThat(planner().get("/api/reports/sharing?from=may&to=2026-01").statusCode())
                .isEqualTo(400);
        assertThat(planner().get("/api/reports/sharing?from=2026-01").statusCode())
                .isEqualTo(400);
    }

    @Test
    void findsPeopleByNameAndByAnyHospitalsNumber() {
        Http doctor = Http.user(port, "doctor");
        JsonNode byNumber = json(post(doctor, "/api/people/search", Map.of("q", Seed.number(there))), 200);
        assertThat(byNumber.at("/items")).hasSize(1);
        assertThat(texts(byNumber.at("/items/0/facilities"))).containsExactly("H001", "H002");
        String name = byNumber.at("/items/0/name").asText();
        JsonNode byName = json(post(doctor, "/api/people/search", Map.of("q", "测试")), 200);
        assertThat(StreamSupport.stream(byName.at("/items").spliterator(), false)
                        .map(item -> item.at("/name").asText()))
                .contains(name);
        assertThat(doctor.get("/api/people?q=123").statusCode()).isEqualTo(400);
        assertThat(post(Http.user(port, "planner"), "/api/people/search", Map.of("q", name))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void tellsTheTimelineOverAllHospitals() {
        lipids(there, Duration.ofDays(10), ObservationStatus.FINAL);
        seed.visit(here, Duration.ofDays(1));
        String accession = UUID.randomUUID().toString().substring(0, 16);
        seed.examination(there, "CT-CHEST-PLAIN", accession, Duration.ofDays(3));
        seed.images(there, accession, "2.25.99", Duration.ofDays(3), 3);
        Http doctor = Http.user(port, "doctor");
        String person = json(post(doctor, "/api/people/search", Map.of("q", Seed.number(here))), 200)
                .at("/items/0/person")
                .asText();
        long recorded = audited();
        JsonNode timeline = json(doctor.get("/api/people/" + person + "/timeline"), 200);
        assertThat(audited()).isGreaterThan(recorded);
        assertThat(StreamSupport.stream(timeline.at("/entries").spliterator(), false)
                        .map(entry -> entry.at("/kind").asText()))
                .containsExactlyInAnyOrder("ENCOUNTER", "IMAGING", "REPORT", "LAB");
        assertThat(timeline.at("/person/records")).hasSize(2);
        assertThat(timeline.at("/person/records/0/mrnMasked").asText()).contains("***");
        JsonNode lab = StreamSupport.stream(timeline.at("/entries").spliterator(), false)
                .filter(entry -> entry.at("/kind").asText().equals("LAB"))
                .findFirst()
                .orElseThrow();
        assertThat(lab.at("/items")).hasSize(6);
        assertThat(lab.at("/items/0/regionalCode").asText()).startsWith("LIP-");
        assertThat(Http.user(port, "steward")
                        .get("/api/people/" + person + "/timeline")
                        .statusCode())
                .isEqualTo(403);
        assertThat(doctor.get("/api/people/999999/timeline").statusCode()).isEqualTo(404);
    }

    @Test
    void crossReferencesIdentifiers() {
        Http asking = Http.client(port, "h001", "system/Patient.rs");
        HttpResponse<String> answer = asking.get("/fhir/Patient/$ihe-pix?sourceIdentifier="
                + "https://fhir.yilian-hub.org/id/h001/mrn%7C" + Seed.number(here));
        JsonNode parameters = json(answer, 200);
        assertThat(parameters.toString()).contains("Patient/" + there, "Patient/" + here, Seed.number(there));
        JsonNode narrowed = json(
                asking.get("/fhir/Patient/$ihe-pix?sourceIdentifier=https://fhir.yilian-hub.org/id/h001/mrn%7C"
                        + Seed.number(here) + "&targetSystem=https://fhir.yilian-hub.org/id/h002/mrn"),
                200);
        assertThat(narrowed.at("/parameter")).hasSize(2);
        assertThat(asking.get("/fhir/Patient/$ihe-pix?sourceIdentifier=https://fhir.yilian-hub.org/id/h001/mrn%7Cnone")
                        .statusCode())
                .isEqualTo(404);
        assertThat(asking.get("/fhir/Patient/$ihe-pix?sourceIdentifier=https://example.org%7C1")
                        .statusCode())
                .isEqualTo(400);
        assertThat(Http.client(port, "h001", "system/Observation.rs")
                        .get("/fhir/Patient/$ihe-pix?sourceIdentifier=https://example.org%7C1")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void showsWhatTheRegionHolds() {
        JsonNode overview = json(planner().get("/api/overview"), 200);
        assertThat(overview.at("/facilities")).hasSize(4);
        assertThat(overview.at("/totals/people").asLong()).isPositive();
        assertThat(new Http(port).get("/api/overview").statusCode()).isEqualTo(401);
    }

    private long audited() {
        return jdbc.sql("select count(*) from yh_audit").query(Long.class).single();
    }

    private void lipids(String patient, Duration age, ObservationStatus status) {
        seed.report(
                patient,
                age,
                status,
                Stream.of("LIP-TC", "LIP-TG", "LIP-HDL", "LIP-LDL", "LIP-APOA1", "LIP-APOB")
                        .map(item -> Seed.value(item, "5.1", item.contains("APO") ? "g/L" : "mmol/L"))
                        .toArray(Seed.Value[]::new));
    }

    private JsonNode check(String... items) {
        return check(Map.of("reference", "Patient/" + here), items);
    }

    private JsonNode check(Map<String, String> patient, String... items) {
        return json(post(h001, "/recognition/v1/check", request(patient, items)), 200);
    }

    private static Map<String, ?> request(Map<String, String> patient, String... items) {
        List<Map<String, String>> lines = new java.util.ArrayList<>();
        for (String item : items) {
            boolean regional = item.startsWith("regional:");
            lines.add(Map.of(
                    "lineId",
                    String.valueOf(lines.size() + 1),
                    regional ? "regionalCode" : "localCode",
                    regional ? item.substring(9) : item));
        }
        String requestId = "r-" + patient.hashCode();
        return Map.of(
                "requestId",
                requestId,
                "org",
                "H001",
                "dept",
                "骨科",
                "doctor",
                "D9",
                "encounter",
                "OUTPATIENT",
                "patient",
                patient,
                "items",
                lines,
                "declared",
                List.of());
    }

    private JsonNode decide(int status, String check, String act, String reason, String text) {
        Map<String, Object> decision = new java.util.HashMap<>(Map.of("checkId", check, "lineId", "1", "act", act));
        decision.put("reason", reason);
        decision.put("text", text);
        return json(post(h001, "/recognition/v1/decision", decision), status);
    }

    private Http planner() {
        return Http.user(port, "planner");
    }

    private static String report(String format) {
        YearMonth now = YearMonth.now(ZoneId.of("Asia/Shanghai"));
        return "/api/reports/sharing?from=" + now.minusMonths(11) + "&to=" + now + "&format=" + format;
    }

    private JsonNode sharing() {
        return json(planner().get(report("json")), 200);
    }

    private static long grown(JsonNode before, JsonNode after, String facility, String indicator) {
        return sum(after, facility, indicator) - sum(before, facility, indicator);
    }

    private static long sum(JsonNode report, String facility, String indicator) {
        return StreamSupport.stream(report.at("/rows").spliterator(), false)
                .filter(row -> row.at("/facility").asText().equals(facility))
                .mapToLong(row -> row.at("/" + indicator).asLong())
                .sum();
    }

    private static HttpResponse<String> post(Http http, String path, Map<String, ?> body) {
        try {
            return http.send("POST", path, "application/json", JSON.writeValueAsString(body));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Http.json(answer);
    }

    private static String text(JsonNode node, String name) {
        return node.at("/" + name).asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
