package org.yilian.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One stay of each of some invented patients of H001, as two systems tell it: the HIS admits, updates, discharges and
 * merges the record into another, the LIS reports one order preliminarily, finally and corrected.
 */
final class StormFeed {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private StormFeed() {}

    /** A message and what it is called; the same each time. */
    record Message(String controlId, byte[] bytes) {}

    static String number(int patient) {
        return "S" + patient;
    }

    static String survivor(int patient) {
        return "SV" + patient;
    }

    /** A01, A08, A03, A40, in this order on one connection. */
    static List<Message> his(int patient) {
        String visit = "PV1|1|I|心内科^%d^01^H001||||1001^李明华|||||||||||SB%d".formatted(1 + patient % 9, patient);
        List<Message> messages = new ArrayList<>();
        messages.add(message(
                "HIS",
                "A01",
                patient,
                0,
                evn("A01", 0) + pid(patient, "旧址") + visit + "|||||||||||||||||||||||||" + at(0) + "\r"));
        messages.add(message("HIS", "A08", patient, 10, evn("A08", 10) + pid(patient, "新址") + visit + "\r"));
        messages.add(message(
                "HIS",
                "A03",
                patient,
                120,
                evn("A03", 120) + pid(patient, "新址") + visit + "|||||||||||||||||||||||||" + at(0) + "|" + at(120)
                        + "\r"));
        messages.add(message(
                "HIS",
                "A40",
                patient,
                180,
                evn("A40", 180) + pid(patient, "新址").replace(number(patient) + "^^^", survivor(patient) + "^^^")
                        + "MRG|" + number(patient) + "^^^H001^MR\r"));
        return messages;
    }

    /** Preliminary, final, corrected, in this order on one connection. */
    static List<Message> lis(int patient) {
        return List.of(result(patient, "P", 30, 40), result(patient, "F", 60, 41), result(patient, "C", 90, 42));
    }

    private static Message result(int patient, String status, int minutes, int value) {
        String order = "|SO" + patient + "|SF" + patient;
        StringBuilder text = new StringBuilder(pid(patient, "旧址"));
        text.append("PV1|1|I|||||||||||||||||SB").append(patient).append('\r');
        text.append("ORC|RE").append(order).append('\r');
        text.append("OBR|1").append(order).append("|B001^血常规^L|||").append(at(20));
        text.append("|||||||||1003^唐志强||||||")
                .append(at(minutes))
                .append("||HM|")
                .append(status)
                .append('\r');
        for (int i = 0; i < 3; i++) {
            text.append("OBX|%d|NM|B00%d^项目%d^L||%d.%d|10^9/L|35-95|N|||%s|||%s\r"
                    .formatted(i + 1, i, i, value + i, patient % 10, status, at(20)));
        }
        return message("LIS", "ORU-" + status, patient, minutes, text.toString());
    }

    private static Message message(String system, String what, int patient, int minutes, String rest) {
        String type = what.startsWith("ORU") ? "ORU^R01^ORU_R01" : "ADT^" + what;
        String id = what + "-" + patient;
        String text = "MSH|^~\\&|" + system + "|H001|HUB|YL|" + at(minutes) + "||" + type + "|" + id
                + "|P|2.5.1||||||UNICODE UTF-8\r" + rest;
        return new Message(id, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String evn(String trigger, int minutes) {
        return "EVN|" + trigger + "|" + at(minutes) + "\r";
    }

    private static String pid(int patient, String street) {
        return "PID|1||" + number(patient) + "^^^H001^MR~" + citizen(patient) + "^^^CN-ID^NI||风^暴"
                + String.format(Locale.ROOT, "%04d", patient) + "||19700101|M|||" + street + patient
                + "号^^示范市^^429000^CHN^H\r";
    }

    private static String at(int minutes) {
        return String.format(Locale.ROOT, "20260302%02d%02d00+0800", 8 + minutes / 60, minutes % 60);
    }

    /** A number of nobody: the area 4299 is given to no one by this feed's making. Every fifth shares his with another. */
    static String citizen(int patient) {
        String body = String.format(Locale.ROOT, "42990119700101%03d", patient % 5 == 4 ? patient - 1 : patient);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return body + CHECKS.charAt(sum % 11);
    }
}
