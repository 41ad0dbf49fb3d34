package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 19. */
class NameRuleTest {
    private static List<HumanName> names(String pid5) {
        return Messages.only(Messages.adt("A28", "PID|1||42||" + pid5), Patient.class)
                .getName();
    }

    @ParameterizedTest
    @CsvSource({
        "张^三, 张三, 张, 三",
        "欧阳^修远, 欧阳修远, 欧阳, 修远",
        "𠮷^田, 𠮷田, 𠮷, 田",
        "Smith^John, John Smith, Smith, John",
        "阿依古丽·买买提, 阿依古丽·买买提, , ",
        "张三, 张三, , ",
        "Smith, Smith, Smith, "
    })
    void writesHanNamesWithoutSpace(String sent, String text, String family, String given) {
        HumanName name = names(sent).get(0);
        assertThat(name.getText()).isEqualTo(text);
        assertThat(name.getFamily()).isEqualTo(family);
        assertThat(name.getGivenAsSingleString()).isEqualTo(given == null ? "" : given);
    }

    @Test
    void keepsRepresentationAndPinyinAsASecondName() {
        List<HumanName> names = names("张^三^^^^^L^I~Zhang^San^^^^^L^A~ㄓㄤ^ㄙㄢ^^^^^L^P");
        assertThat(names).extracting(HumanName::getText).containsExactly("张三", "San Zhang", "ㄙㄢ ㄓㄤ");
        assertThat(names)
                .extracting(n -> n.getExtensionFirstRep().getValue().primitiveValue())
                .containsExactly("IDE", "ABC", "SYL");
        assertThat(names).extracting(n -> n.getUse().toCode()).containsOnly("official");
    }

    @Test
    void keepsEveryPartOfALongName() {
        HumanName name =
                names("van Beethoven&van&Beethoven^Ludwig^Maria^Jr^Dr^PhD^M").get(0);
        assertThat(name.getText()).isEqualTo("Dr Ludwig Maria van Beethoven Jr");
        assertThat(name.getUse()).isEqualTo(HumanName.NameUse.MAIDEN);
        assertThat(name.getSuffix()).extracting("value").containsExactly("Jr", "PhD");
    }
}
