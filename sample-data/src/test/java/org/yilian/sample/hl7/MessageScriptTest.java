package org.yilian.sample.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.Regions;
import org.yilian.sample.SampleRegion;
import org.yilian.sample.SourceSystem;

class MessageScriptTest {
    private static final Path CODES = Path.of("..", "hub-server", "src", "main", "resources", "demo", "codes");
    private final List<HospitalMessage> messages = Regions.STANDARD.messages();

    @Test
    void sameSeedGivesTheSameBytes() throws NoSuchAlgorithmException {
        SampleRegion again = SampleRegion.of(RegionPlan.standard(42, Regions.AS_OF));
        assertThat(hash(again)).isEqualTo(hash(Regions.STANDARD));
        assertThat(hash(SampleRegion.of(RegionPlan.standard(43, Regions.AS_OF))))
                .isNotEqualTo(hash(again));
    }

    @Test
    void everyCodeInAMessageStandsInTheHospitalsCodeTable() throws IOException {
        Map<Hospital, Set<String>> known = new EnumMap<>(Hospital.class);
        for (Hospital hospital : Hospital.values()) {
            known.put(
                    hospital,
                    Files.readAllLines(CODES.resolve(hospital.id() + "-lab.csv")).stream()
                            .map(line -> line.substring(0, line.indexOf(',')))
                            .collect(Collectors.toSet()));
        }
        for (HospitalMessage message : messages) {
            for (String segment : message.text().split("\r")) {
                String[] fields = segment.split("\\|");
                if (fields[0].equals("OBX") || fields[0].equals("OBR")) {
                    String code = fields[fields[0].equals("OBX") ? 3 : 4].split("\\^")[0];
                    assertThat(known.get(message.hospital())).contains(code);
                }
            }
        }
    }

    @Test
    void eachHospitalSpeaksInItsOwnCharacterSetAndSaysSoOrNot() {
        for (HospitalMessage message : messages) {
            String[] msh = message.text().split("\r")[0].split("\\|", -1);
            String declared = msh.length > 17 ? msh[17] : "";
            boolean his = message.system() == SourceSystem.HIS;
            switch (message.hospital()) {
                case H001, H003 -> assertThat(declared).isEqualTo("UNICODE UTF-8");
                case H002 -> assertThat(declared).isEqualTo(his ? "UNICODE UTF-8" : "GB 18030-2000");
                case H004 -> assertThat(declared).isEqualTo(his ? "" : "UNICODE UTF-8");
            }
            assertThat(message.text().getBytes(message.charset())).isEqualTo(message.bytes());
            assertThat(message.text()).doesNotContain("\uFFFD");
        }
    }

    @Test
    void timeOfEachPatientRunsForwardAndEndsBeforeThePresent() {
        Map<String, HospitalMessage> last = new HashMap<>();
        for (HospitalMessage message : messages) {
            HospitalMessage before = last.put(message.hospital() + message.patientKey(), message);
            assertThat(message.at()).isBefore(Regions.AS_OF);
            assertThat(before == null || !before.at().isAfter(message.at())).isTrue();
        }
    }

    @Test
    void allTriggersRepeatsAndCorrectionsOccur() {
        assertThat(messages.stream().map(HospitalMessage::trigger).distinct())
                .containsExactlyInAnyOrder("ADT^A01", "ADT^A03", "ADT^A04", "ADT^A08", "ADT^A40", "ORU^R01");
        assertThat(messages).anyMatch(HospitalMessage::repeat);
        assertThat(messages).anyMatch(message -> message.text().contains("|C\r"));
        assertThat(messages).hasSizeGreaterThan(1200);
    }

    @Test
    void controlIdsAreUniquePerHospitalExceptForRepeats() {
        Map<String, HospitalMessage> seen = new HashMap<>();
        for (HospitalMessage message : messages) {
            HospitalMessage first = seen.putIfAbsent(message.hospital() + message.controlId(), message);
            assertThat(first != null).isEqualTo(message.repeat());
            if (message.repeat()) {
                assertThat(message.bytes()).isEqualTo(first.bytes());
            }
        }
    }

    private static String hash(SampleRegion region) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        region.messages().forEach(message -> digest.update(message.bytes()));
        digest.update(region.cast().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(region.cast().truthCsv().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
