package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.query.Query;

/** Which records a PDQ query means. */
class PersonCriteriaTest {

    @ParameterizedTest
    @CsvSource({
        "@PID.5.1^张, true",
        "@PID.5.1^张~@PID.5.2^三, true",
        "@PID.5.1^张~@PID.5.2^四, false",
        "@PID.5.1^张三, true",
        "@PID.5.1^李, false",
        "@PID.5.2^三, true",
        "@PID.7^19900307, true",
        "@PID.7^199003, true",
        "@PID.7^19900308, false",
        "@PID.8^M, true",
        "@PID.8^F, false",
        "@PID.11.3^临*, true",
        "@PID.11.3^东*, false",
        "@PID.13.1^140-0000 0001, true",
        "@PID.13.1^14000000002, false",
        "@PID.5.1^张~@PID.8^F, false"
    })
    void everythingAskedHasToHold(String criteria, boolean matches) {
        Patient patient = new Patient();
        patient.addName().setFamily("张").addGiven("三").setText("张三");
        patient.setGender(AdministrativeGender.MALE);
        patient.setBirthDateElement(new org.hl7.fhir.r4.model.DateType("1990-03-07"));
        patient.addAddress().setCity("临河");
        patient.addTelecom().setValue("14000000001");
        assertThat(of(criteria).matches(patient)).isEqualTo(matches);
    }

    @Test
    void aNameInOnePieceIsComparedInOnePiece() {
        Patient patient = new Patient();
        patient.addName().setText("欧阳询");
        assertThat(of("@PID.5.1^欧阳~@PID.5.2^询").matches(patient)).isTrue();
        assertThat(of("@PID.5.1^欧阳").matches(patient)).isTrue();
        assertThat(of("@PID.5.2^询").matches(patient)).isTrue();
        assertThat(of("@PID.5.2^修").matches(patient)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "@PID.5.1^张, 张",
        "@PID.5.1^张*~@PID.5.2^三, 张",
        "@PID.5.1^张~@PID.5.2^三, 张三",
        "@PID.5.2^Anna, anna",
        "@PID.5.1^Meyer, ''",
        "@PID.5.1^Meyer~@PID.5.2^Anna, anna"
    })
    void candidatesAreFoundByTheBeginningOfTheNameAsItIsKept(String criteria, String begins) {
        assertThat(of(criteria).nameBegins()).isEqualTo(begins);
    }

    @Test
    void aNumberHasTheAuthorityThatFollowsIt() {
        PersonCriteria criteria = of("@PID.3.1^1~@PID.3.4.1^H001~@PID.3.1^2~@PID.3.4.2^1.2.3~@PID.3.4.3^ISO");
        assertThat(criteria.numbers())
                .containsExactly(new Query.Number("1", "H001", null, null), new Query.Number("2", null, "1.2.3", null));
        assertThat(criteria.errors()).isEmpty();
    }

    @Test
    void aParameterThatIsNotKnownIsNamedByItsPlace() {
        assertThat(of("@PID.5.1^张~@PID.18.1^A1").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.repetition()).isEqualTo(2));
    }

    @Test
    void aPointerLeadsOnForItsOwnQueryOnly() {
        Pages first = Pages.of(query("@PID.5.1^张"));
        String pointer = first.next(4711);
        assertThat(Pages.of(query("@PID.5.1^张", pointer)).after()).isEqualTo(4711);
        assertThat(Pages.of(query("@PID.5.1^李", pointer)).fits()).isFalse();
        assertThat(Pages.of(query("@PID.5.1^张", "zzzzzzzzzzzzzzz-1")).fits()).isFalse();
    }

    private static PersonCriteria of(String criteria) {
        return PersonCriteria.of(query(criteria));
    }

    private static Query query(String criteria) {
        return query(criteria, "");
    }

    private static Query query(String criteria, String pointer) {
        return Query.read(Er7Message.parse("MSH|^~\\&|HIS|H001|HUB|YL|20260105||QBP^Q22^QBP_Q21|M1|P|2.5\r"
                + "QPD|IHE PDQ Query|T1|" + criteria + "\rRCP|I\rDSC|" + pointer));
    }
}
