package org.yilian.sample.matching;

import java.util.List;
import org.yilian.sample.Dice;

/** Names of minorities with the middle dot, and of foreigners. */
final class OtherNames {
    /** Characters, as passports write them, another common spelling in characters. */
    private static final String[][] DOTTED_MALE = {
        {"买买提", "MAIMAITI", "麦麦提"},
        {"艾力", "AILI", "阿里"},
        {"吐尔逊", "TUERXUN", "图尔荪"},
        {"阿不都热合曼", "ABUDUREHEMAN", "阿卜杜热合曼"},
        {"卡德尔", "KADEER", "卡迪尔"},
        {"玉素甫", "YUSUFU", "玉苏甫"},
        {"亚森", "YASEN", "亚生"},
        {"热合曼", "REHEMAN", "热赫曼"},
        {"库尔班", "KUERBAN", "库尔邦"},
        {"阿不力孜", "ABULIZI", "阿卜力孜"},
        {"努尔麦麦提", "NUERMAIMAITI", "努尔买买提"},
        {"艾合买提", "AIHEMAITI", "艾海提"},
        {"扎西", "ZHAXI", "扎西"},
        {"次仁", "CIREN", "才仁"},
        {"多吉", "DUOJI", "多杰"},
        {"巴特尔", "BATEER", "巴图"},
        {"伊力哈木", "YILIHAMU", "依力哈木"},
        {"肉孜", "ROUZI", "肉孜"},
        {"塔依尔", "TAYIER", "塔伊尔"},
        {"木沙", "MUSHA", "穆萨"}
    };

    private static final String[][] DOTTED_FEMALE = {
        {"阿依古丽", "AYIGULI", "阿衣古丽"},
        {"迪丽努尔", "DILINUER", "迪力努尔"},
        {"古丽娜尔", "GULINAER", "古力娜尔"},
        {"帕提曼", "PATIMAN", "帕提玛"},
        {"热依罕", "REYIHAN", "热依汗"},
        {"阿米娜", "AMINA", "阿米乃"},
        {"祖丽菲亚", "ZULIFEIYA", "祖力菲亚"},
        {"茹仙古丽", "RUXIANGULI", "肉鲜古丽"},
        {"卓玛", "ZHUOMA", "卓嘎"},
        {"央金", "YANGJIN", "央宗"},
        {"其其格", "QIQIGE", "琪琪格"},
        {"马依拉", "MAYILA", "玛依拉"},
        {"布阿依谢木", "BUAYIXIEMU", "布阿依夏木"},
        {"米热古丽", "MIREGULI", "米日古丽"},
        {"玛丽亚", "MALIYA", "马丽亚"},
        {"赛米热", "SAIMIRE", "赛米拉"}
    };
    private static final List<String> MALE = List.of(
            "James", "John", "Robert", "Michael", "David", "Daniel", "Thomas", "Andrew", "Peter", "Mark", "Ahmed",
            "Ali", "Ivan", "Sergey", "Pierre", "Hans", "Carlos", "Min-jun", "Hiroshi", "Rajesh");
    private static final List<String> FEMALE = List.of(
            "Mary", "Anna", "Emma", "Sarah", "Laura", "Julia", "Elena", "Olga", "Fatima", "Sophie", "Maria", "Lucy",
            "Ji-woo", "Yuki", "Priya", "Nina", "Alice", "Helen", "Irina", "Chloe");
    private static final List<String> FAMILIES = List.of(
            "Smith",
            "Johnson",
            "Brown",
            "Taylor",
            "Wilson",
            "Müller",
            "Schmidt",
            "Ivanov",
            "Petrova",
            "Garcia",
            "Martin",
            "Dubois",
            "Hassan",
            "Khan",
            "Singh",
            "Patel",
            "Tanaka",
            "Suzuki",
            "Park",
            "Nguyen",
            "O'Brien",
            "Anderson",
            "Thompson",
            "Rossi",
            "Silva");

    private OtherNames() {}

    static String[] dotted(boolean male, Dice dice) {
        return dice.pick(List.of(male ? DOTTED_MALE : DOTTED_FEMALE));
    }

    static String[] father(Dice dice) {
        return dice.pick(List.of(DOTTED_MALE));
    }

    /** The other spelling of a part; itself where it has none. */
    static String respelled(String part) {
        for (String[][] all : List.of(DOTTED_MALE, DOTTED_FEMALE)) {
            for (String[] each : all) {
                if (each[0].equals(part)) {
                    return each[2];
                }
            }
        }
        return part;
    }

    static String foreignGiven(boolean male, Dice dice) {
        List<String> names = male ? MALE : FEMALE;
        return dice.pick(names) + (dice.chance(0.3) ? " " + dice.pick(names) : "");
    }

    static String foreignFamily(Dice dice) {
        return dice.pick(FAMILIES);
    }
}
