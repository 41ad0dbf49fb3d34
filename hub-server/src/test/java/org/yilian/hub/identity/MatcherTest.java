package org.yilian.hub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truth table of the matcher: two records, what is decided, and by which rule. */
class MatcherTest {
    private static final String ID = "11010519491231002X";
    private static final String OTHER = "110101199003070011";

    @ParameterizedTest(name = "{0}|{1}|{2}|{3}|{4} and {5}|{6}|{7}|{8}|{9}")
    @CsvSource(
            nullValues = "-",
            value = {
                // name, birth, sex, number, phone; the same of the other; grade, rule
                "张三,1949-12-31,female,A,'',  张三,1949-12-31,female,A,'',  MATCH,ID-NAME",
                "张三,1949-12-31,female,A,'',  张 三,1950-01-01,male,A,'',  MATCH,ID-NAME",
                "阿依古丽·买买提,,,A,'',  阿依古丽买买提,,,A,'',  MATCH,ID-NAME",
                "张三,1949-12-31,female,A,'',  张叁,1949-12-31,female,A,'',  MATCH,ID-BIRTH-SEX-NAME1",
                "张三,1949-12-31,female,A,'',  张叁,1950-01-01,female,A,'',  POSSIBLE,ID-CONFLICT",
                "张三,1949-12-31,female,A,'',  张叁,1949-12-31,male,A,'',  POSSIBLE,ID-CONFLICT",
                "张三,,female,A,'',  张叁,,female,A,'',  POSSIBLE,ID-CONFLICT",
                "张三,1949-12-31,female,A,'',  李四,1949-12-31,female,A,'',  POSSIBLE,ID-CONFLICT",
                "张三,1949-12-31,female,A,'',  张三丰,1949-12-31,female,A,'',  POSSIBLE,ID-CONFLICT",
                "张,1949-12-31,female,A,'',  李,1949-12-31,female,A,'',  POSSIBLE,ID-CONFLICT",
                "张三,1949-12-31,female,'',1380,  张三,1949-12-31,female,'',1380,  MATCH,NAME-BIRTH-SEX-PHONE",
                "张三,1949-12-31,female,A,1380,  张三,1949-12-31,female,'',1380,  MATCH,NAME-BIRTH-SEX-PHONE",
                "张三,1949-12-31,female,'','',  张三,1949-12-31,female,'','',  POSSIBLE,NAME-BIRTH-SEX",
                "张三,1949-12-31,female,'',1380,  张三,1949-12-31,female,'',1390,  POSSIBLE,NAME-BIRTH-SEX",
                "张三,1949-12-31,female,A,1380,  张三,1949-12-31,female,B,1380,  -,-",
                "张三,1949-12-31,female,'',1380,  张叁,1949-12-31,female,'',1380,  -,-",
                "张三,1949-12-31,female,'',1380,  张三,1949-12-31,male,'',1380,  -,-",
                "张三,,female,'',1380,  张三,,female,'',1380,  -,-",
                "'','','','','',  '','','','','',  -,-",
                "'',1949-12-31,female,A,'',  张三,1949-12-31,female,A,'',  POSSIBLE,ID-ALONE",
                // The number alone never decides, not even between two records that say nothing else.
                "'',,,A,'',  '',,,A,'',  POSSIBLE,ID-ALONE",
            })
    void decides(
            String name,
            String birth,
            String sex,
            String number,
            String phone,
            String otherName,
            String otherBirth,
            String otherSex,
            String otherNumber,
            String otherPhone,
            Grade grade,
            String rule) {
        Traits one = traits("one", name, birth, sex, number, phone);
        Traits other = traits("other", otherName, otherBirth, otherSex, otherNumber, otherPhone);
        assertThat(Matcher.compare(one, other).map(Matcher.Match::grade).orElse(null))
                .isEqualTo(grade);
        assertThat(Matcher.compare(one, other).map(Matcher.Match::rule).orElse(null))
                .isEqualTo(rule);
        assertThat(Matcher.compare(other, one)).as("either way round").isEqualTo(Matcher.compare(one, other));
    }

    private static Traits traits(String id, String name, String birth, String sex, String number, String phone) {
        return new Traits(
                id, "H001", text(name), text(sex), text(birth), number(text(number)), phone, "", Set.of(), true, null);
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    private static String number(String cell) {
        return switch (cell) {
            case "A" -> ID;
            case "B" -> OTHER;
            default -> "";
        };
    }
}
