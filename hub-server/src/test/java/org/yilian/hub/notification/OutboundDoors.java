package org.yilian.hub.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hl7v2.AckCode;
import org.yilian.hub.facility.Region;
import org.yilian.hub.notification.ScriptedReceiver.Act;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.security.Http;

/** What leaves the hub, over real sockets to receivers with all kinds of manners; the databases are named by the classes below. */
@DirtiesContext
abstract class OutboundDoors extends OutboundRegion {
    @Test
    void whoHasRegisteredThePatientGetsTheResultUnderItsOwnNumber() {
        Person person = registered("H003", "周^晓萌");
        send(oru("H001", person.at001(), person.name(), "P1", "F" + number(), "F", "5.60"));
        String message = await(H003, person.there());
        assertThat(message)
                .contains("PID|1||" + person.there() + "^^^H003^MR||周^晓萌")
                .contains("|YL|H003-EMR|H003|")
                .contains("ORU^R01^ORU_R01")
                .contains("OBX|1|NM|GLU^血糖^99H001^14771-0^^LN||5.60|mmol/L^mmol/L^UCUM|3.9-6.1||||F|")
                .doesNotContain(person.at001())
                .doesNotContain(person.citizen());
        awaitDelivered(message);
    }

    @Test
    void whoOrderedTheTestGetsTheResultUnderItsOwnOrderNumberInItsCharacterSet() {
        Person person = registered("H002", "吴^莉");
        String order = "O" + number();
        // What H002 knows of its own order: the record has it under its placer number.
        send(oru("H002", person.there(), person.name(), order, "", "O", ""));
        send(oru("H001", person.at001(), person.name(), order, "F" + number(), "F", "5.60"));
        String message = await(H002, person.there());
        assertThat(message)
                .contains("|GB 18030-2000\r")
                .contains("OBR|1|" + order + "^H002|")
                .contains("吴^莉");
    }

    @Test
    void whoIsOnlyPossiblyTheSamePersonGetsNothing() {
        String there = "R" + number();
        String here = "R" + number();
        // A common name, the same birth date and sex, no number and no phone: possible, not certain.
        send(adt("H003", "A28", there, "李^伟", "", ""));
        send(adt("H001", "A28", here, "李^伟", "", ""));
        send(oru("H001", here, "李^伟", "P1", "F" + number(), "F", "5.60"));
        Person other = registered("H003", "冯^后来");
        send(oru("H001", other.at001(), other.name(), "P1", "F" + number(), "F", "5.60"));
        await(H003, other.there());
        assertThat(H003.texts()).noneMatch(each -> each.contains(there + "^"));
    }

    @Test
    void aMessageWithoutAnAnswerIsSentAgainWithTheSameBytes() {
        Person person = registered("H003", "陈^不答");
        H003.will(Act.SWALLOW, Act.HANG_UP, Act.LATE_ACK_FIRST);
        send(oru("H001", person.at001(), person.name(), "P1", "F" + number(), "F", "5.60"));
        awaitTimes(H003, person.there(), 3);
        List<byte[]> same = H003.bytes().stream()
                .filter(each -> new String(each, StandardCharsets.UTF_8).contains(person.there() + "^"))
                .toList();
        assertThat(same).allSatisfy(each -> assertThat(each).isEqualTo(same.get(0)));
        String message = new String(same.get(0), StandardCharsets.UTF_8);
        awaitDelivered(message);
        assertThat(outcomes(message)).containsExactly("NO_ANSWER", "NO_ANSWER", "TAKEN");
    }

    @Test
    void anErrorIsTriedAgainAndARefusalIsADeadLetter() {
        Person erring = registered("H003", "褚^重试");
        H003.will(Act.ERROR, Act.ERROR, Act.ACCEPT);
        send(oru("H001", erring.at001(), erring.name(), "P1", "F" + number(), "F", "5.60"));
        awaitTimes(H003, erring.there(), 3);
        Person refused = registered("H003", "卫^退回");
        H003.will(Act.REFUSE);
        send(oru("H001", refused.at001(), refused.name(), "P1", "F" + number(), "F", "5.60"));
        String message = await(H003, refused.there());
        long id = awaitState(message, "DEAD");
        Http operator = Http.user(port, "operator");
        assertThat(operator.send("POST", "/api/deliveries/" + id + "/retry", "application/json", "{}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(operator.send(
                                "POST",
                                "/api/deliveries/" + id + "/retry",
                                "application/json",
                                "{\"reason\":\"mended\"}")
                        .statusCode())
                .isEqualTo(200);
        awaitDelivered(message);
        JsonNode view = Http.json(operator.get("/api/deliveries/" + id));
        assertThat(view.at("/delivery/state").asText()).isEqualTo("DELIVERED");
        assertThat(view.at("/raw").asText()).contains(refused.there());
        assertThat(view.at("/ledger").findValuesAsText("outcome")).containsExactly("REFUSED", "DECIDED", "TAKEN");
    }

    @Test
    void aMessageThatWasTamperedWithAtRestIsADeadLetterAndHoldsUpNobody() {
        String tampered = "T" + number();
        context.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> jdbc.update(
                        "insert into yh_delivery (destination, facility, message_type, control_id, subject, author,"
                                + " ordering_key, origin, created_at, charset, raw, raw_key, state, attempts, next_at)"
                                + " values ('H003-EMR', 'H003', 'ORU^R01', ?, 'DiagnosticReport/none', 'H001', '', 'test',"
                                + " current_timestamp, 'UTF-8', ?, 'first', 'WAITING', 0, current_timestamp)",
                        tampered,
                        new byte[80]));
        Person person = registered("H003", "蒋^封存");
        send(oru("H001", person.at001(), person.name(), "P1", "F" + number(), "F", "5.60"));
        awaitDelivered(await(H003, person.there()));
        Awaitility.await().untilAsserted(() -> assertThat(
                        jdbc.queryForMap("select state, error_code from yh_delivery where control_id = ?", tampered))
                .containsValues("DEAD", "HUB-1108"));
        // What was delivered stands sealed.
        assertThat(jdbc.queryForList("select raw from yh_delivery where state = 'DELIVERED'", byte[].class))
                .isNotEmpty()
                .noneMatch(raw -> new String(raw, StandardCharsets.ISO_8859_1).contains("MSH|"));
    }

    @Test
    void oneDeadDestinationDoesNotHoldTheOthersAndGetsEverythingInOrderWhenItIsBack() throws Exception {
        Person away = registered("H002", "蒋^离线");
        String order = "O" + number();
        send(oru("H002", away.there(), away.name(), order, "", "O", ""));
        H002.close();
        String filler = "F" + number();
        for (String status : List.of("P", "F", "C")) {
            send(oru("H001", away.at001(), away.name(), order, filler, status, status.equals("P") ? "4.1" : "4.2"));
        }
        Person there = registered("H003", "沈^在线");
        send(oru("H001", there.at001(), there.name(), "P1", "F" + number(), "F", "5.60"));
        awaitDelivered(await(H003, there.there()));
        H002.open();
        awaitTimes(H002, away.there(), 3);
        assertThat(H002.texts().stream()
                        .filter(each -> each.contains(away.there() + "^"))
                        .map(each -> each.replaceAll("(?s).*OBX\\|([^\\r]*)\\r.*", "$1")
                                .split("\\|")[10])
                        .distinct())
                .containsExactly("P", "F", "C");
    }

    @Test
    void whoPlacedAnOrderHearsWhatItsFillerSaysOfIt() {
        Person person = registered("H002", "何^申请");
        String order = "O" + number();
        String placed = oru("H002", person.there(), person.name(), order, "", "O", "");
        send(placed);
        put("ServiceRequest", "h001-order-" + order.toLowerCase(java.util.Locale.ROOT), """
                {"identifier": [
                   {"type": {"coding": [{"code": "PLAC"}]}, "system": "https://fhir.yilian-hub.org/id/h001/order", "value": "%s"},
                   {"type": {"coding": [{"code": "FILL"}]}, "system": "https://fhir.yilian-hub.org/id/h001/filler", "value": "F%s"}],
                 "status": "active", "intent": "order", "code": {"coding": [{"code": "GLU"}]}, "subject": {"reference": "Patient/%s"}}
                """.formatted(
                        order, order, patient("H001", person.at001())));
        assertThat(await(H002, person.there()))
                .contains("ORL^O22^ORL_O22")
                .contains("MSA|AA|" + placed.split("\\|")[9] + "\r")
                .contains("ORC|SC|" + order + "^H002|F" + order + "^H001||IP");
    }

    @Test
    void aReferralReachesTheHospitalItIsFor() {
        Person person = registered("H002", "吕^转诊");
        String number = "RF" + number();
        String id = "h001-referral-" + number.toLowerCase(java.util.Locale.ROOT);
        String referral = """
                {"identifier": [{"system": "https://fhir.yilian-hub.org/id/h001/referral", "value": "%s"}],
                 "status": "%s", "intent": "order", "category": [{"coding": [{"system": "http://snomed.info/sct", "code": "3457005"}]}],
                 "performer": [{"identifier": {"system": "https://fhir.yilian-hub.org/CodeSystem/facility", "value": "H002"}}],
                 "subject": {"reference": "Patient/%s"}}
                """;
        put("ServiceRequest", id, referral.formatted(number, "active", patient("H001", person.at001())));
        put("ServiceRequest", id, referral.formatted(number, "revoked", patient("H001", person.at001())));
        awaitTimes(H002, person.there(), 2);
        assertThat(H002.texts().stream().filter(each -> each.contains(person.there() + "^")))
                .satisfiesExactly(
                        each -> assertThat(each).contains("REF^I12^REF_I12").contains("|" + number + "^H001"),
                        each -> assertThat(each).contains("REF^I14^REF_I12"));
    }

    @Test
    void aReferralThatCameAsAMessageIsAnsweredAsAMessage() {
        String name = "施^往返";
        String citizen = citizen();
        String here = "T" + number();
        String there = "R" + number();
        send(adt("H004", "A28", here, name, citizen, ""));
        send(adt("H002", "A28", there, name, citizen, ""));
        String number = "RF" + number();
        String referral = message(
                        "H004",
                        "REF^I12",
                        "RF1|P|R||||" + number + "\rPRD|RP|王^转|||||D9\rPID|1||" + here + "^^^H004^MR||" + name)
                .replace("|HUB|YL|", "|HIS|H002|");
        send(referral);
        assertThat(await(H002, there))
                .contains("REF^I12^REF_I12")
                .contains("|" + number + "^H004")
                .doesNotContain(here);
        send(message(
                        "H002",
                        "RRI^I12",
                        "MSA|AA|1\rRF1|A|R||||" + number + "\rPRD|RT|李^收\rPID|1||" + there + "^^^H002^MR||" + name)
                .replace("|HUB|YL|", "|HIS|H004|"));
        // Before it, H004 has heard by which number H002 knows the patient.
        awaitTimes(H004, here, 2);
        assertThat(H004.texts().get(H004.texts().size() - 1))
                .contains("RRI^I12^RRI_I12")
                .contains(here)
                .contains("MSA|AA|" + referral.split("\\|")[9] + "\r")
                .contains("RF1|A^Accepted^HL70283|");
        assertThat(H004.texts()).noneMatch(each -> each.contains("REF^I12"));
    }

    @Test
    void aHospitalHearsByWhichNumbersOthersKnowItsPatientsAndOfEachChangeOnce() {
        String name = "张^多号";
        String citizen = citizen();
        String at004 = "K" + number();
        String at003 = "K" + number();
        String at002 = "K" + number();
        send(adt("H004", "A28", at004, name, citizen, ""));
        send(adt("H003", "A28", at003, name, citizen, ""));
        send(adt("H004", "A31", at004, name, citizen, "||||||||S"));
        send(adt("H002", "A28", at002, name, citizen, ""));
        awaitTimes(H004, at002, 1);
        assertThat(H004.texts().stream().filter(each -> each.contains(at004 + "^")))
                .satisfiesExactly(
                        each -> assertThat(each)
                                .contains("ADT^A31^ADT_A05")
                                .contains("PID|||" + at004 + "^^^H004^MR~" + at003 + "^^^H003^MR|| \r")
                                .contains("PV1||N"),
                        each -> assertThat(each).contains(at004).contains(at003).contains(at002));
    }

    private static String patient(String facility, String mrn) {
        return org.yilian.mappings.LogicalIds.patient(
                facility,
                "https://fhir.yilian-hub.org/id/" + facility.toLowerCase(java.util.Locale.ROOT) + "/mrn",
                mrn);
    }

    /** As a client of H001. */
    private void put(String type, String id, String rest) {
        String body = "{\"resourceType\": \"" + type + "\", \"id\": \"" + id + "\", "
                + rest.strip().substring(1);
        assertThat(Http.client(port, "h001", "system/*.cruds")
                        .send("PUT", "/fhir/" + type + "/" + id, "application/fhir+json", body)
                        .statusCode())
                .isBetween(200, 201);
    }

    @Test
    void aMergeReachesTheHospitalsOtherSystems() {
        String keep = "M" + number();
        String gone = "M" + number();
        send(adt("H001", "A28", gone, "韩^旧", "", ""));
        send(message(
                "H001",
                "ADT^A40",
                "EVN||" + NOW + "\rPID|1||" + keep + "^^^H001^MR||韩^新||19900307|F\rMRG|" + gone + "^^^H001^MR"));
        assertThat(await(PACS, gone))
                .contains("ADT^A40^ADT_A39")
                .contains("PID|1||" + keep + "^^^H001^MR")
                .contains("MRG|" + gone + "^^^H001^MR");
    }

    @Test
    void anOperatorSeesCountsAndAHospitalOnlyItsOwn() {
        Person person = registered("H003", "杨^清点");
        send(oru("H001", person.at001(), person.name(), "P1", "F" + number(), "F", "5.60"));
        String message = await(H003, person.there());
        long id = awaitState(message, "DELIVERED");
        Http operator = Http.user(port, "operator");
        assertThat(Http.json(operator.get("/api/deliveries/counts")).findValuesAsText("destination"))
                .contains("H003-EMR");
        assertThat(Http.json(operator.get("/api/deliveries?destination=H003-EMR&state=DELIVERED"))
                        .at("/items")
                        .findValuesAsText("id"))
                .contains(String.valueOf(id));
        Http h002 = Http.client(port, "h002", "messages.manage");
        assertThat(h002.get("/api/deliveries/" + id).statusCode()).isEqualTo(403);
        assertThat(Http.json(h002.get("/api/deliveries")).at("/items").findValuesAsText("facility"))
                .doesNotContain("H003");
        assertThat(new Http(port).get("/api/deliveries").statusCode()).isEqualTo(401);
        assertThat(operator.get("/api/deliveries/" + id).statusCode()).isEqualTo(200);
        assertThat(jdbc.queryForObject(
                        "select count(*) from yh_audit_entity where reference = ?",
                        Long.class,
                        "urn:yilian:delivery:" + id))
                .isPositive();
    }

    @Test
    void theApplicationsWordFollowsTheAcceptAcknowledgmentAsAMessageOfItsOwn() {
        EMR.will(Act.SWALLOW);
        String taken = emr("AL", "AL", "E" + number(), "孔^后答");
        assertThat(transmit(taken).orElseThrow().code()).isEqualTo(AckCode.CA);
        String answer = awaitAnswer(taken);
        assertThat(answer)
                .contains("|EMR|H001|")
                .contains("|ACK^A28^ACK|")
                .contains("|P|2.5.1|||AL|NE")
                .contains("\rMSA|AA|" + taken.split("\\|")[9] + "\r");
        awaitDelivered(answer);
        assertThat(answersTo(taken)).hasSize(2).allMatch(answer::equals); // it was not answered, and sent again
        // The same message again is answered with the same bytes, and the application has said its word.
        assertThat(transmit(taken).orElseThrow().code()).isEqualTo(AckCode.CA);
        String last = emr("AL", "SU", "E" + number(), "孔^又答");
        transmit(last);
        awaitDelivered(awaitAnswer(last));
        assertThat(answersTo(taken)).hasSize(2);
    }

    @Test
    void theApplicationIsHeardAsMsh16Asks() {
        String onlyErrors = emr("AL", "ER", "E" + number(), "曹^无误");
        String never = emr("AL", "NE", "E" + number(), "曹^不问");
        // Nobody's number: taken, and worked on in vain.
        String inVain = emr("AL", "ER", "", "曹^无号");
        String alwaysInVain = emr("AL", "AL", "", "曹^无号");
        String onlySuccess = emr("AL", "SU", "", "曹^无号");
        for (String each : List.of(onlyErrors, never, onlySuccess, inVain, alwaysInVain)) {
            assertThat(transmit(each).orElseThrow().code()).isEqualTo(AckCode.CA);
        }
        assertThat(awaitAnswer(inVain)).contains("\rMSA|AR|").contains("\rERR|").contains("HUB-0111");
        assertThat(awaitAnswer(alwaysInVain)).contains("\rMSA|AR|");
        assertThat(answersTo(onlyErrors)).isEmpty();
        assertThat(answersTo(never)).isEmpty();
        assertThat(answersTo(onlySuccess)).isEmpty();
    }

    @Test
    void aFaultOfOursIsToldAsError() {
        // Deep in the transaction of the record, where a fault of the hub would be.
        ApplicationListener<ApplicationEvent> fault = event -> {
            if (event instanceof PayloadApplicationEvent<?> said
                    && said.getPayload() instanceof RecordWritten written
                    && speaksOf(written, "故障")) {
                throw new IllegalStateException("broken for a test");
            }
        };
        ConfigurableApplicationContext hub = (ConfigurableApplicationContext) context;
        hub.addApplicationListener(fault);
        try {
            String message = emr("AL", "ER", "E" + number(), "曹^故障");
            assertThat(transmit(message).orElseThrow().code()).isEqualTo(AckCode.CA);
            assertThat(awaitAnswer(message)).contains("\rMSA|AE|").contains("HUB-0112");
        } finally {
            hub.removeApplicationListener(fault);
        }
    }

    private static boolean speaksOf(RecordWritten written, String given) {
        return written.changes().stream()
                .anyMatch(each -> each.resource() instanceof Patient patient
                        && patient.getNameFirstRep().getGivenAsSingleString().equals(given));
    }

    @Test
    void whoWantsNoAcceptAcknowledgmentHearsTheApplicationAlone() throws IOException {
        String silent = emr("NE", "AL", "E" + number(), "曹^不收");
        String next = emr("AL", "NE", "E" + number(), "曹^下条");
        try (Socket line = new Socket("127.0.0.1", mllp)) {
            line.setSoTimeout(30_000);
            for (String each : List.of(silent, next)) {
                line.getOutputStream().write(("\u000B" + each + "\u001C\r").getBytes(StandardCharsets.UTF_8));
            }
            StringBuilder first = new StringBuilder();
            for (int read = line.getInputStream().read();
                    read != 0x1C;
                    read = line.getInputStream().read()) {
                assertThat(read).isNotNegative();
                first.append((char) read);
            }
            assertThat(first).contains("MSA|CA|" + next.split("\\|")[9]);
        }
        assertThat(awaitAnswer(silent)).contains("\rMSA|AA|" + silent.split("\\|")[9]);
    }

    @Test
    void twoNodesOnOneDatabaseDeliverEachMessageOnce() {
        Couriers here = context.getBean(Couriers.class);
        Couriers other = node("other", Duration.ofSeconds(30));
        other.start();
        try {
            List<Person> people = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                people.add(registered("H003", "双^节点"));
            }
            for (Person each : people) {
                send(oru("H001", each.at001(), each.name(), "P1", "F" + number(), "F", "5.60"));
            }
            people.forEach(each -> awaitDelivered(await(H003, each.there())));
            here.stop(); // gives its leases back
            Person later = registered("H003", "双^接手");
            send(oru("H001", later.at001(), later.name(), "P1", "F" + number(), "F", "5.60"));
            awaitDelivered(await(H003, later.there()));
            assertThat(holder("H003-EMR")).isEqualTo("other");
            people.add(later);
            assertThat(people).allSatisfy(each -> assertThat(H003.texts())
                    .filteredOn(text -> text.contains(each.there() + "^"))
                    .hasSize(1));
        } finally {
            other.stop();
            here.start();
        }
    }

    @Test
    void whatACrashedNodeHeldIsTakenWhenItsLeaseEnds() {
        Couriers here = context.getBean(Couriers.class);
        here.stop();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> jdbc.queryForList(
                        "select destination from yh_delivery_lease")
                .isEmpty());
        context.getBean(TransactionTemplate.class)
                .executeWithoutResult(status ->
                        jdbc.update("insert into yh_delivery_lease values ('H003-EMR', 'crashed', current_timestamp)"));
        Couriers next = node("next", Duration.ofSeconds(2));
        next.start();
        try {
            Person person = registered("H003", "接^班");
            send(oru("H001", person.at001(), person.name(), "P1", "F" + number(), "F", "5.60"));
            awaitDelivered(await(H003, person.there()));
            assertThat(holder("H003-EMR")).isEqualTo("next");
        } finally {
            next.stop();
            here.start();
        }
    }

    private String holder(String destination) {
        return jdbc.queryForObject(
                "select holder from yh_delivery_lease where destination = ?", String.class, destination);
    }

    /** What another hub on the same database has beside its own copy of everything else. */
    private Couriers node(String name, Duration lease) {
        return new Couriers(
                context.getBean(Region.class),
                context.getBean(Deliveries.class),
                context.getBean(TransactionTemplate.class),
                new Leases(context.getBean(JdbcClient.class), context.getBean(TransactionTemplate.class), lease, name),
                context.getBean(NotificationSettings.class),
                context.getBean(Clock.class),
                context.getBean(MeterRegistry.class));
    }
}
