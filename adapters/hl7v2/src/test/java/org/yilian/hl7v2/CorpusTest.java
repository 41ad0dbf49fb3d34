package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages of others, if they lie beside the repository. */
class CorpusTest {

    private static Path corpus;
    private static List<Path> files;

    @BeforeAll
    static void find() throws IOException {
        String shared = System.getenv("HUB_SHARED");
        Path at = shared == null ? null : Path.of(shared);
        for (Path up = Path.of("").toAbsolutePath(); at == null && up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve("../shared/corpus/hl7v2"))) {
                at = up.resolve("../shared").normalize();
            }
        }
        corpus = at == null ? null : at.resolve("corpus/hl7v2");
        assumeTrue(corpus != null && Files.isDirectory(corpus), "no corpus here");
        try (Stream<Path> all = Files.walk(corpus)) {
            files = all.filter(p -> p.toString().matches(".*\\.(hl7|txt|dat|er7)"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyMessagePassesAFrameUnchangedAndItsAnswerIsReadable() throws IOException {
        AckWriter acks = new AckWriter(Clock.systemUTC());
        Random random = new Random(7);
        int headers = 0;
        for (Path file : files) {
            byte[] message = Files.readAllBytes(file);
            if (message.length == 0
                    || new String(message, StandardCharsets.ISO_8859_1).matches("(?s).*[\u000B\u001C].*")) {
                continue;
            }
            assertThat(framed(message, random)).as(file.toString()).isEqualTo(message);
            MshHeader msh = MshHeader.parse(message);
            if (msh != null) {
                headers++;
                byte[] ack = acks.write(Receipt.accepted(), msh, AckCode.AA);
                MllpAck read = MllpAck.parse(ack);
                assertThat(read).as(file.toString()).isNotNull();
                assertThat(read.controlId()).as(file.toString()).isEqualTo(msh.controlId());
            }
        }
        assertThat(headers).isGreaterThan(500);
    }

    @Test
    void chineseMessagesAreReadWhateverTheyAreLabelled() throws IOException {
        for (String name : new String[] {
            "gb18030_declared",
            "gb18030_mislabelled_utf8",
            "gb18030_undeclared",
            "gbk_name_GBK",
            "utf8_declared",
            "utf8_undeclared",
            "utf8_bom"
        }) {
            byte[] message = Files.readAllBytes(corpus.resolve("made-here-charset/" + name + ".hl7"));
            MshHeader msh = MshHeader.parse(message);
            Charset charset = CharacterSets.of(message, msh.characterSet(), CharacterSets.GB18030);
            assertThat(charset)
                    .as(name)
                    .isEqualTo(name.startsWith("utf8") ? StandardCharsets.UTF_8 : CharacterSets.GB18030);
            assertThat(new String(message, charset))
                    .as(name)
                    .containsPattern("\\p{IsHan}")
                    .doesNotContain("\uFFFD");
        }
    }

    private static byte[] framed(byte[] message, Random random) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x0B);
        block.writeBytes(message);
        block.write(0x1C);
        ByteArrayInputStream in = new ByteArrayInputStream(block.toByteArray());
        FrameReader reader = new FrameReader(
                (buffer, midway) -> in.read(buffer, 0, 1 + random.nextInt(buffer.length)), 64 * 1024 * 1024);
        FrameReader.Frame frame = reader.next();
        return frame == null ? new byte[0] : frame.bytes();
    }
}
