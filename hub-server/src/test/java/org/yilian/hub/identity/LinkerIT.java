package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.HubTest;
import org.yilian.hub.identity.matching.CitizenId;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordWritten;

/** Who is linked to whom, on the hub's own tables; records are told of as the record does. */
@HubTest
class LinkerIT {
    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    People people;

    @Autowired
    OlderRecords older;

    @Autowired
    JdbcClient jdbc;

    private String citizen;
    private String name;

    @BeforeEach
    void somebodyNew() {
        citizen = citizen(new Random());
        name = "测" + UUID.randomUUID().toString().substring(0, 6);
    }

    @Test
    void fourHospitalsHaveOnePerson() {
        List<String> records = new ArrayList<>();
        for (String facility : List.of("H001", "H002", "H003", "H004")) {
            records.add(tell(record(facility, name, citizen, "")));
        }
        assertThat(people.samePerson(records.get(0))).containsExactlyInAnyOrderElementsOf(records);
        for (String each : records) {
            String mrn = "mrn-" + each;
            assertThat(people.find("urn:test", mrn)).singleElement().satisfies(link -> {
                assertThat(link.patient()).isEqualTo(each);
                assertThat(people.recordsOf(link.person())).hasSize(4);
            });
        }
        assertThat(people.find(Urls.CITIZEN_ID, citizen.toLowerCase(java.util.Locale.ROOT)))
                .hasSize(4);
    }

    @Test
    void aNumberWithAnotherNameIsPossibleAndShownToNobody() {
        String one = tell(record("H001", name, citizen, ""));
        String other = tell(record("H002", "别的人" + name, citizen, ""));
        assertThat(people.samePerson(one)).containsExactly(one);
        assertThat(people.samePerson(other)).containsExactly(other);
        assertThat(people.possible(one)).containsExactly(other);
        assertThat(people.possible(other)).containsExactly(one);
    }

    @Test
    void aWrongChecksumIsNoNumber() {
        String broken = citizen.substring(0, 17) + (citizen.charAt(17) == '1' ? '2' : '1');
        String one = tell(record("H001", name, broken, ""));
        String other = tell(record("H002", name + "甲", broken, ""));
        assertThat(people.samePerson(one)).containsExactly(one);
        assertThat(people.possible(other)).isEmpty();
    }

    @Test
    void withoutNumbersThePhoneDecides() {
        String one = tell(record("H001", name, "", "138 0000 0001"));
        String other = tell(record("H002", name, "", "+86-13800000001"));
        String third = tell(record("H003", name, "", "13900000009"));
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, other);
        assertThat(people.possible(third)).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void aMergeByItsHospitalJoinsTwoRecordsWhateverWeThink() {
        String stays = tell(record("H001", name, citizen, ""));
        String goes = id("H001");
        tell(record(goes, "H001", "错名" + name, "", ""));
        assertThat(people.samePerson(goes)).containsExactly(goes);
        Patient merged = record(goes, "H001", "错名" + name, "", "");
        merged.setActive(false);
        merged.addLink().setType(Patient.LinkType.REPLACEDBY).setOther(new Reference("Patient/" + stays));
        tell(merged);
        assertThat(people.samePerson(stays)).containsExactlyInAnyOrder(stays, goes);
        assertThat(people.linkOf(goes))
                .hasValueSatisfying(link -> assertThat(link.rule()).isEqualTo("MERGED-BY-OWNER"));
    }

    @Test
    void aRecordWhoseTraitsChangeLeavesThePersonAndComesBack() {
        String one = tell(record("H001", name, citizen, ""));
        String other = tell(record("H002", name, citizen, ""));
        assertThat(people.samePerson(one)).hasSize(2);
        tell(record(other, "H002", "另一位" + name, citizen(new Random(7)), ""));
        assertThat(people.samePerson(one)).containsExactly(one);
        assertThat(people.samePerson(other)).containsExactly(other);
        tell(record(other, "H002", name, citizen, ""));
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, other);
    }

    /** The first record changes away: those linked to it stay together. */
    @Test
    void theOthersStayTogetherWhenTheFirstLeaves() {
        String one = tell(record("H001", name, citizen, ""));
        String two = tell(record("H002", name, citizen, ""));
        String three = tell(record("H003", name, citizen, ""));
        tell(record(one, "H001", "另一位" + name, "", ""));
        assertThat(people.samePerson(one)).containsExactly(one);
        assertThat(people.samePerson(two)).containsExactlyInAnyOrder(two, three);
    }

    @Test
    void aRecordThatFitsTwoPeopleDoesNotJoinThem() {
        String one = tell(record("H001", name, citizen, "13800000001"));
        String other = tell(record("H002", name, citizen(new Random(8)), "13800000001"));
        String between = tell(record("H003", name, "", "13800000001"));
        assertThat(people.samePerson(one)).doesNotContain(other);
        assertThat(people.samePerson(between))
                .as("uncertain to whom it belongs: a steward has to say")
                .containsExactly(between);
        assertThat(people.possible(between)).containsExactlyInAnyOrder(one, other);
    }

    /** Name, birth date, sex and phone prove that each is the record without a number; the numbers say they are two. */
    @Test
    void aPersonNeverHoldsTwoNumbers() {
        String between = tell(record("H003", name, "", "13800000001"));
        String one = tell(record("H001", name, citizen, "13800000001"));
        String other = tell(record("H002", name, citizen(new Random(9)), "13800000001"));
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, between);
        assertThat(people.samePerson(other)).containsExactly(other);
        assertThat(people.possible(other))
                .as("all but the numbers says that all three are one: a steward has to say")
                .containsExactlyInAnyOrder(between, one);
    }

    @Test
    void aRecordThatProvesTwoOthersTheSameBringsThemTogether() {
        String byNumber = tell(record("H001", name, citizen, ""));
        String byPhone = tell(record("H002", name, "", "13800000001"));
        assertThat(people.samePerson(byNumber)).containsExactly(byNumber);
        String both = tell(record("H003", name, citizen, "13800000001"));
        assertThat(people.samePerson(byNumber)).containsExactlyInAnyOrder(byNumber, byPhone, both);
    }

    /** Otherwise what was merged into a record would stay with a person it never belonged to. */
    @Test
    void aMergedRecordFollowsItsSuccessorToAnotherPerson() {
        String elsewhere = tell(record("H002", name, citizen, ""));
        String stays = tell(record("H001", name, citizen, ""));
        Patient merged = record("H001", "错名" + name, "", "");
        merged.addLink().setType(Patient.LinkType.REPLACEDBY).setOther(new Reference("Patient/" + stays));
        String goes = tell(merged);
        assertThat(people.samePerson(elsewhere)).containsExactlyInAnyOrder(elsewhere, stays, goes);
        tell(record(stays, "H001", "另一位" + name, citizen(new Random(10)), ""));
        assertThat(people.samePerson(elsewhere)).containsExactly(elsewhere);
        assertThat(people.samePerson(stays)).containsExactlyInAnyOrder(stays, goes);
        long person = people.linkOf(stays).orElseThrow().person();
        tell(record(stays, "H001", "又改" + name, "", ""));
        assertThat(people.linkOf(stays).orElseThrow().person())
                .as("alone with what it replaced, it stays")
                .isEqualTo(person);
    }

    @Test
    void aMergeOfTwoRecordsNeverSeenLinksThem() {
        Patient goes = record("H001", "错名" + name, "", "");
        Patient stays = record("H001", name, "", "");
        goes.addLink()
                .setType(Patient.LinkType.REPLACEDBY)
                .setOther(new Reference("Patient/" + stays.getIdElement().getIdPart()));
        transaction.executeWithoutResult(status -> events.publishEvent(new RecordWritten(
                "H001",
                "test",
                List.of(
                        new RecordWritten.Written(goes, RecordWritten.Change.CREATED),
                        new RecordWritten.Written(stays, RecordWritten.Change.CREATED)))));
        assertThat(people.samePerson(goes.getIdElement().getIdPart())).hasSize(2);
    }

    /** As a release left it that kept less: no traits, no keys. */
    @Test
    void aRecordOfAnOlderReleaseIsFoundAgain() {
        String one = tell(record("H001", name, citizen, "13805710077"));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("update yh_patient set traits = null where patient = ?")
                    .param(one)
                    .update();
            jdbc.sql("delete from yh_match_key where patient = ?").param(one).update();
        });
        older.complete();
        String other = tell(record("H002", name, "", "13805710077"));
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void twoTransactionsAtOnceDoNotOverlookEachOther() throws Exception {
        String one = id("H001");
        String other = id("H002");
        CountDownLatch linked = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Future<?> first = two.submit(() -> transaction.executeWithoutResult(status -> {
                publish(record(one, "H001", name, citizen, ""));
                linked.countDown();
                await(started);
            }));
            linked.await(20, TimeUnit.SECONDS);
            Future<?> second = two.submit(() -> transaction.executeWithoutResult(status -> {
                started.countDown();
                publish(record(other, "H002", name, citizen, ""));
            }));
            first.get(30, TimeUnit.SECONDS);
            second.get(30, TimeUnit.SECONDS);
        } finally {
            two.shutdown();
        }
        assertThat(people.samePerson(one)).containsExactlyInAnyOrder(one, other);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String tell(Patient patient) {
        transaction.executeWithoutResult(status -> publish(patient));
        return patient.getIdElement().getIdPart();
    }

    private void publish(Patient patient) {
        String facility = patient.getIdElement().getIdPart().substring(0, 4).toUpperCase(java.util.Locale.ROOT);
        events.publishEvent(new RecordWritten(
                facility, "test", List.of(new RecordWritten.Written(patient, RecordWritten.Change.UPDATED))));
    }

    private static String id(String facility) {
        return facility.toLowerCase(java.util.Locale.ROOT) + "-"
                + UUID.randomUUID().toString().substring(0, 18);
    }

    private static Patient record(String facility, String name, String citizen, String phone) {
        return record(id(facility), facility, name, citizen, phone);
    }

    private static Patient record(String id, String facility, String name, String citizen, String phone) {
        Patient patient = new Patient();
        patient.setId("Patient/" + id);
        patient.addIdentifier().setSystem("urn:test").setValue("mrn-" + id);
        if (!citizen.isEmpty()) {
            patient.addIdentifier().setSystem(Urls.CITIZEN_ID).setValue(citizen);
        }
        patient.addName().setText(name);
        patient.setGender(AdministrativeGender.MALE);
        patient.getBirthDateElement().setValueAsString("1990-03-07");
        if (!phone.isEmpty()) {
            patient.addTelecom()
                    .setSystem(ContactPoint.ContactPointSystem.PHONE)
                    .setValue(phone);
        }
        return patient;
    }

    /** A number with a right checksum. */
    private static String citizen(Random random) {
        while (true) {
            String typed = String.format("%06d19900307%03d", 110_000 + random.nextInt(500_000), random.nextInt(1000));
            for (char check : "0123456789X".toCharArray()) {
                if (CitizenId.of(typed + check).isPresent()) {
                    return typed + check;
                }
            }
        }
    }
}
