package org.yilian.mappings.hl7v2.guide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages with one segment of each kind, and values for fields of each data type. */
final class Samples {
    private static final String MSH = "MSH|^~\\&|LIS|H001|HUB|YL|20260105100500||";
    private static final String PID = "PID|1||000123^^^H001^MR||Zhang^San||19900307|M";
    private static final String PV1 = "PV1|1|I|||||||||||||||||V1";
    private static final String ORC = "ORC|NW|P1|F1";
    private static final String OBR = "OBR|1|P1|F1|GLU^Glucose^L|||20260105083000|||||||||||||||20260105100000||LAB|F";
    private static final String OBX = "OBX|1|ST|N1^Note^L||text||||||F";

    /** Values of tables that have none of the letters above. */
    private static final Map<String, List<String>> TABLES = Map.ofEntries(
            Map.entry("ORC-1", List.of("CA", "DC", "HD")),
            Map.entry("OBX-33", List.of("E77&SYS^E78&SYS", "E77&SYS^E78&SYS~E79&SYS^E80&SYS")),
            Map.entry("TXA-3", List.of("PDF", "TX")),
            Map.entry("IN1-10", List.of("C77^^^REG&1.2.3&ISO^AN", "C77^^^REG&1.2.3&ISO^SN")),
            Map.entry("DG1-21", List.of("D")),
            Map.entry("AL1-4", List.of("SV", "MO", "MI")),
            Map.entry("IAM-4", List.of("SV", "MO", "MI")),
            Map.entry("AIS-10", List.of("Cancelled", "Booked")),
            Map.entry("AIG-14", List.of("Cancelled", "Booked")),
            Map.entry("AIL-12", List.of("Cancelled", "Booked")),
            Map.entry("AIP-12", List.of("Cancelled", "Booked")),
            Map.entry("SCH-25", List.of("Cancelled", "Booked")),
            Map.entry("PRT-23", List.of("O", "B", "C", "E", "F", "H")));

    private Samples() {}

    /** Messages by trigger, as segments. */
    static Map<String, List<String>> messages() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put(
                "ADT^A01^ADT_A01",
                List.of(
                        "EVN||20260105100000",
                        PID,
                        "PD1|",
                        "ROL|1|AD|AT|D7^Li^Si||||||||||Ward^L^O78",
                        "NK1|1|Li^Si",
                        PV1,
                        "PV2|",
                        "ROL|2|AD|AT|D8^Li^Si",
                        "PRT|1|AD||AT|D9^Li^Si|||Unit^L^O79|||||||55555^WPN^PH~55556^BPN^BP~55557^PRN^CP~^NET^Internet^a@b.cn~55558^WPN^FX~55559^PRN^PH",
                        "DB1|1",
                        OBX,
                        "AL1|1|DA|PCN^Penicillin^L",
                        "DG1|1||I20^Angina^I10",
                        "PR1|1||P1^Operation^L||20260105090000",
                        "GT1|1|1|Li^Si",
                        "IN1|1|PLAN^Plan|C1|Company",
                        "IN2|",
                        "IN3|1",
                        "ZZZ|"));
        all.put(
                "ADT^A08^ADT_A01",
                List.of(
                        "EVN||20260105100000",
                        PID + "||||||||||ACC1" + "|".repeat(17) + "CAT^Cat^L",
                        "PD1|",
                        PV1,
                        "PV2|",
                        "IAM|1|DA|PCN^Penicillin^L|||A|1|||||||Li^Si"));
        all.put("ADT^A60^ADT_A60", List.of("EVN||20260105100000", PID, PV1, "IAM|1|DA|PCN^Penicillin^L|||A|1"));
        all.put(
                "ADT^A05^ADT_A05",
                List.of("EVN||20260105100000", PID, "PD1|", "NK1|1|Li^Si", PV1 + "|".repeat(35) + "EP1", "PV2|"));
        all.put(
                "ADT^A41^ADT_A39",
                List.of("EVN||20260105100000", PID + "||||||||||ACC1", "MRG|000123^^^H001^MR||ACC2"));
        all.put("ADT^A40^ADT_A39", List.of("EVN||20260105100000", PID, "PD1|", "MRG|000999^^^H001^MR"));
        all.put(
                "ORU^R01^ORU_R01",
                List.of(
                        "SFT|",
                        PID,
                        "NK1|1|Li^Si",
                        PV1,
                        "ORC|RE|P1|F1",
                        OBR,
                        "NTE|1||note",
                        "PRT|1|AD||RP|D9^Li^Si",
                        OBX,
                        "OBX|2|ST|N2^Note^L||||||||X",
                        "OBX|3|NA|N3^Wave^L||1^2||||||F" + "|".repeat(12) + "Lab^L^O77",
                        "PRT|2|AD||RP|D8^Li^Si",
                        "NTE|2||note",
                        "SPM|1|S1&LIS^S2&LIS||BLD^Blood^L"));
        all.put(
                "OML^O21^OML_O21",
                List.of(
                        PID,
                        PV1,
                        ORC,
                        "TQ1|1",
                        OBR,
                        "NTE|1||note",
                        "PRT|1|AD||RP|D9^Li^Si",
                        "DG1|1||I20^Angina^I10",
                        OBX,
                        "SPM|1|S1&LIS^S2&LIS||BLD^Blood^L"));
        all.put(
                "ORM^O01^ORM_O01",
                List.of("NTE|1||note", PID, PV1, ORC, OBR, "NTE|2||note", "DG1|1||I20^Angina^I10", OBX));
        all.put("OMP^O09^OMP_O09", List.of(PID, PV1, ORC, "TQ1|1", "RXO|M1^Drug^L", "RXR|PO^Oral^L", OBX));
        all.put(
                "RDE^O11^RDE_O11",
                List.of(
                        PID,
                        PV1,
                        ORC,
                        "RXO|M1^Drug^L",
                        "RXR|PO^Oral^L",
                        "RXE||M1^Drug^L|1||mg",
                        "TQ1|1",
                        "RXR|PO^Oral^L"));
        all.put(
                "RAS^O17^RAS_O17",
                List.of(
                        PID,
                        PV1,
                        ORC,
                        "RXE||M1^Drug^L|1||mg",
                        "RXR|PO^Oral^L",
                        "RXA|0|1|20260105100000||M1^Drug^L|1",
                        "RXR|PO^Oral^L"));
        all.put(
                "VXU^V04^VXU_V04",
                List.of(
                        PID,
                        PV1,
                        "ORC|RE|P1|F1",
                        "RXA|0|1|20260105100000||03^MMR^CVX|1",
                        "RXR|IM^Intramuscular^HL70162",
                        OBX,
                        "NTE|1||note"));
        all.put(
                "MDM^T02^MDM_T02",
                List.of(
                        "EVN||20260105100000",
                        PID,
                        PV1,
                        ORC,
                        OBR,
                        "NTE|1||note",
                        "TXA|1|DS|TX|20260105100000|||||||||D1||||AU",
                        OBX));
        all.put(
                "SIU^S12^SIU_S12",
                List.of(
                        "SCH|A1|A2|||||CHECKUP^Checkup^L||30|min|^^^20260105100000^20260105103000",
                        "NTE|1||note",
                        PID,
                        PV1,
                        "RGS|1",
                        "AIS|1||S1^Service^L|20260105100000",
                        "NTE|2||note|||20260105100000",
                        "AIG|1||G1^Device^L",
                        "AIL|1||ROOM1",
                        "AIP|1||D7^Li^Si"));
        all.put(
                "MDM^T01^MDM_T01",
                List.of("EVN||20260105100000", PID, PV1, "TXA|1|DS|TX|20260105100000|||||||||D1||||AU"));
        all.put(
                "SIU^S14^SIU_S12",
                List.of(
                        "SCH|A1|A2|||||CHECKUP^Checkup^L" + "|".repeat(19) + "P1|F1",
                        PID,
                        "RGS|1",
                        "AIS|1||S1^Service^L|20260105100000|||30|min",
                        "AIG|1||G1^Device^L|||||20260105100000|||30|min",
                        "AIL|1||ROOM1|||20260105100000|||30|min",
                        "AIP|1||D7^Li^Si|||20260105100000|||30|min"));
        all.put(
                "OMG^O19^OMG_O19",
                List.of(PID, PV1, ORC + "|||||||||D7^Li^Si|||||||||Clinic^L^O77", "TQ1|1||ACM", OBR));
        all.put("OMS^O05^OMS_O05", List.of(PID, "ORC||P1|F1|||||||||D7^Li^Si", OBR));
        all.put(
                "RDE^O25^RDE_O25",
                List.of(
                        PID,
                        ORC,
                        "RXO|M1^Drug^L|1|2|mg|||||||10|box||||||5|mg||||||2|mL",
                        "RXR|PO^Oral^L",
                        "TQ1|1||ACM"));
        all.put("REF^I12^REF_I12", List.of("RF1|A|R|MED^^HL70284|||REF1", "PRD|RP|Li^Si||||PH|L77", PID));
        all.put("ORR^O02^ORR_O02", List.of("MSA|AA|1", PID, "ORC|OK|P1|F1"));
        return all;
    }

    static String header(String trigger) {
        return MSH + trigger + "|4711|P|2.8";
    }

    /** Values worth trying for a field of this type. */
    static List<String> values(String segment, int field, String type) {
        List<String> own = TABLES.get(segment + "-" + field);
        return own == null ? values(type) : own;
    }

    private static List<String> values(String type) {
        return switch (type.split("[ (]")[0]) {
            case "CWE", "CE", "CNE", "CF" ->
                List.of("X9^Example^L", "Y", "A", "S^Stat^HL70485", "F", "2106-3^White^HL70005", "en", "EXP");
            case "ID", "IS" -> List.of("Y", "A", "S", "F", "R", "N", "1", "L", "P", "AU", "en", "AT");
            case "DTM", "TS", "DT" -> List.of("20260106113000", "20260106");
            case "XCN", "PPN", "CNN" -> List.of("D77^Wang^Wu");
            case "NM", "SI" -> List.of("7", "2");
            case "EI" -> List.of("E77^SYS");
            case "EIP" -> List.of("E77&SYS^E78&SYS");
            case "CX" -> List.of("C77^^^REG&1.2.3&ISO^AN");
            case "XTN" -> List.of("12345^WPN^PH");
            case "PL" -> List.of("WARD7^7^7");
            case "XON" -> List.of("Clinic^L^O77");
            case "HD" -> List.of("SYS77^1.2.3^ISO");
            case "XAD" -> List.of("Street 7^^Town^ST^12345^CHN^H");
            case "XPN" -> List.of("Wang^Wu^^^^^L");
            case "CQ" -> List.of("7^mg", "7^min", "7^h");
            case "NDL" -> List.of("D77&Wang&Wu");
            case "TQ", "CM_TQ" -> List.of("1^BID^D5^20260106113000^20260107113000^S^^text");
            case "RPT" -> List.of("BID");
            case "PLN" -> List.of("L77^NPI^^20300101");
            case "DR" -> List.of("20260106113000^20260107113000");
            case "DLD" -> List.of("HOME^20260106113000");
            case "DLN" -> List.of("L77^ST^20300101");
            case "SPS" -> List.of("BLD&Blood^^text");
            case "JCC" -> List.of("7^X9");
            case "FC" -> List.of("X9");
            case "MSG" -> List.of("ADT^A01^ADT_A01");
            case "PT" -> List.of("P");
            case "CP" -> List.of("7&CNY");
            case "PRL" -> List.of("N9&Parent&L");
            case "varies" -> List.of("text", "X9^Example^L");
            case "TM" -> List.of("1130");
            default -> List.of("text77", "7", "Y");
        };
    }

    /** A segment with this value in field {@code n}. */
    static String with(String segment, int n, int component, String value) {
        List<String> fields = new ArrayList<>(List.of(segment.split("\\|", -1)));
        int index = segment.startsWith("MSH") ? n - 1 : n;
        while (fields.size() <= index) {
            fields.add("");
        }
        if (component <= 1) {
            fields.set(index, value);
        } else {
            List<String> parts = new ArrayList<>(List.of(fields.get(index).split("\\^", -1)));
            while (parts.size() < component) {
                parts.add("");
            }
            parts.set(component - 1, value);
            fields.set(index, String.join("^", parts));
        }
        return String.join("|", fields);
    }
}
