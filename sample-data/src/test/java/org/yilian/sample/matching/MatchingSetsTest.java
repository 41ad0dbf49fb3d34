package org.yilian.sample.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yilian.sample.cast.IdentityNumber;

class MatchingSetsTest {
    private static final List<MatchingRecord> CHINESE = new ChineseSet(1, 4_000, 10_000).all();

    @Test
    void equalSeedsGiveEqualSetsAndOthersOthers() {
        assertThat(new ChineseSet(1, 4_000, 10_000).all()).isEqualTo(CHINESE);
        assertThat(new ChineseSet(2, 4_000, 10_000).all()).isNotEqualTo(CHINESE);
        assertThat(new EnglishSet(3, 500).all()).hasSize(1_000).isEqualTo(new EnglishSet(3, 500).all());
    }

    @Test
    void everybodyHasARecordAndMostHaveSeveral() {
        Map<String, Long> perPerson =
                CHINESE.stream().collect(Collectors.groupingBy(MatchingRecord::person, Collectors.counting()));
        assertThat(CHINESE).hasSize(10_000);
        assertThat(perPerson).hasSize(4_000);
        assertThat(perPerson.values().stream().filter(count -> count > 1)).hasSizeGreaterThan(2_400);
        assertThat(CHINESE.stream().map(MatchingRecord::record)).doesNotHaveDuplicates();
        assertThat(CHINESE.stream().map(each -> each.facility() + each.mrn())).doesNotHaveDuplicates();
    }

    @Test
    void everySlipThatIsNamedHappens() {
        Map<String, Integer> slips = new TreeMap<>();
        new ChineseSet(4, 20_000, 50_000)
                .forEach(record -> record.slips().forEach(slip -> slips.merge(slip, 1, Integer::sum)));
        assertThat(slips.keySet())
                .contains(
                        "NUMBER_MISSING",
                        "NUMBER_TYPO",
                        "NUMBER_PLACEHOLDER",
                        "NUMBER_BORROWED",
                        "NUMBER_OF_PARENT",
                        "NUMBER_OLD",
                        "NUMBER_FORM",
                        "NAME_HOMOPHONE",
                        "NAME_LOOK_ALIKE",
                        "NAME_VARIANT",
                        "NAME_TRADITIONAL",
                        "NAME_RARE",
                        "NAME_PINYIN",
                        "NAME_DOT",
                        "NAME_PART_MISSING",
                        "NAME_ORDER",
                        "NEWBORN",
                        "BIRTH_SWAPPED",
                        "BIRTH_DIGIT",
                        "BIRTH_LUNAR",
                        "BIRTH_FIRST_OF_JANUARY",
                        "PHONE_FORMER",
                        "PHONE_OF_RELATIVE",
                        "ADDRESS_FORMER",
                        "UNKNOWN_PERSON");
    }

    @Test
    void twinsAndParentsShareWhatTheyShareInLife() {
        List<Human> people = Population.of(new org.yilian.sample.Dice(7), 20_000);
        Set<String> numbers = new HashSet<>();
        people.stream().filter(each -> !each.citizen.isEmpty()).forEach(each -> {
            assertThat(IdentityNumber.isValid(each.citizen)).isTrue();
            assertThat(numbers.add(each.citizen)).isTrue();
        });
        List<Human> twins = people.stream().filter(each -> each.birthOrder == 2).toList();
        assertThat(twins).hasSizeGreaterThan(100).allSatisfy(each -> {
            assertThat(each.birth).isEqualTo(each.sibling.birth);
            assertThat(each.family + each.given).isNotEqualTo(each.sibling.family + each.sibling.given);
        });
        assertThat(people.stream().filter(each -> each.mother != null && each.home == each.mother.home))
                .hasSizeGreaterThan(2_000);
    }

    @Test
    void aLineIsReadAsItWasWritten() {
        List<MatchingRecord> read = new ArrayList<>();
        CHINESE.forEach(each -> read.add(MatchingRecord.of(each.line())));
        assertThat(read).isEqualTo(CHINESE);
    }

    @Test
    void lunarDaysAreTypedAsSolarOnes() {
        assertThat(LunarDates.typedAsSolar(java.time.LocalDate.of(1960, 1, 28)))
                .as("New Year's day of 1960")
                .contains(java.time.LocalDate.of(1960, 1, 1));
        assertThat(LunarDates.typedAsSolar(java.time.LocalDate.of(1960, 10, 5)))
                .as("Mid-autumn of 1960, after a leap month")
                .contains(java.time.LocalDate.of(1960, 8, 15));
    }
}
