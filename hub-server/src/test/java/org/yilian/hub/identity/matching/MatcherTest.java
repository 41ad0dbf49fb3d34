package org.yilian.hub.identity.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truth table of the matcher: two records, what is decided, and by which rule. */
class MatcherTest {
    /** Of a woman born on the last day of 1949. */
    private static final String ID = "11010519491231002X";

    /** Of a man born in 1990: nobody's own who was born in 1949. */
    private static final String ANOTHERS = "110101199003070011";

    /** Right, and of the same day as {@link #ID}. */
    private static final String OTHER = "110105194912310046";

    @ParameterizedTest(name = "{0}|{1}|{2}|{3}|{4} and {5}|{6}|{7}|{8}|{9}")
    @CsvSource(
            nullValues = "-",
            value = {
                // name, birth, sex, number, phone; the same of the other; verdict, rule
                "张三,1949-12-31,female,A,'',  张三,1949-12-31,female,A,'',  SURE,ID-NAME-BIRTH-SEX",
                "张三,1949-12-31,female,A,'',  张 三,1950-01-01,male,A,'',  SURE,ID-NAME-BIRTH~",
                "阿依古丽·买买提,,,A,'',  阿依古丽买买提,,,A,'',  SURE,ID-NAME~",
                // One character differs: sisters' names do, too.
                "陈晓琳,1949-12-31,female,A,'',  陈晓芳,1949-12-31,female,A,'',  SURE,ID-BIRTH-SEX",
                "陈晓琳,1949-12-31,female,A,'',  陈晓芳,1950-02-11,female,A,'',  DOUBT,ID-CONFLICT",
                "陈晓琳,1949-12-31,female,A,'',  陈晓芳,1949-12-31,male,A,'',  DOUBT,ID-CONFLICT",
                "张三,,female,A,'',  张叁,,female,A,'',  DOUBT,ID-CONFLICT",
                "张三,1949-12-31,female,A,'',  李四,1949-12-31,female,A,'',  DOUBT,ID-CONFLICT",
                "张,1949-12-31,female,A,'',  李,1949-12-31,female,A,'',  DOUBT,ID-CONFLICT",
                // A name of nobody in particular needs more than one of a few.
                "张三,1949-12-31,female,'',13805710000,  张三,1949-12-31,female,'',13805710000,  SURE,NAME-BIRTH-SEX-PHONE",
                "张三,1949-12-31,female,A,13805710000,  张三,1949-12-31,female,'',13805710000,  SURE,NAME-BIRTH-SEX-PHONE",
                "张三,1949-12-31,female,'','',  张三,1949-12-31,female,'','',  DOUBT,NAME-BIRTH-SEX",
                "张伟,1949-12-31,male,'','',  张伟,1949-12-31,male,'','',  DOUBT,NAME-BIRTH-SEX",
                "缪霁岚,1949-12-31,female,'','',  缪霁岚,1949-12-31,female,'','',  SURE,NAME-BIRTH-SEX",
                "张三,1949-12-31,female,'',13805710000,  张三,1949-12-31,female,'',13905710000,  DOUBT,NAME-BIRTH-SEX-PHONE~",
                // Each has a number of its own.
                "张三,1949-12-31,female,A,13805710000,  张三,1949-12-31,female,C,13805710000,  DOUBT,ID-CONFLICT",
                // A child's record with a card of somebody born in another year says nothing by that number.
                "缪霁岚,1949-12-31,female,A,13805710000,  缪霁岚,1949-12-31,female,B,13805710000,  SURE,NAME-BIRTH-SEX-PHONE",
                // Sound and shape (one slip, not two), variant, tradition, stand-in, pinyin.
                "王晓玮,1949-12-31,female,'',13805710000,  王小伟,1949-12-31,female,'',13805710000,  DOUBT,NAME~-BIRTH-SEX-PHONE",
                "王晓玮,1949-12-31,female,'',13805710000,  王晓伟,1949-12-31,female,'',13805710000,  SURE,NAME~-BIRTH-SEX-PHONE",
                "刘国峰,1949-12-31,female,'',13805710000,  劉國峯,1949-12-31,female,'',13805710000,  SURE,NAME-BIRTH-SEX-PHONE",
                "王喆宇,1949-12-31,female,'',13805710000,  王?(zhe)宇,1949-12-31,female,'',13805710000,  SURE,NAME~-BIRTH-SEX-PHONE",
                "单雄信,1949-12-31,male,'',13805710000,  SHAN XIONGXIN,1949-12-31,male,'',13805710000,  SURE,NAME~-BIRTH-SEX-PHONE",
                // Born in one house on one day, called by one phone: twins.
                "陈晓琳,1949-12-31,female,'',13805710000,  陈晓芳,1949-12-31,female,'',13805710000,  -,-",
                "张三,1949-12-31,female,'',13805710000,  张三,1949-12-31,male,'',13805710000,  DOUBT,NAME-BIRTH-PHONE",
                "张三,,female,'',13805710000,  张三,,female,'',13805710000,  -,-",
                "'','','','','',  '','','','','',  -,-",
                "'',1949-12-31,female,A,'',  张三,1949-12-31,female,A,'',  DOUBT,ID-ALONE",
                // The number alone never decides, not even between two records that say nothing else.
                "'',,,A,'',  '',,,A,'',  DOUBT,ID-ALONE",
                // The mother's name is not the child's; first and second are two.
                "王芳之女,2020-01-02,female,'',13805710000,  王芳之女,2020-01-02,female,'',13805710000,  SURE,NAME-BIRTH-SEX-PHONE-MOTHER",
                "王芳之大女,2020-01-02,female,'',13805710000,  王芳之小女,2020-01-02,female,'',13805710000,  -,-",
                "王芳之女,2020-01-02,female,'',13805710000,  王芳,1990-01-02,female,'',13805710000,  -,-",
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
            String verdict,
            String rule) {
        Profile one = profile("one", name, birth, sex, number, phone);
        Profile other = profile("other", otherName, otherBirth, otherSex, otherNumber, otherPhone);
        Optional<Match> match = Matcher.compare(one, other);
        assertThat(match.map(each -> (each.certain() ? "SURE " : "DOUBT ") + each.rule())
                        .orElse(null))
                .isEqualTo(verdict == null ? null : verdict + " " + rule);
        assertThat(Matcher.compare(other, one)).as("either way round").isEqualTo(match);
        assertThat(Keys.of(one).all())
                .as("the same each time")
                .isEqualTo(Keys.of(one).all());
        if (match.isPresent()) {
            assertThat(Keys.of(one).all())
                    .as("found")
                    .containsAnyElementsOf(Keys.of(other).all());
        }
    }

    private static Profile profile(String id, String name, String birth, String sex, String number, String phone) {
        return Profile.of(new Traits(
                id,
                "H001",
                text(name),
                List.of(new Traits.Name("", "", text(name))),
                text(sex),
                text(birth),
                number(number),
                phone.isEmpty() ? List.of() : List.of(phone),
                List.of(),
                Traits.Mother.UNKNOWN,
                0,
                "",
                Set.of(),
                true,
                null));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    private static List<Traits.Number> number(String cell) {
        return switch (cell) {
            case "A" -> List.of(new Traits.Number(Traits.Kind.CITIZEN, ID));
            case "B" -> List.of(new Traits.Number(Traits.Kind.CITIZEN, ANOTHERS));
            case "C" -> List.of(new Traits.Number(Traits.Kind.CITIZEN, OTHER));
            default -> List.of();
        };
    }
}
