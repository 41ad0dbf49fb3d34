package org.yilian.conformance;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Laboratory results of invented patients of H001: every message a new order, patients repeated, names and numbers by
 * arithmetic.
 *
 * @param prefix of control ids and order numbers, so that feeds do not meet
 * @param patients how many different ones
 * @param results per message, at most 12
 */
public record OruFeed(String prefix, int patients, int results) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 3, 2, 8, 0);
    static final List<String> CODES = List.of(
            "TC^总胆固醇^L|4.%02d|mmol/L|2.80-5.20",
            "TG^甘油三酯^L|1.%02d|mmol/L|0.56-1.70",
            "HDL-C^高密度脂蛋白胆固醇^L|1.%02d|mmol/L|1.04-1.55",
            "LDL-C^低密度脂蛋白胆固醇^L|2.%02d|mmol/L|1.30-3.40",
            "APOA1^载脂蛋白A1^L|1.%02d|g/L|1.00-1.60",
            "APOB^载脂蛋白B^L|0.%02d|g/L|0.60-1.10",
            "ALT^丙氨酸氨基转移酶^L|2%02d|U/L|9-50",
            "AST^天门冬氨酸氨基转移酶^L|1%02d|U/L|15-40",
            "GLU^空腹葡萄糖^L|5.%02d|mmol/L|3.90-6.10",
            "CREA^肌酐^L|6%02d|umol/L|57-97",
            "UREA^尿素^L|4.%02d|mmol/L|3.10-8.00",
            "UA^尿酸^L|3%02d|umol/L|208-428");

    public String controlId(int n) {
        return prefix + "-" + n;
    }

    public String filler(int n) {
        return prefix + "F" + n;
    }

    public String placer(int n) {
        return prefix + "O" + n;
    }

    public String patientNumber(int n) {
        return prefix + "P" + n % patients;
    }

    public String time(int n) {
        return TIME.format(FIRST.plusMinutes(n)) + "+0800";
    }

    public byte[] message(int n) {
        int patient = n % patients;
        String at = time(n);
        StringBuilder text = new StringBuilder();
        line(text, "MSH|^~\\&|LIS|H001|HUB|YILIAN|%s||ORU^R01^ORU_R01|%s|P|2.5.1||||||UNICODE UTF-8", at, controlId(n));
        line(
                text,
                "PID|1||%s^^^H001^MR||测^试%04d^^^^^L||19%02d0%d1%d|%s|||示范市%d号^^^^^CHN^H||1400%07d^PRN^CP",
                patientNumber(n),
                patient,
                50 + patient % 50,
                1 + patient % 9,
                patient % 10,
                patient % 2 == 0 ? "F" : "M",
                patient,
                patient);
        line(text, "ORC|RE|%s|%s", placer(n), filler(n));
        line(text, "OBR|1|%s|%s|P-LIP^血脂^L|||%s|||||||%s||1003^唐志强||||||%s||CH|F", placer(n), filler(n), at, at, at);
        for (int i = 0; i < results; i++) {
            String[] item =
                    String.format(Locale.ROOT, CODES.get(i), (n * 7 + i) % 100).split("\\|");
            line(text, "OBX|%d|NM|%s||%s|%s|%s|N|||F|||%s", i + 1, item[0], item[1], item[2], item[3], at);
        }
        line(text, "SPM|1|||SER^血清^HL70487|||||||||||||%s|%s", at, at);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\r');
    }
}
