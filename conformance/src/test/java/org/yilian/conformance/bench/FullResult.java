package org.yilian.conformance.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An ORU^R01 as a laboratory sends it that fills what the HL7 laboratory results guides ask for: both codings of each
 * item, method, equipment, performing laboratory with address and director, visit and specimen. 12 OBX, about 5 kB.
 */
final class FullResult {
    private static final List<String> ITEMS = List.of(
            "26453-1^红细胞计数|4.41|10*12/L^10^^12/L^UCUM|4.3-5.8|N",
            "718-7^血红蛋白|125|g/L^g/L^UCUM|130-175|L",
            "20570-8^红细胞压积|41.2|%^%^UCUM|40.0-50.0|N",
            "26464-8^白细胞计数|10.56|10*9/L^10^^9/L^UCUM|3.5-9.5|H",
            "26515-7^血小板计数|210|10*9/L^10^^9/L^UCUM|125-350|N",
            "30428-7^平均红细胞体积|91.5|fL^fL^UCUM|82.0-100.0|N",
            "28539-5^平均红细胞血红蛋白量|28.3|pg^pg^UCUM|27.0-34.0|N",
            "28540-3^平均红细胞血红蛋白浓度|330|g/L^g/L^UCUM|316-354|N",
            "30385-9^红细胞分布宽度|13.2|%^%^UCUM|11.5-14.5|N",
            "26511-6^中性粒细胞百分比|72.1|%^%^UCUM|40.0-75.0|N",
            "26478-8^淋巴细胞百分比|20.4|%^%^UCUM|20.0-50.0|N",
            "26485-3^单核细胞百分比|5.8|%^%^UCUM|3.0-10.0|N");

    private FullResult() {}

    /** @param n tells patients and orders apart */
    static byte[] message(String controlId, int n) {
        StringBuilder text = new StringBuilder(6000);
        line(
                text,
                "MSH|^~\\&|LIS|H001|HUB|YILIAN|20260302080000+0800||ORU^R01^ORU_R01|%s|P|2.5.1||||||UNICODE UTF-8",
                controlId);
        line(
                text,
                "PID|1||BP%d^^^H001^MR||测^试%04d^^^^^L||19610615|M|||示范市中心路%d号^^示范市^^429000^CHN^H||1400%07d^PRN^CP",
                n,
                n,
                n,
                n);
        line(text, "PV1|1|I|心内科^12^03^H001||||1001^李明华|||||||||||BV%d", n);
        line(text, "ORC|RE|BO%d^HIS|BF%d^LIS|BG%d^HIS||||||||1003^唐志强^^^^^^^H001^L^^^DN", n, n, n);
        line(
                text,
                "OBR|1|BO%d^HIS|BF%d^LIS|57021-8^血细胞分析^LN^CBC^血常规五分类^99LIS|||20260302073000+0800|||||||||"
                        + "1003^唐志强^^^^^^^H001^L^^^DN||||||20260302080000+0800||HM|F",
                n,
                n);
        for (int i = 0; i < ITEMS.size(); i++) {
            String[] item = ITEMS.get(i).split("\\|");
            line(
                    text,
                    "OBX|%d|NM|%s^LN^L%02d^检验项目%02d^99LIS||%s|%s|%s|%s|||F|||20260302073000+0800||2001^王检验^^^^^^^H001"
                            + "|FCM^流式细胞术^99LIS|XN9000^^H001|20260302075500+0800||||区域中心医院检验科^L^^^^H001^XX^^^987"
                            + "|中心路1号^^示范市^^429000^CHN^B|2002^赵主任^^^^^^^H001^L^^^DN",
                    i + 1,
                    item[0],
                    i,
                    i,
                    item[1],
                    item[2].replace("10^^", "10*"),
                    item[3],
                    item[4]);
        }
        line(text, "SPM|1|BS%d&LIS||WB^全血^HL70487|||||||||||||20260302073000+0800|20260302074000+0800", n);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\r');
    }
}
