package org.yilian.sample.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.Regions;

class CastTest {
    private final Cast cast = Regions.STANDARD.cast();

    @Test
    void hasTwoHundredPeopleWithValidNumbersThatFitThem() {
        assertThat(cast.people()).hasSizeGreaterThanOrEqualTo(200);
        Set<String> numbers = new HashSet<>();
        for (Person person : cast.people()) {
            String number = person.identityNumber();
            assertThat(IdentityNumber.isValid(number)).as(person.key()).isTrue();
            assertThat(IdentityNumber.birthDate(number)).isEqualTo(person.birthDate());
            assertThat(IdentityNumber.sex(number)).isEqualTo(person.sex());
            assertThat(number).startsWith(person.district().code());
            assertThat(numbers.add(number)).isTrue();
        }
    }

    @Test
    void everyNameCanBeWrittenInGb18030() {
        Charset charset = Charset.forName("GB18030");
        for (Registration registration : cast.registrations()) {
            String name = registration.name().text();
            assertThat(new String(name.getBytes(charset), charset)).isEqualTo(name);
        }
    }

    @Test
    void everySlipHappensAndIsInTheTruthTable() {
        Set<Slip> seen = cast.registrations().stream()
                .flatMap(registration -> registration.slips().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Slip.class)));
        assertThat(seen).containsExactlyInAnyOrder(Slip.values());
        assertThat(cast.truthCsv()).contains("P0001,H004,").contains(",merged,").contains("ID_OF_GUARDIAN");
    }

    @Test
    void namesHaveCompoundSurnamesMiddleDotsRareCharactersAndNamesakes() {
        List<String> names =
                cast.people().stream().map(person -> person.name().text()).toList();
        assertThat(names).anyMatch(name -> name.startsWith("欧阳"));
        assertThat(names).anyMatch(name -> name.contains("·"));
        assertThat(names).anyMatch(name -> name.contains("䶮")).anyMatch(name -> name.contains("㛃"));
        assertThat(names.stream().filter("王伟"::equals).count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void sameNumberMeansAnotherPersonAtAnotherHospital() {
        Set<String> county = numbers(Hospital.H002);
        county.retainAll(numbers(Hospital.H004));
        assertThat(county).isNotEmpty();
    }

    @Test
    void smallerRegionIsTheBeginningOfTheLarger() {
        Cast small = Cast.of(new RegionPlan(42, Regions.AS_OF, 60, 10));
        assertThat(cast.people()).startsWith(small.people().toArray(Person[]::new));
        assertThat(cast.registrations()).startsWith(small.registrations().toArray(Registration[]::new));
    }

    private Set<String> numbers(Hospital hospital) {
        return cast.registrations().stream()
                .filter(registration -> registration.hospital() == hospital)
                .map(Registration::number)
                .collect(Collectors.toSet());
    }
}
