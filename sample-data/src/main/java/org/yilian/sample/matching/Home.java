package org.yilian.sample.matching;

import java.util.List;
import java.util.Locale;
import org.yilian.sample.Dice;

/** Where people live, in the pieces that desks write differently. All places are made up. */
record Home(
        String code,
        String city,
        String district,
        String town,
        String street,
        int house,
        String estate,
        int building,
        int unit,
        int room,
        boolean rural,
        String landline) {
    private static final List<String> CITIES = List.of("示范市", "样例市", "模型市");
    private static final List<String> DISTRICTS = List.of("东城区", "临河县", "西岭县", "南湖区", "北塔区", "青石县", "江口区", "长桥县");
    private static final List<String> TOWNS =
            List.of("云溪", "学府", "滨江", "城关", "石桥", "柳林", "松坪", "茶园", "荷塘", "渡口", "白沙", "金盆");
    private static final List<String> STREETS = List.of(
            "人民", "解放", "中山", "建设", "学府", "滨江", "望湖", "河堤", "松坪", "茶园", "文昌", "南湖", "荷塘", "渡口", "新华", "胜利", "和平", "迎宾",
            "工农", "长江");
    private static final List<String> ESTATES =
            List.of("阳光花园", "锦绣家园", "翠湖小区", "金桂苑", "书香名邸", "紫薇小区", "万和城", "丽景湾", "幸福里", "东方新城", "水岸豪庭", "康乐小区");
    private static final List<String> VILLAGES =
            List.of("大湾", "王家", "李家坝", "新民", "红星", "双河", "石门", "白杨", "龙潭", "前进", "桃园", "高坪");
    private static final String[] HAN = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    /** Provinces' codes; 99 behind them belongs to no real place. */
    private static final int[] PROVINCES = {
        11, 13, 22, 31, 32, 33, 34, 35, 36, 37, 41, 42, 42, 42, 42, 43, 43, 44, 45, 50, 51, 52, 53, 61, 62, 65
    };

    static Home of(Dice dice) {
        boolean rural = dice.chance(0.3);
        int district = dice.below(DISTRICTS.size());
        String city = CITIES.get(dice.below(CITIES.size()));
        return new Home(
                String.format(Locale.ROOT, "4299%02d", 70 + district),
                city,
                DISTRICTS.get(district),
                dice.pick(TOWNS) + (rural ? dice.pick(List.of("镇", "乡")) : "街道"),
                rural ? dice.pick(VILLAGES) + "村" : dice.pick(STREETS) + dice.pick(List.of("路", "街", "大道")),
                dice.between(1, rural ? 120 : 400),
                dice.pick(ESTATES),
                dice.between(1, rural ? 10 : 28),
                dice.between(1, 4),
                100 * dice.between(1, 24) + dice.between(1, 4),
                rural,
                String.format(Locale.ROOT, "0799-8%06d", dice.below(1_000_000)));
    }

    /** Where the number of somebody was given: most at home, many in another province. */
    String divisionOfBirth(Dice dice) {
        return dice.chance(0.75)
                ? code
                : String.format(
                        Locale.ROOT, "%02d99%02d", PROVINCES[dice.below(PROVINCES.length)], dice.between(70, 89));
    }

    /** One of the ways in which a desk writes it. */
    String written(Dice dice) {
        String head = dice.chance(0.5) ? city : dice.chance(0.2) ? "示范省" + city : "";
        head += dice.chance(0.85) ? district : "";
        head += dice.chance(0.6) ? town : "";
        String text;
        if (rural) {
            text = (head.endsWith(town) ? head : head + town) + street + number(building, dice) + "组" + house + "号";
            if (dice.chance(0.15)) {
                text = head + street;
            }
        } else {
            String place =
                    dice.chance(0.3) ? street + house + "号" + estate : dice.chance(0.5) ? street + house + "号" : estate;
            text = head
                    + place
                    + switch (dice.below(5)) {
                        case 0 -> building + "栋" + unit + "单元" + room + "室";
                        case 1 -> building + "幢" + unit + "单元" + room;
                        case 2 -> building + "-" + unit + "-" + room;
                        case 3 -> number(building, dice) + "号楼" + number(unit, dice) + "单元" + room + "号";
                        default -> building + "#" + room;
                    };
            if (dice.chance(0.08)) {
                text = head + place;
            }
        }
        return dice.chance(0.04) ? text.replaceFirst("(?<=.{4})", " ") : text;
    }

    private static String number(int number, Dice dice) {
        return number <= 10 && dice.chance(0.2) ? HAN[number] : Integer.toString(number);
    }
}
