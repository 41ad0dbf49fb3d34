package org.yilian.mappings.hl7v2.out;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * MSH of a message that leaves the hub (HL7 v2.8 section 2.14.9), acknowledged in original mode.
 *
 * @param time MSH-7
 * @param controlId MSH-10, at most 20 characters; the same for every sending of the same message
 * @param version MSH-12, 2.3.1 to 2.8
 * @param charset of the bytes; one that has every character (UTF-8, GB18030), so that nothing is lost
 */
public record Header(
        String sendingApplication,
        String sendingFacility,
        String receivingApplication,
        String receivingFacility,
        ZonedDateTime time,
        String controlId,
        String version,
        Charset charset) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmssZ", Locale.ROOT);

    /** Whether the receiver speaks at least this minor version of 2. */
    boolean atLeast(int minor) {
        return version.charAt(2) - '0' >= minor;
    }

    String now() {
        return TIME.format(time);
    }

    void write(Er7Writer out, String message, String event, String structure) {
        out.segment("MSH")
                .raw(2, "^~\\&")
                .add(3, sendingApplication)
                .add(4, sendingFacility)
                .add(5, receivingApplication)
                .add(6, receivingFacility)
                .add(7, now())
                .add(9, Composite.of(message, event, structure))
                .add(10, controlId)
                .add(11, "P")
                .add(12, version)
                .add(18, characterSet(charset));
    }

    /** HL7 table 0211. */
    static String characterSet(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8)
                ? "UNICODE UTF-8"
                : charset.name().startsWith("GB")
                        ? "GB 18030-2000"
                        : charset.equals(StandardCharsets.US_ASCII) ? "ASCII" : charset.name();
    }
}
