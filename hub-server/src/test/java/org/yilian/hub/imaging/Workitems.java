package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yilian.hub.imaging.WorkitemSample.json;
import static org.yilian.hub.imaging.WorkitemSample.performed;
import static org.yilian.hub.imaging.WorkitemSample.reading;
import static org.yilian.hub.imaging.WorkitemSample.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.hub.security.Http;

/** UPS-RS: work on images that one system asks for and another does. */
@Timeout(60)
abstract class Workitems {
    private static final String SCOPES = "dicomweb.read dicomweb.write";
    private static final String JSON = "application/dicom+json";
    private static final String ROOT = "/dicomweb/workitems";

    @LocalServerPort
    int port;

    private Http h001;
    private Http h002;
    private final String patient = "W" + UUID.randomUUID().toString().substring(0, 8);
    private final String study = UID.create();

    @BeforeEach
    void open() {
        h001 = Http.client(port, "h001", SCOPES);
        h002 = Http.client(port, "h002", SCOPES);
    }

    @Test
    void isMadeReadTakenUpChangedAndCompleted() {
        String item = made(h001, reading(patient, study));
        JsonNode told = read(h001, item);
        assertThat(value(told, Tag.ProcedureStepState)).isEqualTo("SCHEDULED");
        assertThat(value(told, Tag.ProcedureStepLabel)).isEqualTo("胸部CT远程阅片");
        assertThat(value(told, Tag.SOPClassUID)).isEqualTo(UID.UnifiedProcedureStepPush);
        assertThat(value(told, Tag.SOPInstanceUID)).isEqualTo(item);
        assertThat(told.has(Tag.toHex(Tag.ScheduledProcedureStepModificationDateTime)))
                .isTrue();

        String lock = UID.create();
        assertThat(move(h001, item, "IN PROGRESS", lock).statusCode()).isEqualTo(200);
        assertThat(h001.get(ROOT + "/" + item).body())
                .as("the lock is its owner's")
                .doesNotContain(lock)
                .doesNotContain(Tag.toHex(Tag.TransactionUID));

        assertThat(move(h001, item, "COMPLETED", lock).statusCode())
                .as("nothing is told to be performed")
                .isEqualTo(409);
        assertThat(update(h001, item, lock, performed()).statusCode()).isEqualTo(200);
        assertThat(move(h001, item, "COMPLETED", lock).statusCode()).isEqualTo(200);
        assertThat(value(read(h001, item), Tag.ProcedureStepState)).isEqualTo("COMPLETED");

        HttpResponse<String> again = move(h001, item, "COMPLETED", lock);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Warning"))
                .hasValueSatisfying(text -> assertThat(text).contains("already in the requested state of COMPLETED"));
        assertThat(move(h001, item, "CANCELED", lock).statusCode()).isEqualTo(409);
        assertThat(update(h001, item, lock, performed()).statusCode()).isEqualTo(409);
    }

    @Test
    void ofManyWhoTakeItUpAtOnceOneDoes() throws Exception {
        String item = made(h001, reading(patient, study, "H002"));
        List<Future<Integer>> tries = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 16; i++) {
                Http who = i % 2 == 0 ? h001 : h002;
                tries.add(pool.submit(
                        () -> move(who, item, "IN PROGRESS", UID.create()).statusCode()));
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> each : tries) {
                answers.add(each.get());
            }
            assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void onlyWhoTookItUpChangesAndEndsIt() {
        String item = made(h001, reading(patient, study));
        String lock = UID.create();
        assertThat(move(h001, item, "COMPLETED", lock).statusCode())
                .as("not in progress yet")
                .isEqualTo(409);
        move(h001, item, "IN PROGRESS", lock);

        assertThat(update(h001, item, UID.create(), performed()).statusCode()).isEqualTo(400);
        assertThat(update(h001, item, null, performed()).statusCode()).isEqualTo(400);
        assertThat(move(h001, item, "CANCELED", UID.create()).statusCode()).isEqualTo(400);
        assertThat(value(read(h001, item), Tag.ProcedureStepState)).isEqualTo("IN PROGRESS");

        assertThat(move(h001, item, "CANCELED", lock).statusCode()).isEqualTo(200);
        JsonNode progress = read(h001, item)
                .path(Tag.toHex(Tag.ProcedureStepProgressInformationSequence))
                .at("/Value/0");
        assertThat(progress.has(Tag.toHex(Tag.ProcedureStepCancellationDateTime)))
                .isTrue();
        assertThat(progress.at("/" + Tag.toHex(Tag.ProcedureStepDiscontinuationReasonCodeSequence) + "/Value/0/"
                                + Tag.toHex(Tag.CodeValue) + "/Value/0")
                        .asText())
                .isEqualTo("110513");
    }

    @Test
    void whatNobodyTookUpIsCanceledOnRequest() {
        String item = made(h001, reading(patient, study));
        DataSet why = new DataSet().set(Tag.SpecificCharacterSet, "ISO_IR 192").set(Tag.ReasonForCancellation, "患者已转院");
        HttpResponse<String> answer = h001.send("POST", ROOT + "/" + item + "/cancelrequest", JSON, json(why));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(h001.get(ROOT + "/" + item).body()).contains("患者已转院", "CANCELED");

        HttpResponse<String> again = h001.send("POST", ROOT + "/" + item + "/cancelrequest", null, null);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.headers().firstValue("Warning")).isPresent();
        assertThat(move(h001, item, "IN PROGRESS", UID.create()).statusCode()).isEqualTo(409);
    }

    @Test
    void whatSomebodyTookUpIsNotCanceledByOthers() {
        String item = made(h001, reading(patient, study));
        move(h001, item, "IN PROGRESS", UID.create());
        HttpResponse<String> answer = h001.send("POST", ROOT + "/" + item + "/cancelrequest", null, null);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("cannot be told");
        assertThat(value(read(h001, item), Tag.ProcedureStepState)).isEqualTo("IN PROGRESS");
    }

    @Test
    void isFoundByWhatItTells() {
        String item = made(h001, reading(patient, study));
        for (String question : List.of(
                "PatientID=" + patient,
                "PatientID=" + patient + "&ProcedureStepState=SCHEDULED",
                "PatientID=" + patient + "&ScheduledStationNameCodeSequence.CodeValue=AI-1",
                "PatientID=" + patient + "&00404018.00080100=110005",
                "PatientID=" + patient + "&ScheduledProcedureStepStartDateTime=20260101-",
                "PatientID=" + patient + "&ScheduledProcedureStepPriority=MEDIUM&WorklistLabel=",
                "StudyInstanceUID=" + study + "&includefield=all",
                "SOPInstanceUID=" + item)) {
            assertThat(found(h001, question)).as(question).containsExactly(item);
        }
        for (String question : List.of(
                "ProcedureStepState=COMPLETED",
                "ScheduledStationNameCodeSequence.CodeValue=AI-2",
                "ScheduledProcedureStepStartDateTime=-20260101",
                "ScheduledProcedureStepPriority=HIGH")) {
            assertThat(found(h001, "PatientID=" + patient + "&" + question))
                    .as(question)
                    .isEmpty();
        }
    }

    @Test
    void manyAreFoundPageByPage() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(made(h001, reading(patient, study)));
        }
        HttpResponse<String> first = h001.get(ROOT + "?limit=3&PatientID=" + patient);
        assertThat(first.headers().firstValue("Warning")).isPresent();
        List<String> all = new ArrayList<>(uids(first));
        all.addAll(found(h001, "limit=3&offset=3&PatientID=" + patient));
        assertThat(all).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void concernsWhoMadeItAndWhoIsNamedToDoIt() {
        String own = made(h001, reading(patient, study));
        assertThat(h002.get(ROOT + "/" + own).statusCode()).isEqualTo(404);
        assertThat(move(h002, own, "IN PROGRESS", UID.create()).statusCode()).isEqualTo(404);
        assertThat(found(h002, "PatientID=" + patient)).isEmpty();

        String named = made(h001, reading(patient, study, "H002"));
        assertThat(found(h002, "PatientID=" + patient)).containsExactly(named);
        String lock = UID.create();
        assertThat(update(h002, named, null, new DataSet().setEmpty(Tag.ScheduledStationGeographicLocationCodeSequence))
                        .statusCode())
                .as("whom it is given to is its maker's to say")
                .isEqualTo(400);
        assertThat(move(h002, named, "IN PROGRESS", lock).statusCode()).isEqualTo(200);
        assertThat(update(h001, named, UID.create(), performed()).statusCode()).isEqualTo(400);
        assertThat(update(h002, named, lock, performed()).statusCode()).isEqualTo(200);
        assertThat(move(h002, named, "COMPLETED", lock).statusCode()).isEqualTo(200);
        assertThat(value(read(h001, named), Tag.ProcedureStepState)).isEqualTo("COMPLETED");
    }

    @Test
    void aUidIsTheClientsToChooseOnce() {
        String uid = UID.create();
        for (String query : List.of("?workitem=" + uid, "?" + uid)) {
            HttpResponse<String> answer = h001.send("POST", ROOT + query, JSON, json(reading(patient, study)));
            if (query.contains("=")) {
                assertThat(answer.statusCode()).isEqualTo(201);
                assertThat(answer.headers().firstValue("Location"))
                        .hasValueSatisfying(where -> assertThat(where).endsWith("/dicomweb/workitems/" + uid));
            } else {
                assertThat(answer.statusCode()).isEqualTo(409);
                assertThat(answer.headers().firstValue("Warning")).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state",
                "lock",
                "priority",
                "readiness",
                "label",
                "start",
                "class",
                "progress",
                "performer",
                "uid",
                "no JSON"
            })
    void whatIsNoNewWorkitemIsRefused(String wrong) {
        DataSet told = reading(patient, study);
        switch (wrong) {
            case "state" -> told.set(Tag.ProcedureStepState, "IN PROGRESS");
            case "lock" -> told.set(Tag.TransactionUID, UID.create());
            case "priority" -> told.set(Tag.ScheduledProcedureStepPriority, "URGENT");
            case "readiness" -> told.remove(Tag.InputReadinessState);
            case "label" -> told.setEmpty(Tag.ProcedureStepLabel);
            case "start" -> told.set(Tag.ScheduledProcedureStepStartDateTime, "tomorrow");
            case "class" -> told.set(Tag.SOPClassUID, UID.CTImageStorage);
            case "progress" -> told.setItems(Tag.ProcedureStepProgressInformationSequence, new DataSet());
            case "performer" ->
                told.setItems(
                        Tag.ScheduledStationGeographicLocationCodeSequence,
                        WorkitemSample.code("H999", "99YILIAN", "nobody"));
            case "uid" -> told.set(Tag.SOPInstanceUID, "1.02.3");
            default -> {}
        }
        String body = wrong.equals("no JSON") ? "{" : json(told);
        HttpResponse<String> answer = h001.send("POST", ROOT, JSON, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain(patient, "王");
        assertThat(found(h001, "PatientID=" + patient)).isEmpty();
    }

    @Test
    void refusalsAreInTheServicesTerms() {
        String item = made(h001, reading(patient, study));
        assertThat(h001.send("POST", ROOT, "application/dicom+xml", "<a/>").statusCode())
                .isEqualTo(415);
        assertThat(h001.get(ROOT + "/" + UID.create()).statusCode()).isEqualTo(404);
        assertThat(h001.get(ROOT + "?NoSuchAttribute=1").statusCode()).isEqualTo(400);
        assertThat(h001.get(ROOT + "?limit=many").statusCode()).isEqualTo(400);
        assertThat(h001.get(ROOT + "?Rows=wide").statusCode()).isEqualTo(400);
        assertThat(h001.get(ROOT + "?PatientID.CodeValue=1").statusCode()).isEqualTo(400);
        assertThat(move(h001, item, "SCHEDULED", UID.create()).statusCode()).isEqualTo(400);
        assertThat(move(h001, item, "PAUSED", UID.create()).statusCode()).isEqualTo(400);
        assertThat(h001.send(
                                "PUT",
                                ROOT + "/" + item + "/state",
                                JSON,
                                json(new DataSet().set(Tag.ProcedureStepState, "IN PROGRESS")))
                        .body())
                .contains("The Transaction UID is missing");
        assertThat(update(h001, item, null, new DataSet().set(Tag.PatientID, "other"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(h001.send("POST", ROOT, JSON, "x".repeat(2 << 20)).statusCode())
                .isEqualTo(413);
        Http reader = Http.client(port, "h001", "dicomweb.read");
        assertThat(move(reader, item, "IN PROGRESS", UID.create()).statusCode()).isEqualTo(403);
        assertThat(new Http(port).get(ROOT).statusCode()).isEqualTo(401);
    }

    private static String made(Http who, DataSet told) {
        HttpResponse<String> answer = who.send("POST", ROOT, JSON, json(told));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static JsonNode read(Http who, String item) {
        HttpResponse<String> answer = who.get(ROOT + "/" + item);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Http.json(answer).path(0);
    }

    private static HttpResponse<String> move(Http who, String item, String state, String lock) {
        return who.send("PUT", ROOT + "/" + item + "/state", JSON, json(state(state, lock)));
    }

    private static HttpResponse<String> update(Http who, String item, String lock, DataSet told) {
        String query = lock == null ? "" : "?transaction-uid=" + lock;
        return who.send("POST", ROOT + "/" + item + query, JSON, json(told));
    }

    private static List<String> found(Http who, String question) {
        HttpResponse<String> answer = who.get(ROOT + "?" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return uids(answer);
    }

    private static List<String> uids(HttpResponse<String> answer) {
        List<String> uids = new ArrayList<>();
        Http.json(answer).forEach(each -> uids.add(value(each, Tag.SOPInstanceUID)));
        return uids;
    }

    private static String value(JsonNode told, int tag) {
        return told.path(Tag.toHex(tag)).at("/Value/0").asText();
    }
}
