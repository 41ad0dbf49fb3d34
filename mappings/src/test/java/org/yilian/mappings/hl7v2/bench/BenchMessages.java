package org.yilian.mappings.hl7v2.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** The messages that are measured: synthetic, with the fields that a careful sender fills. */
final class BenchMessages {
    private static final String ORDERER =
            "57422^Radon^Nicholas^^^^^^NIST-AA-1&2.16.840.1.113883.3.72.5.30.1&ISO^L^^^NPI";
    private static final String[] ITEMS = {
        "26453-1^Erythrocytes^LN^RBC^红细胞^L|4.41|10*12/L^^UCUM|4.3-5.8|N",
        "718-7^Hemoglobin^LN^HGB^血红蛋白^L|125|g/L^^UCUM|130-175|L",
        "20570-8^Hematocrit^LN^HCT^红细胞比容^L|41|%^^UCUM|40-50|N",
        "26464-8^Leukocytes^LN^WBC^白细胞^L|10.56|10*9/L^^UCUM|3.5-9.5|H",
        "26515-7^Platelets^LN^PLT^血小板^L|210|10*9/L^^UCUM|125-350|N",
        "30428-7^MCV^LN^MCV^平均红细胞体积^L|91|fL^^UCUM|82-100|N",
        "28539-5^MCH^LN^MCH^平均血红蛋白量^L|29|pg^^UCUM|27-34|N",
        "28540-3^MCHC^LN^MCHC^平均血红蛋白浓度^L|324|g/L^^UCUM|316-354|N",
        "30385-9^RDW^LN^RDW^红细胞分布宽度^L|10.5|%^^UCUM|10.2-14.5|N",
        "26444-0^Basophils^LN^BASO#^嗜碱性粒细胞^L|0.10|10*9/L^^UCUM|0-0.06|H",
        "30180-4^Basophils per 100^LN^BASO%^嗜碱性粒细胞百分比^L|0.1|%^^UCUM|0-1|N",
        "26484-6^Monocytes^LN^MONO#^单核细胞^L|<3|10*9/L^^UCUM|0.1-0.6|H"
    };

    private BenchMessages() {}

    static Map<String, String> all() {
        Map<String, String> messages = new LinkedHashMap<>();
        messages.put("ADT_A01", adt());
        messages.put("ORU_R01, 12 OBX", oru());
        return messages;
    }

    private static String adt() {
        return String.join(
                        "\r",
                        "MSH|^~\\&|HIS|H001|HUB|YL|20260105101500+0800||ADT^A01^ADT_A01|A0001|P|2.5.1|||AL|NE|CHN|UNICODE UTF-8",
                        "EVN||20260105101500+0800|||D012^李^四|20260105101000+0800",
                        "PID|1||000123^^^H001^MR~429900199003070012^^^CN-ID^NI||张^三^^^^^L~Zhang^San^^^^^L^P||19900307|M|||幸福路1号^^武汉市^湖北省^430000^CHN^H||^PRN^PH^^86^27^65120001~^PRS^CP^^^^14000000001|^WPN^PH^^86^27^65120002|zh|M||V0001^^^H001^VN||||汉族||||||||N",
                        "PD1||||D020^王^五",
                        "NK1|1|李^丽|SPO^配偶^HL70063|幸福路1号^^武汉市^湖北省^430000^CHN^H|^PRN^CP^^^^14000000002||C",
                        "PV1|1|I|心内科^302^1^H001^^^^3||||D012^李^四|D013^赵^六||CARD|||||||D012^李^四|INP|V0001^^^H001^VN|||||||||||||||||||||||||20260105101000+0800",
                        "AL1|1|DA|PCN^青霉素^L|SV|皮疹|20200101",
                        "DG1|1||I20.0^不稳定型心绞痛^I10|不稳定型心绞痛|20260105|A")
                + "\r";
    }

    private static String oru() {
        StringBuilder message = new StringBuilder(6000)
                .append(
                        "MSH|^~\\&|LIS|H001|HUB|YL|20260105120000+0800||ORU^R01^ORU_R01|R0001|P|2.5.1|||AL|NE|CHN|UNICODE UTF-8\r")
                .append(
                        "PID|1||000123^^^H001^MR||张^三^^^^^L||19900307|M|||幸福路1号^^武汉市^湖北省^430000^CHN^H||^PRN^PH^^86^27^65120001\r")
                .append("PV1|1|I|心内科^302^1^H001||||D012^李^四||||||||||||V0001^^^H001^VN\r")
                .append("ORC|RE|ORD666555^HIS|R-991133^LIS|GORD874233^HIS||||||||")
                .append(ORDERER)
                .append('\r')
                .append(
                        "OBR|1|ORD666555^HIS|R-991133^LIS|57021-8^CBC W Auto Differential panel^LN^CBC^血常规^L|||20260105083000+0800|||||||||")
                .append(ORDERER)
                .append("||||||20260105120000+0800||HM|F\r");
        for (int i = 0; i < ITEMS.length; i++) {
            String[] item = ITEMS[i].split("\\|");
            message.append("OBX|")
                    .append(i + 1)
                    .append("|NM|")
                    .append(item[0])
                    .append("||")
                    .append(item[1])
                    .append('|')
                    .append(item[2])
                    .append('|')
                    .append(item[3])
                    .append('|')
                    .append(item[4])
                    .append(
                            "|||F|||20260105083000+0800||D077^周^七|HEMA^流式法^L||20260105103000+0800||||检验科^^^^^H001^XX^^^LAB|中心路2号^^武汉市^湖北省^430000^CHN^B\r");
        }
        return message.append(
                        "SPM|1|S001&HIS^S002&LIS||BLD^全血^HL70487|||||||P||||||20260105083000+0800|20260105091500+0800\r")
                .toString();
    }
}
