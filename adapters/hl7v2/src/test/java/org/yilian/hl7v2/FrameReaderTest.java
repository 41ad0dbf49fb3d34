package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrameReaderTest {

    /** In the table: [ is VT, ] is FS, / is CR, \ is LF. Expected: one letter for the framing, a ! if unanswered. */
    static Stream<Arguments> streams() {
        return Stream.of(
                Arguments.of("one message", "[MSH1/]/", "F:MSH1/"),
                Arguments.of("three messages", "[MSH1/]/[MSH2/]/[MSH3/]/", "F:MSH1/ F:MSH2/ F:MSH3/"),
                Arguments.of("no CR behind FS", "[MSH1][MSH2]", "F:MSH1 F:MSH2"),
                Arguments.of("LF and CRLF segment ends stay", "[MSH1\\PID]/[MSH2/\\PID]/", "F:MSH1\\PID F:MSH2/\\PID"),
                Arguments.of("blank lines between", "/\\[MSH1]/\\/\\  [MSH2]/", "F:MSH1 F:MSH2"),
                Arguments.of("garbage before", "xyz[MSH1]/", "U!:xyz F:MSH1"),
                Arguments.of("garbage between", "[MSH1]/xyz[MSH2]/", "F:MSH1 U!:xyz F:MSH2"),
                Arguments.of("garbage closed by an end block", "xyz]/[MSH2]/", "U:xyz F:MSH2"),
                Arguments.of("garbage at the end", "[MSH1]/xyz", "F:MSH1 U:xyz"),
                Arguments.of("no start block", "MSH1]/[MSH2]/", "F:MSH1 F:MSH2"),
                Arguments.of("no start block but the first", "[MSH1]/MSH2]/MSH3]/", "F:MSH1 F:MSH2 F:MSH3"),
                Arguments.of("batch header without start block", "FHS|]/BHS|]/", "F:FHS| F:BHS|"),
                Arguments.of("no frame at all", "MSH1/PID/", "U:MSH1/PID/"),
                Arguments.of("half a frame", "[MSH1/PI", "C:MSH1/PI"),
                Arguments.of("no end block, then a new frame", "[MSH1/[MSH2]/", "C!:MSH1/ F:MSH2"),
                Arguments.of("no end block, then a batch", "[MSH1/[FHS2]/", "C!:MSH1/ F:FHS2"),
                Arguments.of("start block as content", "[MSH1|a[b|[MS|[]/", "F:MSH1|a[b|[MS|["),
                Arguments.of("start block before a restart", "[MSH1[[MSH2]/", "C!:MSH1[ F:MSH2"),
                Arguments.of("start block doubled", "[[MSH1]/", "F:MSH1"),
                Arguments.of("end block doubled", "[MSH1]]/[MSH2]/", "F:MSH1 F:MSH2"),
                Arguments.of("empty frames", "[]/[]/[MSH1]/[/]/", "F:MSH1"),
                Arguments.of("not HL7 in a frame", "[hello]/", "F:hello"),
                Arguments.of("nothing", "", ""),
                Arguments.of("as large as allowed", "[MSH" + "x".repeat(37) + "]/", "F:MSH" + "x".repeat(37)),
                Arguments.of(
                        "too large, the next is taken",
                        "[MSH" + "x".repeat(38) + "]/[MSH2]/",
                        "T:MSH" + "x".repeat(37) + " F:MSH2"),
                Arguments.of(
                        "far too large, the rest is not read",
                        "[MSH" + "x".repeat(400) + "]/[MSH2]/",
                        "T:MSH" + "x".repeat(37)),
                Arguments.of("too much garbage", "x".repeat(50) + "[MSH2]/", "T!:" + "x".repeat(40) + " F:MSH2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void cutsAStreamIntoMessages(String name, String stream, String expected) {
        assertThat(read(stream, 40, List.of(stream.length() + 1))).isEqualTo(expected);
        assertThat(read(stream, 40, List.of(1))).as("byte by byte").isEqualTo(expected);
    }

    @Property(tries = 500)
    void readsTheSameHoweverTheBytesArrive(
            @ForAll("conversations") String stream,
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 20) Integer> chunks) {
        assertThat(read(stream, 40, chunks)).isEqualTo(read(stream, 40, List.of(stream.length() + 1)));
    }

    @Property(tries = 200)
    void losesNoMessageAmongBlanksAndSplits(
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 30) Integer> lengths,
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 20) Integer> chunks) {
        StringBuilder stream = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int length : lengths) {
            String message = "MSH|" + "m".repeat(length) + "/";
            stream.append('[').append(message).append(length % 3 == 0 ? "]" : "]/");
            expected.add("F:" + message);
        }
        assertThat(read(stream.toString(), 40, chunks)).isEqualTo(String.join(" ", expected));
    }

    @Provide
    Arbitrary<String> conversations() {
        return Arbitraries.of(
                        "[", "]", "/", "\\", "MSH", "MS", "FHS|", "BHS", "x", "xyz", "[MSH1/]/", "[MSH", "m".repeat(45))
                .list()
                .ofMaxSize(20)
                .map(parts -> String.join("", parts));
    }

    private static String read(String stream, int limit, List<Integer> chunks) {
        byte[] bytes = stream.replace('[', '\u000B')
                .replace(']', '\u001C')
                .replace('/', '\r')
                .replace('\\', '\n')
                .getBytes(StandardCharsets.US_ASCII);
        InputStream in = new ByteArrayInputStream(bytes);
        int[] turn = {0};
        FrameReader reader = new FrameReader(
                (buffer, midway) -> in.read(buffer, 0, Math.min(buffer.length, chunks.get(turn[0]++ % chunks.size()))),
                limit);
        List<String> out = new ArrayList<>();
        for (FrameReader.Frame frame = reader.next(); frame != null; frame = reader.next()) {
            String text = new String(frame.bytes(), StandardCharsets.US_ASCII)
                    .replace('\u000B', '[')
                    .replace('\r', '/')
                    .replace('\n', '\\');
            out.add(frame.framing().name().charAt(0) + (frame.answerable() ? ":" : "!:") + text);
        }
        return String.join(" ", out);
    }
}
