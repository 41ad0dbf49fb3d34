package org.yilian.hub.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./hub try-hl7} from its arguments to its exit code. */
class TryHl7Test {
    private static final String REGION = """
            region: {code: YL, zone: Asia/Shanghai}
            facilities:
              - code: H002
                nameZh: 县医院
                level: COUNTY
                charset: GB18030
                systems: [{name: LIS, msh3: LIS, msh4: H002, profile: {units: {单位: U/L}}}]
            """;
    private static final String RESULT = """
            MSH|^~\\&|LIS|H002|HUB|YL|20260105100500||ORU^R01^ORU_R01|4711|P|2.5.1
            PID|1||000123^^^H002^MR||张^三||19900307|M
            OBR|1|P1|F1|GLU^血糖|||20260105083000|||||||||||||||20260105100000||LAB|F
            OBX|1|NM|GLU^葡萄糖||5.6|单位|||||F
            ZXX|1|own
            """;
    private static final String UNKNOWN = "MSH|^~\\&|LIS|H002|HUB|YL|20260105100500||XYZ^X99|4712|P|2.5.1\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void describe() throws IOException {
        write("region.yaml", REGION);
        write("result.hl7", RESULT);
    }

    @Test
    void printsResourcesRemarksAndWhatWasNotConsumed() {
        assertThat(run("result.hl7")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("result.hl7 [1]  ORU^R01 4711  facility H002, profile ")
                .contains("\"resourceType\": \"Observation\"")
                .contains("\"unit\": \"单位\"", "\"code\": \"U/L\"")
                .containsPattern("INFO +OBX-3 +CODE_NOT_MAPPED  «GLU\\^葡萄糖»  The local code has no regional item yet.")
                .contains("-- not consumed", "SEGMENT_NOT_USED  «ZXX|1|own»")
                .contains("1 messages: 1 translated, 0 refused;");
    }

    @Test
    void readsTheHospitalsCharacterSet() throws IOException {
        Files.write(folder.resolve("result.hl7"), RESULT.getBytes(Charset.forName("GB18030")));
        assertThat(run("result.hl7")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("GB18030", "\"text\": \"张三\"");
    }

    @Test
    void aRefusedMessageOfABatchOrFolderIsToldAndCounted() throws IOException {
        Files.createDirectory(folder.resolve("in"));
        write("in/batch.hl7", "FHS|^~\\&|LIS|H002\nBHS|^~\\&|LIS|H002\n" + RESULT + UNKNOWN + "BTS|2\nFTS|1\n");
        write("in/none.hl7", "no message");
        write("in/readme.md", "not one");
        assertThat(run("--quiet", "in")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("batch.hl7 [1]  ORU^R01 4711")
                .contains("batch.hl7 [2]  XYZ^X99 4712", "  REFUSED")
                .contains("none.hl7 [1]", "  UNREADABLE")
                .contains("3 messages: 1 translated, 2 refused;");
    }

    @Test
    void givesOneDocumentOfJson() throws IOException {
        assertThat(run("--json", "result.hl7")).isZero();
        JsonNode message = new ObjectMapper().readTree(out.toByteArray()).at("/messages/0");
        assertThat(message.get("type").asText()).isEqualTo("ORU^R01");
        assertThat(message.findValuesAsText("resourceType")).contains("Observation", "DiagnosticReport", "Patient");
        assertThat(message.get("remarks").findValuesAsText("code")).contains("CODE_NOT_MAPPED");
    }

    @Test
    void saysWhatAnotherDescriptionWouldChange() throws IOException {
        write("other.yaml", REGION.replace("units: {单位: U/L}", "units: {单位: g/L}, codes: codes.csv"));
        write("codes.csv", "localCode,item\nGLU,GLU-P\n");
        assertThat(run("--diff", "other.yaml", "result.hl7")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("valueQuantity.code\n  - U/L\n  + g/L")
                .contains("remark CODE_NOT_MAPPED OBX-3\n  - CODE_NOT_MAPPED OBX-3")
                .contains("1 messages: 1 would change, 0 would be refused")
                .doesNotContain("\"resourceType\"");
    }

    @Test
    void theSameDescriptionChangesNothing() {
        assertThat(run("--diff", "region.yaml", "result.hl7")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines("1 messages: 0 would change, 0 would be refused");
    }

    @Test
    void aMistakeInTheDescriptionOrTheCommandIsToldAndIsTwo() throws IOException {
        write("wrong.yaml", REGION.replace("U/L", "U/L}, off: [x], flags: {"));
        assertThat(run("--diff", "wrong.yaml", "result.hl7")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("facilities[0].systems[0].profile.off names no rule or preprocessor of a layer below");
        assertThat(run("--facility", "H009", "result.hl7")).isEqualTo(2);
        assertThat(run("--colour", "result.hl7")).isEqualTo(2);
        assertThat(run("absent.hl7")).isEqualTo(2);
        assertThat(new TryHl7(print(out), print(err)).run(List.of())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "H009 is no member of the region",
                        "--colour is unknown",
                        "does not exist",
                        "--facility is missing");
    }

    /** Of what stands in the folder; H002 and the folder's region unless said otherwise. */
    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--facility", "H002", "--region", folder.resolve("region.yaml").toString()));
        for (String each : arguments) {
            boolean inFolder = !each.startsWith("--") && !each.matches("H\\d+");
            all.add(inFolder ? folder.resolve(each).toString() : each);
        }
        return new TryHl7(print(out), print(err)).run(all);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
