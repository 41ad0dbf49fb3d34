package org.yilian.hub.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.PersonName;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.hub.HubPorts;
import org.yilian.hub.HubTest;
import org.yilian.hub.imaging.SampleObjects.Sent;

/** Different people have the same Patient ID at three hospitals; who is asked for by person is never mixed up. */
@HubTest
class PersonQueriesIT {
    private static final List<String> HOSPITALS = List.of("H001", "H002", "H003");
    private static final int NUMBERS = 20;
    private static final int QUERIES = 10_000;
    private static final int ASKERS = 4;

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient jdbc;

    private final String prefix = "S" + UUID.randomUUID().toString().substring(0, 8);

    private record Person(long id, String facility, String patientId, Set<String> studies) {}

    @Test
    void tenThousandRandomQueriesByPersonFindNoStudyOfAnother() throws Exception {
        Hub hub = new Hub(port, HubPorts.of(environment, "dicom"));
        String token = hub.token("h001", "dicomweb.read");
        List<Person> people = people(hub);
        assertThat(people.stream().map(Person::id).distinct()).hasSize(NUMBERS * HOSPITALS.size());

        ExecutorService askers = Executors.newFixedThreadPool(ASKERS);
        List<Future<Integer>> found = new ArrayList<>();
        for (int asker = 0; asker < ASKERS; asker++) {
            Random random = new Random(asker);
            Callable<Integer> asking = () -> ask(hub, token, people, random);
            found.add(askers.submit(asking));
        }
        int answers = 0;
        for (Future<Integer> each : found) {
            answers += each.get();
        }
        askers.shutdown();

        assertThat(answers).as("studies seen").isGreaterThan(QUERIES / 2);
    }

    private int ask(Hub hub, String token, List<Person> people, Random random) throws Exception {
        int seen = 0;
        for (int i = 0; i < QUERIES / ASKERS; i++) {
            Person person = people.get(random.nextInt(people.size()));
            String path = path(person, random);
            for (JsonNode answer : hub.json(token, path)) {
                assertThat(person.studies())
                        .as(path)
                        .contains(answer.at("/0020000D/Value/0").asText());
                seen++;
            }
        }
        return seen;
    }

    /** By person or by number and issuer; at every level, with and without further keys. */
    private static String path(Person person, Random random) {
        String level = List.of("studies", "series", "instances").get(random.nextInt(3));
        String who =
                switch (random.nextInt(4)) {
                    case 0 -> "PatientID=" + person.patientId() + "&IssuerOfPatientID=" + person.facility();
                    case 1 -> "person=" + person.id() + "&PatientID=" + person.patientId();
                    default -> "person=" + person.id();
                };
        String more =
                switch (random.nextInt(6)) {
                    case 0 -> "&PatientName=P*";
                    case 1 -> "&StudyDate=20260101-20261231&includefield=all";
                    case 2 -> "&ModalitiesInStudy=CT%5CMR";
                    case 3 -> "&PatientSex=F&StudyDescription=*";
                    case 4 -> "&limit=" + (1 + random.nextInt(3)) + "&offset=" + random.nextInt(2);
                    default -> "";
                };
        return "/dicomweb/" + level + "?" + who + more;
    }

    private List<Person> people(Hub hub) throws Exception {
        Map<String, Set<String>> studies = new java.util.HashMap<>();
        for (String hospital : HOSPITALS) {
            List<Sent> objects = new ArrayList<>();
            for (int number = 0; number < NUMBERS; number++) {
                for (int n = 0; n < 2; n++) {
                    DataSet object = object(hospital, number, ImageDoors.uid());
                    objects.add(SampleObjects.sent(object, UID.ExplicitVRLittleEndian));
                    studies.computeIfAbsent(hospital + prefix + number, key -> new HashSet<>())
                            .add(object.string(Tag.StudyInstanceUID));
                }
            }
            assertThat(hub.store(hospital + "PACS", objects.toArray(Sent[]::new)))
                    .allMatch(status -> status.isSuccess());
        }
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> linked(studies), people -> people.size() == NUMBERS * HOSPITALS.size());
    }

    private List<Person> linked(Map<String, Set<String>> studies) {
        return jdbc.sql("select distinct link.person_id, st.facility, st.patient_id from yh_study st"
                        + " join yh_person_link link on link.patient = st.patient_ref where st.patient_id like ?")
                .param(prefix + "%")
                .query((row, n) -> new Person(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        studies.get(row.getString(2) + row.getString(3))))
                .list();
    }

    private DataSet object(String hospital, int number, String study) {
        int other = HOSPITALS.indexOf(hospital);
        return SampleObjects.ct(study, ImageDoors.uid(), ImageDoors.uid(), 1, prefix + number)
                .set(Tag.PatientName, PersonName.of("P" + hospital + (char) ('A' + number), "Given" + number * 7))
                .set(Tag.PatientBirthDate, "19" + (30 + other * 20 + number) + "0203");
    }
}
