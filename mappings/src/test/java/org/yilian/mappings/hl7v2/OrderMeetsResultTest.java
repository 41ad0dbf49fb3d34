package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yilian.mappings.Translation;

/** Rule 14: an order, the answer to it and its results say the same together, whichever comes first. */
class OrderMeetsResultTest {
    private static final Translation ORDER = translate(
            "OML^O21",
            "ORC|NW|P1||G1|||||20260105080000|||D1^李^四",
            "OBR|1|P1||LIP^血脂||||||||||||||||||||LAB|||||||I25.1^冠心病^I10",
            "NTE|1||空腹");
    private static final Translation ANSWER = translate("ORL^O22", "MSA|AA|1", "ORC|OK|P1|F1||||||20260105080500");
    private static final Translation PRELIMINARY = result("20260105090000", "P");
    private static final Translation FINAL = result("20260105100000", "F");
    private static final Translation CORRECTED = result("20260105110000", "C");

    private static Translation translate(String trigger, String... segments) {
        return Messages.translate(Messages.message(trigger, Messages.PID, String.join("\r", segments)));
    }

    private static Translation result(String time, String status) {
        return translate(
                "ORU^R01",
                "ORC|RE|P1|F1||||||20260105083000|||D2^王^五",
                "OBR|1|P1|F1|LIP^血脂四项|||20260105083000|||||||||||||||" + time + "||LAB|" + status + "||||||Z00^体检^I10",
                "OBX|1|NM|TC^胆固醇||5.9||||||" + status);
    }

    static Stream<List<Translation>> everyOrder() {
        List<List<Translation>> all = new ArrayList<>();
        permute(List.of(), List.of(ORDER, ANSWER, PRELIMINARY, FINAL), all);
        return all.stream();
    }

    private static void permute(List<Translation> done, List<Translation> left, List<List<Translation>> all) {
        if (left.isEmpty()) {
            all.add(done);
        }
        for (Translation next : left) {
            List<Translation> more = new ArrayList<>(done);
            more.add(next);
            permute(more, left.stream().filter(each -> each != next).toList(), all);
        }
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void endsInTheSameStateInWhateverOrderItArrives(List<Translation> messages) {
        Translation[] inTurn = messages.toArray(Translation[]::new);
        assertThat(orders(inTurn)).isEqualTo(orders(ORDER, ANSWER, PRELIMINARY, FINAL));
    }

    @Test
    void keepsWhatTheOrderSaysAndTakesItsStateFromTheResult() {
        ServiceRequest order = Messages.stored(ServiceRequest.class, FINAL, ORDER);
        assertThat(order.getStatus()).isEqualTo(ServiceRequestStatus.COMPLETED);
        assertThat(order.getIdentifier()).extracting("value").containsExactly("P1", "F1");
        assertThat(order.getReasonCode()).hasSize(1);
        assertThat(order.getReasonCodeFirstRep().getText()).isEqualTo("冠心病");
        assertThat(order.getCode().getText()).isEqualTo("血脂");
        assertThat(order.getRequester().getDisplay()).isEqualTo("李四");
        assertThat(order.getNoteFirstRep().getText()).isEqualTo("空腹");
    }

    @Test
    void onlyFinalResultsCompleteAnOrderAndCorrectionsLeaveItSo() {
        assertThat(status(ORDER, PRELIMINARY)).isEqualTo(ServiceRequestStatus.ACTIVE);
        assertThat(status(ORDER, PRELIMINARY, FINAL, CORRECTED)).isEqualTo(ServiceRequestStatus.COMPLETED);
    }

    @Test
    void anOrderIsDoneWhenAllItsPanelsOfAMessageAre() {
        Translation half = translate(
                "ORU^R01",
                "OBR|1|P1|F1|LIP^血脂|||20260105|||||||||||||||20260105100000||LAB|F",
                "OBX|1|NM|TC^胆固醇||5||||||F",
                "OBR|2|P1|F2|LIV^肝功|||20260105|||||||||||||||20260105100000||LAB|P",
                "OBX|1|NM|ALT^谷丙||30||||||P");
        assertThat(status(ORDER, half)).isEqualTo(ServiceRequestStatus.ACTIVE);
    }

    @Test
    void theOrderStatusThatAResultNamesWinsOverItsOwn() {
        Translation more = translate(
                "ORU^R01",
                "ORC|RE|P1|F1||IP",
                "OBR|1|P1|F1|LIP^血脂|||20260105|||||||||||||||20260105100000||LAB|F",
                "OBX|1|NM|TC^胆固醇||5||||||F");
        assertThat(status(ORDER, more)).isEqualTo(ServiceRequestStatus.ACTIVE);
    }

    @Test
    void aRequestToCancelIsNoCancellation() {
        Translation asked = translate("ORM^O01", "ORC|CA|P1|F1||||||20260105083000");
        Translation confirmed = translate("ORR^O02", "MSA|AA|2", "ORC|CR|P1|F1||||||20260105083500");
        Translation refused = translate("ORR^O02", "MSA|AA|2", "ORC|UC|P1|F1||||||20260105083500|||||||DONE^已上机");
        assertThat(status(ORDER, asked)).isEqualTo(ServiceRequestStatus.ACTIVE);
        assertThat(task("abort", ORDER, asked).getStatus()).isEqualTo(TaskStatus.REQUESTED);
        assertThat(status(ORDER, asked, confirmed)).isEqualTo(ServiceRequestStatus.REVOKED);
        assertThat(task("abort", ORDER, asked, confirmed).getStatus()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(status(ORDER, asked, refused)).isEqualTo(ServiceRequestStatus.ACTIVE);
        Task no = task("abort", ORDER, asked, refused);
        assertThat(no.getStatus()).isEqualTo(TaskStatus.REJECTED);
        assertThat(no.getStatusReason().getText()).isEqualTo("已上机");
    }

    @Test
    void anAnswerBeforeTheOrderDoesNotMakeTheOrderOld() {
        Translation numbered = translate("ORL^O22", "MSA|AA|1", "ORC|NA|P1|F1||||||20260105080500");
        ServiceRequest order = Messages.stored(ServiceRequest.class, numbered, ORDER);
        assertThat(order.getStatus()).isEqualTo(ServiceRequestStatus.ACTIVE);
        assertThat(order.getNoteFirstRep().getText()).isEqualTo("空腹");
        assertThat(task("fulfill", numbered, ORDER).getStatus()).isEqualTo(TaskStatus.RECEIVED);
    }

    @Test
    void aHoldEndsWhenSomebodySaysSo() {
        Translation hold = translate("ORM^O01", "ORC|HD|P1|||||||20260105083000");
        Translation held = translate("ORR^O02", "MSA|AA|2", "ORC|HR|P1|F1||||||20260105083100");
        Translation released = translate("ORR^O02", "MSA|AA|3", "ORC|OR|P1|F1||||||20260105084100");
        assertThat(status(ORDER, hold, held)).isEqualTo(ServiceRequestStatus.ONHOLD);
        assertThat(status(ORDER, hold, held, PRELIMINARY)).isEqualTo(ServiceRequestStatus.ONHOLD);
        assertThat(status(ORDER, hold, held, released)).isEqualTo(ServiceRequestStatus.ACTIVE);
    }

    @Test
    void aChangeDeletesWhatItSaysIsDeletedAndNothingElse() {
        Translation change = translate(
                "ORM^O01", "ORC|XO|P1|||||||20260105083000", "OBR|1|P1||LIP^血脂|||||||||||||||||||||||||||\"\"");
        ServiceRequest order = Messages.stored(ServiceRequest.class, ORDER, change);
        assertThat(order.hasReasonCode()).isFalse();
        assertThat(order.getStatus()).isEqualTo(ServiceRequestStatus.ACTIVE);
        assertThat(order.getNoteFirstRep().getText()).isEqualTo("空腹");
    }

    private static ServiceRequestStatus status(Translation... translations) {
        return Messages.stored(ServiceRequest.class, translations).getStatus();
    }

    private static Task task(String code, Translation... translations) {
        return Messages.stored(translations).values().stream()
                .filter(Task.class::isInstance)
                .map(Task.class::cast)
                .filter(task -> task.getCode().getCodingFirstRep().getCode().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> orders(Translation... translations) {
        Map<String, String> all = new TreeMap<>();
        for (Map.Entry<String, Resource> each : Messages.stored(translations).entrySet()) {
            if (each.getValue() instanceof ServiceRequest || each.getValue() instanceof Task) {
                all.put(
                        each.getKey(),
                        FhirContext.forR4Cached().newJsonParser().encodeResourceToString(each.getValue()));
            }
        }
        return all;
    }
}
