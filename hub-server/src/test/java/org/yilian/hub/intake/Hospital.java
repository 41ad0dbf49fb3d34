package org.yilian.hub.intake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.yilian.mappings.LogicalIds;

/** What a hospital of the sample region would send. Control ids are made up, everything else is as asked for. */
public record Hospital(String code, Charset charset) {
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    public static Hospital of(String code) {
        return new Hospital(code, StandardCharsets.UTF_8);
    }

    /** One message, its bytes and the number it goes by. */
    public record Message(String controlId, String text, byte[] bytes) {}

    /** @param time of the event, {@code yyyyMMddHHmmss} */
    public Message adt(String trigger, String time, String mrn, String name, String citizenId, String... more) {
        String id = citizenId.isEmpty() ? "" : "~" + citizenId + "^^^CN-ID^NI";
        return message(
                "ADT^" + trigger,
                time,
                "EVN||" + time + "\rPID|1||" + mrn + "^^^" + code + "^MR" + id + "||" + name + "||19900307|M\r"
                        + String.join("\r", more));
    }

    /** One result of one order. */
    public Message oru(String time, String mrn, String order, String status, String value) {
        return message(
                "ORU^R01",
                time,
                "PID|1||" + mrn + "^^^" + code + "^MR||某^某\rOBR|1|P" + order + "|F" + order
                        + "|B001^血常规|||20260105083000|||||||20260105084500||D001^李^四||||||" + time + "||LAB|" + status
                        + "\rOBX|1|NM|B001^白细胞计数^L||" + value + "|10^9/L|3.5-9.5||||" + status);
    }

    /** The order that {@link #oru} answers, before the laboratory has given it a number. */
    public Message order(String time, String mrn, String order) {
        return message(
                "OML^O21",
                time,
                "PID|1||" + mrn + "^^^" + code + "^MR||某^某\rORC|NW|P" + order + "|||||||" + time + "\rOBR|1|P" + order
                        + "||B001^血常规\rNTE|1||空腹");
    }

    public Message message(String type, String time, String rest) {
        return message("HIS", type, time, rest);
    }

    /** @param system MSH-3 */
    public Message message(String system, String type, String time, String rest) {
        String controlId = "T" + NUMBERS.incrementAndGet();
        String text = "MSH|^~\\&|" + system + "|" + code + "|HUB|YL|" + time + "||" + type + "|" + controlId
                + "|P|2.5.1\r" + rest;
        return new Message(controlId, text, text.getBytes(charset));
    }

    /** A number no other test uses. */
    public static String number() {
        return "N" + NUMBERS.incrementAndGet();
    }

    public String patient(String mrn) {
        return LogicalIds.patient(code, mrnSystem(), mrn);
    }

    public String mrnSystem() {
        return "https://fhir.yilian-hub.org/id/" + code.toLowerCase(java.util.Locale.ROOT) + "/mrn";
    }
}
