package org.yilian.mappings.hl7v2.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.out.PatientNumber;

/** Queries as IHE ITI-9 and ITI-21 have them, and their answers, segment by segment. */
class QueryTest {
    private static final String PIX = "MSH|^~\\&|HIS|H001|HUB|YL|20260105||QBP^Q23^QBP_Q21|M1|P|2.5\r"
            + "QPD|IHE PIX Query|T1|000123^^^H001&1.2.3&ISO^MR|^^^H002~^^^&1.2.4&ISO\rRCP|I";
    private static final String PDQ = "MSH#!*\\%#HIS#H001#HUB#YL#20260105##QBP!Q22!QBP_Q21#M2#P!T#2.5\r"
            + "QPD#IHE PDQ Query#T2#@PID.5.1!张*@PID.7!19900307*@PID.3.4.2!1.2.3######!!!H002\rRCP#I#5!RD\rDSC#abc#I";

    @Test
    void readsWhatIsAskedOfPix() {
        Query query = Query.read(Er7Message.parse(PIX));
        assertThat(query.kind()).isEqualTo(Query.Kind.IDENTIFIERS);
        assertThat(query.person()).isEqualTo(new Query.Number("000123", "H001", "1.2.3", "MR"));
        assertThat(query.domains())
                .containsExactly(new Query.Domain("H002", null, 1), new Query.Domain(null, "1.2.4", 2));
    }

    @Test
    void readsWhatIsAskedOfPdqWithTheSendersOwnDelimiters() {
        Query query = Query.read(Er7Message.parse(PDQ));
        assertThat(query.kind()).isEqualTo(Query.Kind.DEMOGRAPHICS);
        assertThat(query.criteria())
                .containsExactly(
                        new Query.Criterion("PID.5.1", "张", 1),
                        new Query.Criterion("PID.7", "19900307", 2),
                        new Query.Criterion("PID.3.4.2", "1.2.3", 3));
        assertThat(query.quantity()).isEqualTo(5);
        assertThat(query.pointer()).isEqualTo("abc");
        assertThat(query.tag()).isEqualTo("T2");
    }

    @Test
    void answersPixWithNumbersUnderANameThatIsKeptBack() {
        Answer answer = Answer.found(
                List.of(new Answer.Hit(List.of(new PatientNumber("R77", "H002", "1.2.4", "MR")), null)), null);
        assertThat(answer(PIX, answer))
                .containsExactly(
                        "MSH|^~\\&|HUB|YL|HIS|H001|20260105120000+0800||RSP^K23^RSP_K23|A1|P|2.5||||||UNICODE UTF-8",
                        "MSA|AA|M1",
                        "QAK|T1|OK|IHE PIX Query",
                        "QPD|IHE PIX Query|T1|000123^^^H001&1.2.3&ISO^MR|^^^H002~^^^&1.2.4&ISO",
                        "PID|1||R77^^^H002&1.2.4&ISO^MR||~^^^^^^S");
    }

    @Test
    void answersPdqWithDemographicsInTheSendersDelimitersAndSaysWhereItGoesOn() {
        Patient patient = new Patient();
        patient.addName().setFamily("张").addGiven("三#!");
        patient.setGender(AdministrativeGender.MALE);
        Answer answer = Answer.found(
                List.of(new Answer.Hit(List.of(new PatientNumber("R77", "H002", null, "MR")), patient)), "p-1");
        assertThat(answer(PDQ, answer))
                .containsExactly(
                        "MSH#!*\\%#HUB#YL#HIS#H001#20260105120000+0800##RSP!K22!RSP_K21#A1#P!T#2.5######UNICODE UTF-8",
                        "MSA#AA#M2",
                        "QAK#T2#OK#IHE PDQ Query",
                        "QPD#IHE PDQ Query#T2#@PID.5.1!张*@PID.7!19900307*@PID.3.4.2!1.2.3######!!!H002",
                        "PID#1##R77!!!H002!MR##张!三\\F\\\\S\\###M",
                        "DSC#p-1#I");
    }

    @Test
    void namesThePlaceOfEachThingItDoesNotKnow() {
        Answer answer = Answer.error(List.of(Answer.Error.unknownKey(3, 1, 1), Answer.Error.unknownKey(4, 2, 0)));
        assertThat(answer(PIX, answer))
                .contains(
                        "MSA|AE|M1",
                        "ERR||QPD^1^3^1^1|204^Unknown key identifier^HL70357|E||||Unknown key identifier",
                        "ERR||QPD^1^4^2|204^Unknown key identifier^HL70357|E||||Unknown key identifier",
                        "QAK|T1|AE|IHE PIX Query");
        assertThat(answer(PIX, Answer.found(List.of(), null))).contains("MSA|AA|M1", "QAK|T1|NF|IHE PIX Query");
    }

    @Test
    void takesAnotherCharacterSetWhereTheQuerysHasNotEveryCharacter() {
        Er7Message message = Er7Message.parse(PIX);
        Patient patient = new Patient();
        patient.addName().setText("张三");
        Answer answer = Answer.found(
                List.of(new Answer.Hit(List.of(new PatientNumber("R77", "H002", null, null)), patient)), null);
        byte[] ascii = AnswerWriter.write(
                message,
                Query.read(message),
                answer,
                "20260105",
                "A1",
                StandardCharsets.US_ASCII,
                StandardCharsets.UTF_8);
        assertThat(new String(ascii, StandardCharsets.UTF_8))
                .contains("UNICODE UTF-8")
                .contains("张三");
        Charset gb = Charset.forName("GB18030");
        byte[] chinese =
                AnswerWriter.write(message, Query.read(message), answer, "20260105", "A1", gb, StandardCharsets.UTF_8);
        assertThat(new String(chinese, gb)).contains("GB 18030-2000").contains("张三");
    }

    private static List<String> answer(String query, Answer answer) {
        Er7Message message = Er7Message.parse(query);
        byte[] bytes = AnswerWriter.write(
                message,
                Query.read(message),
                answer,
                "20260105120000+0800",
                "A1",
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_8);
        return List.of(new String(bytes, StandardCharsets.UTF_8).split("\r"));
    }
}
