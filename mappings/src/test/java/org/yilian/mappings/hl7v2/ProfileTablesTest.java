package org.yilian.mappings.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.hl7v2.FacilityProfile.CodeMapping;

class ProfileTablesTest {
    @Test
    void readsCodesByTheNamesOfTheirColumns() {
        assertThat(ProfileTables.codes("# source: LIS\nitem,localCode,localName,loinc,localUnit,ucum,note\r\n"
                        + "GLU,L1,\"葡萄糖, \"\"空腹\"\"\",14749-6,mmol/L,mmol/L,x\r\n\r\n,L2,未对照,,,\r\n"))
                .containsExactly(
                        new CodeMapping("L1", "葡萄糖, \"空腹\"", "GLU", null, "14749-6", "mmol/L", "mmol/L"),
                        new CodeMapping("L2", "未对照", null, null, null, null, null));
    }

    @Test
    void readsPairs() {
        assertThat(ProfileTables.pairs("\uFEFFlocal,code\n次/分,/min\n个,{#}"))
                .isEqualTo(Map.of("次/分", "/min", "个", "{#}"));
    }

    @Test
    void refusesAWrongTableByTheNumberOfItsRow() {
        assertThatIllegalArgumentException().isThrownBy(() -> ProfileTables.codes("local,item\na,b\n"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProfileTables.pairs("local,code\na,b\nSECRET,\n"))
                .withMessage("row 3 of the table has no code");
        assertThatIllegalArgumentException().isThrownBy(() -> ProfileTables.pairs("local,code\na,b,c\n"));
    }

    @Test
    void anEmptyTableIsEmpty() {
        assertThat(ProfileTables.codes("")).isEmpty();
        assertThat(ProfileTables.codes("localCode,item\n")).isEmpty();
    }
}
