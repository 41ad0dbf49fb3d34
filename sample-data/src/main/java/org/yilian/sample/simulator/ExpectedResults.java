package org.yilian.sample.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.hl7.HospitalMessage;
import org.yilian.sample.lab.LabCatalogue;
import org.yilian.sample.lab.LocalCode;

/**
 * Counts results by reading the messages themselves, not the history they were made from: what was accepted, the last
 * telling of each result by hospital, filler number and code.
 */
final class ExpectedResults {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final Map<String, ExpectedResult> byKey = new LinkedHashMap<>();
    private final Map<Hospital, Map<String, String>> items = new EnumMap<>(Hospital.class);

    private ExpectedResults() {
        for (Hospital hospital : Hospital.values()) {
            Map<String, String> byCode = new LinkedHashMap<>();
            for (LocalCode code : LabCatalogue.shared().menu(hospital).all()) {
                byCode.put(code.code(), code.item());
            }
            items.put(hospital, byCode);
        }
    }

    static List<ExpectedResult> of(List<SentMessage> sent) {
        ExpectedResults expected = new ExpectedResults();
        sent.stream()
                .filter(SentMessage::accepted)
                .map(SentMessage::message)
                .filter(message -> message.trigger().equals("ORU^R01"))
                .sorted(Comparator.comparingInt(HospitalMessage::index))
                .forEach(expected::read);
        return List.copyOf(new ArrayList<>(expected.byKey.values()));
    }

    private void read(HospitalMessage message) {
        String patientNumber = "";
        String filler = "";
        Instant released = null;
        for (String segment : message.text().split("\r")) {
            String[] fields = segment.split("\\|", -1);
            switch (fields[0]) {
                case "PID" -> patientNumber = fields[3].split("[~^]")[0];
                case "OBR" -> {
                    filler = fields[3];
                    released = instant(fields[22]);
                }
                case "OBX" -> add(message, patientNumber, filler, released, fields);
                default -> {}
            }
        }
    }

    private void add(HospitalMessage message, String patientNumber, String filler, Instant released, String[] fields) {
        String code = fields[3].split("\\^")[0];
        byKey.put(
                message.hospital() + "|" + filler + "|" + code,
                new ExpectedResult(
                        message.hospital(),
                        message.patientKey(),
                        patientNumber,
                        filler,
                        code,
                        items.get(message.hospital()).get(code),
                        fields[2].equals("SN") ? fields[5].replace("^", "") : fields[5],
                        fields[6].replace("\\S\\", "^"),
                        fields[11],
                        fields[2].equals("TX"),
                        instant(fields[14]),
                        released));
    }

    private static Instant instant(String text) {
        String digits = text.length() > 14 ? text.substring(0, 14) : text;
        return LocalDateTime.parse(digits, digits.length() == 12 ? MINUTES : SECONDS)
                .atZone(RegionPlan.ZONE)
                .toInstant();
    }
}
