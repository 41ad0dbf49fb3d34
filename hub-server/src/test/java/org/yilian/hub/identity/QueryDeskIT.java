package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.v25.message.RSP_K21;
import ca.uhn.hl7v2.model.v25.message.RSP_K23;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.MllpClient;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hub.HubPorts;
import org.yilian.hub.HubTest;

/** IHE PIX and PDQ over real MLLP, asked by HAPI HL7 v2, as a hospital's registration desk would. */
@HubTest
class QueryDeskIT {
    private static final AtomicInteger NUMBERS = new AtomicInteger(5000);
    private static final String NOW = "20260105090000";

    @Autowired
    Environment environment;

    @Autowired
    JdbcTemplate jdbc;

    private int mllp;
    private HapiContext hapi;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        mllp = HubPorts.of(environment, "mllp");
        hapi = new DefaultHapiContext();
        hapi.setValidationContext(ValidationContextFactory.noValidation());
        hapi.setLowerLayerProtocol(new MinLowerLayerProtocol(true));
        connection = hapi.newClient("127.0.0.1", mllp, false);
        connection.getInitiator().setTimeout(30, java.util.concurrent.TimeUnit.SECONDS);
    }

    @AfterEach
    void hangUp() throws IOException {
        connection.close();
        hapi.close();
    }

    @Test
    void pixGivesTheOtherHospitalsNumbersOfTheSamePerson() throws Exception {
        Person person = registered("Pixer^Anna");
        RSP_K23 answer = (RSP_K23) ask(q23(person.at001 + "^^^H001^MR", ""));
        assertThat(answer.getMSA().getMsa1_AcknowledgmentCode().getValue()).isEqualTo("AA");
        assertThat(answer.getQAK().getQak2_QueryResponseStatus().getValue()).isEqualTo("OK");
        Terser terser = new Terser(answer);
        assertThat(numbers(answer)).contains(person.at003 + "^^^H003^MR").doesNotContain(person.at001);
        assertThat(terser.get("/.PID-5(1)-7")).isEqualTo("S");
        assertThat(numbers((RSP_K23) ask(q23(person.at001 + "^^^H001^MR", "^^^H003"))))
                .isEqualTo(person.at003 + "^^^H003^MR");
    }

    @Test
    void pixSaysWhatIsUnknown() throws Exception {
        Person person = registered("Pixer^Berta");
        assertThat(errors(ask(q23("NOBODY" + number() + "^^^H001^MR", ""))))
                .containsExactly("AE", "AE", "QPD^1^3^1^1", "204");
        assertThat(errors(ask(q23(person.at001 + "^^^NOWHERE^MR", ""))))
                .containsExactly("AE", "AE", "QPD^1^3^1^4", "204");
        assertThat(errors(ask(q23(person.at001 + "^^^H001^MR", "^^^H003~^^^NOWHERE"))))
                .containsExactly("AE", "AE", "QPD^1^4^2", "204");
        Terser none = new Terser(ask(q23(person.at001 + "^^^H001^MR", "^^^H004")));
        assertThat(List.of(none.get("/.MSA-1"), none.get("/.QAK-2"))).containsExactly("AA", "NF");
    }

    @Test
    void pdqFindsByNameAndBirthAndEchoesTheQuery() throws Exception {
        Person person = registered("Pdqer^Claire" + number());
        String given = person.name.substring(person.name.indexOf('^') + 1);
        RSP_K21 answer = (RSP_K21) ask(q22("@PID.5.1^PDQER~@PID.5.2^" + given + "~@PID.7^19900307", "", ""));
        Terser terser = new Terser(answer);
        assertThat(terser.get("/.QAK-2")).isEqualTo("OK");
        assertThat(terser.get("/.QPD-3(1)-2")).isEqualTo(given);
        assertThat(terser.get("/.QAK-1")).isEqualTo(terser.get("/.QPD-2"));
        assertThat(terser.get("/.PID-5-2")).isEqualTo(given);
        String text = answer.encode();
        assertThat(text).contains(person.at001 + "^^^H001^MR").contains(person.at003 + "^^^H003^MR");
        assertThat(text).contains("||19900307|F");
        Terser none = new Terser(ask(q22("@PID.5.1^PDQER~@PID.5.2^" + given + "~@PID.7^19900308", "", "")));
        assertThat(none.get("/.QAK-2")).isEqualTo("NF");
    }

    @Test
    void pdqFindsAChineseNameAndOnlyTheDomainsAskedFor() throws Exception {
        Person person = registered("欧阳^询" + (char) ('一' + number() % 2000));
        String given = person.name.substring(person.name.indexOf('^') + 1);
        Message answer = ask(q22("@PID.5.1^欧阳~@PID.5.2^" + given, "^^^H003", ""));
        assertThat(answer.encode()).contains(person.at003 + "^^^H003^MR").doesNotContain(person.at001);
        assertThat(errors(ask(q22("@PID.5.1^欧阳", "^^^H003~^^^NOWHERE", ""))))
                .containsExactly("AE", "AE", "QPD^1^8^2", "204");
        assertThat(errors(ask(q22("@PID.11.3^某市", "", ""))).get(0)).isEqualTo("AE");
        assertThat(errors(ask(q22("@PID.3.1^1~@PID.18.1^A1", "", ""))))
                .containsExactly("AE", "AE", "QPD^1^3^2^1", "103");
    }

    @Test
    void pdqGoesOnWhereItStoppedAndNothingIsKeptForACancelledQuery() throws Exception {
        String family = "续" + (char) ('一' + number() % 2000);
        for (int i = 0; i < 3; i++) {
            registered(family + "^" + (char) ('甲' + i));
        }
        String query = q22("@PID.5.1^" + family, "", "2^RD");
        Message first = ask(query);
        assertThat(pids(first)).isEqualTo(2);
        String pointer = new Terser(first).get("/.DSC-1");
        Message second = ask(query + "\rDSC|" + pointer + "|I");
        assertThat(pids(second)).isEqualTo(1);
        assertThat(second.encode()).doesNotContain("DSC|");
        assertThat(new Terser(ask(q22("@PID.5.1^" + family, "", "2^RD") + "\rDSC|" + pointer + "x|I")).get("/.MSA-1"))
                .isEqualTo("AE");
        Message cancelled = ask(header("QCN^J01^QCN_J01") + "\rQID|TAG1|Q22");
        assertThat(new Terser(cancelled).get("/.MSA-1")).isEqualTo("AA");
    }

    @Test
    void getPersonDemographicsTellsWhoANumberIs() throws Exception {
        Person person = registered("Getter^Dora");
        Message answer = ask(header("QBP^Q21^QBP_Q21") + "\rQPD|Q21^Get Person Demographics|T" + number() + "|"
                + person.at003 + "^^^H003^MR\rRCP|I");
        Terser terser = new Terser(answer);
        assertThat(terser.get("/.MSH-9-2")).isEqualTo("K21");
        assertThat(terser.get("/.PID-5-1")).isEqualTo("Getter");
        Message nobody = ask(header("QBP^Q21^QBP_Q21") + "\rQPD|Q21|T" + number() + "|0^^^H003^MR\rRCP|I");
        assertThat(new Terser(nobody).get("/.QAK-2")).isEqualTo("NF");
    }

    @Test
    void aGeneralQueryIsRefusedAndAQueryIsNoMessage() throws Exception {
        Message refused = ask(header("QBP^Q11^QBP_Q11") + "\rQPD|X|T1\rRCP|I");
        assertThat(new Terser(refused).get("/.MSA-1")).isEqualTo("AR");
        String query = q23("1^^^H001^MR", "");
        ask(query);
        assertThat(jdbc.queryForObject(
                        "select count(*) from yh_inbox where control_id = ?", Long.class, query.split("\\|")[9]))
                .isZero();
    }

    @Test
    void everyAnswerIsOnRecordWithThePatientsItShows() throws Exception {
        Person person = registered("Audit^Emil");
        ask(q23(person.at001 + "^^^H001^MR", ""));
        String patient =
                org.yilian.mappings.LogicalIds.patient("H003", "https://fhir.yilian-hub.org/id/h003/mrn", person.at003);
        assertThat(jdbc.queryForList(
                        "select a.agent from yh_audit a join yh_audit_entity e on e.number = a.number"
                                + " where e.reference = ? and a.door = 'HL7V2_QUERY'",
                        String.class,
                        "Patient/" + patient))
                .containsExactly("mllp:H002");
    }

    private record Person(String name, String at001, String at003) {}

    private Person registered(String name) {
        Person person = new Person(name, "A" + number(), "C" + number());
        String citizen = citizen();
        send("H001", person.at001, name, citizen);
        send("H003", person.at003, name, citizen);
        return person;
    }

    private void send(String facility, String mrn, String name, String citizen) {
        String controlId = "QD" + number();
        String message = "MSH|^~\\&|HIS|" + facility + "|HUB|YL|" + NOW + "||ADT^A28|" + controlId
                + "|P|2.5||||||UNICODE UTF-8\rEVN||" + NOW + "\rPID|1||" + mrn + "^^^" + facility + "^MR~" + citizen
                + "^^^CN-ID^NI||" + name + "||19900307|F";
        try (MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", mllp))) {
            assertThat(client.send(message.getBytes(StandardCharsets.UTF_8))
                            .orElseThrow()
                            .code())
                    .isEqualTo(AckCode.AA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc.queryForList(
                                "select state from yh_inbox where control_id = ?", String.class, controlId)
                        .equals(List.of("DONE")));
    }

    private Message ask(String query) throws Exception {
        Message message = hapi.getGenericParser().parse(query + "\r");
        return connection.getInitiator().sendAndReceive(message);
    }

    private static String q22(String criteria, String domains, String quantity) {
        return header("QBP^Q22^QBP_Q21") + "\rQPD|IHE PDQ Query|T" + criteria.hashCode() + "|" + criteria + "|||||"
                + domains + "\rRCP|I|" + quantity;
    }

    private static String q23(String number, String domains) {
        return header("QBP^Q23^QBP_Q21") + "\rQPD|IHE PIX Query|T" + number() + "|" + number + "|" + domains
                + "\rRCP|I";
    }

    private static String header(String type) {
        return "MSH|^~\\&|HIS|H002|HUB|YL|" + NOW + "||" + type + "|QQ" + number() + "|P|2.5||||||UNICODE UTF-8";
    }

    /** MSA-1, QAK-2, ERR-2 and ERR-3.1. */
    private static List<String> errors(Message answer) throws Exception {
        Terser terser = new Terser(answer);
        String err = answer.encode().replaceAll("(?s).*\\rERR\\|\\|([^|]*)\\|.*", "$1");
        return List.of(terser.get("/.MSA-1"), terser.get("/.QAK-2"), err, terser.get("/.ERR-3-1"));
    }

    private static String numbers(RSP_K23 answer) throws Exception {
        String pid = answer.encode().replaceAll("(?s).*\\rPID\\|1\\|\\|([^|]*)\\|.*", "$1");
        return pid.replaceAll("~?[0-9X]{18}\\^\\^\\^[^~]*", "").replaceAll("^~", "");
    }

    private static long pids(Message answer) throws Exception {
        return java.util.Arrays.stream(answer.encode().split("\r"))
                .filter(each -> each.startsWith("PID|"))
                .count();
    }

    /** A number with a right checksum (GB 11643) that no other test uses. */
    private static String citizen() {
        int n = number();
        String first = "4299%02d19900307%03d".formatted(10 + n / 1000, n % 1000);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * weights[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    private static int number() {
        return NUMBERS.incrementAndGet();
    }
}
