package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Streams of frames as nobody would send them, cut into packets anywhere: never an exception, never more kept than the
 * limit, the same frames whatever the packets, and a whole message between the garbage is always found. Seconds and seed:
 * {@code -Dfuzz.seconds=300 -Dfuzz.seed=42}, which {@code -Pfuzz} sets.
 */
class FrameFuzzTest {
    private static final long SEED = Long.getLong("fuzz.seed", 20260105L);
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 15);
    private static final int LIMIT = 4096;
    private static final String SOUND = "MSH|^~\\&|S|O|U|N|20260105||ADT^A01|SOUND|P|2.5\rPID|1\r";
    private static final List<String> PIECES = List.of(
            "\u000B",
            "\u001C",
            "\r",
            "\n",
            "\u001C\r",
            "\u000BMSH",
            "MSH|",
            "MSH|^~\\&|A|B|C|D|20260105||ADT^A01|1|P|2.5\r",
            "FHS|^~\\&|A\r",
            "BHS|^~\\&|A\r",
            "BTS|2\r",
            "FTS|1\r",
            "PID|1\r",
            "garbage",
            "\u0000",
            "|",
            "MSH||||",
            "\uFEFF",
            "\u5F20\u4E09",
            "MSH|^~\\&|||||||||||||||GB18030\r",
            "M",
            "MS",
            "x".repeat(5000),
            "\u000B\u001C\r",
            "MSH|^~\\&|" + "|".repeat(500) + "\r",
            "BTS|99999999999999999999\r",
            "BTS|-1\r",
            "BTS|x\r");

    @Test
    void anyStreamIsCutIntoFramesTheSameWhateverThePackets() {
        Random random = new Random(SEED);
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        for (int stream = 0; System.nanoTime() < until; stream++) {
            String where = "seed " + SEED + ", stream " + stream;
            byte[] bytes = stream(random);
            try {
                check(bytes, random, where);
            } catch (RuntimeException e) {
                throw new AssertionError(where, e);
            }
        }
    }

    private static void check(byte[] bytes, Random random, String where) {
        List<FrameReader.Frame> whole = frames(bytes, bytes.length + 1, random);
        List<FrameReader.Frame> pieces = frames(bytes, 1 + random.nextInt(7), random);
        assertThat(pieces).as(where).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            assertThat(pieces.get(i).framing()).as(where).isEqualTo(whole.get(i).framing());
            assertThat(pieces.get(i).bytes()).as(where).isEqualTo(whole.get(i).bytes());
            assertThat(whole.get(i).bytes().length).as(where).isLessThanOrEqualTo(Math.max(LIMIT, FrameReader.PREFIX));
            understood(whole.get(i).bytes());
        }
        boolean gaveUp = whole.stream().anyMatch(FrameReader.Frame::closing);
        boolean found = whole.stream()
                .anyMatch(f ->
                        f.framing() == Framing.FRAMED && new String(f.bytes(), StandardCharsets.UTF_8).equals(SOUND));
        assertThat(found || gaveUp).as(where).isTrue();
    }

    /** What the listener does with a frame. */
    private static void understood(byte[] frame) {
        MshReader.read(frame);
        if (Batch.isBatch(frame)) {
            Batch batch = Batch.of(frame);
            assertThat(batch.messages().stream().mapToInt(m -> m.length).sum()).isLessThanOrEqualTo(frame.length);
            batch.messages().forEach(MshReader::read);
        }
    }

    /** Garbage, a sound frame, garbage. */
    private static byte[] stream(Random random) {
        StringBuilder text = new StringBuilder();
        garbage(text, random);
        text.append('\u001C').append('\u000B').append(SOUND).append("\u001C\r");
        garbage(text, random);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return bytes;
    }

    private static void garbage(StringBuilder text, Random random) {
        for (int n = random.nextInt(8); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
    }

    private static List<FrameReader.Frame> frames(byte[] bytes, int packet, Random random) {
        int[] at = {0};
        FrameReader reader = new FrameReader(
                (buffer, midway) -> {
                    if (at[0] == bytes.length) {
                        return -1;
                    }
                    int n = Math.min(Math.min(buffer.length, bytes.length - at[0]), 1 + random.nextInt(packet));
                    System.arraycopy(bytes, at[0], buffer, 0, n);
                    at[0] += n;
                    return n;
                },
                LIMIT);
        List<FrameReader.Frame> frames = new ArrayList<>();
        for (FrameReader.Frame frame = reader.next(); frame != null; frame = reader.next()) {
            frames.add(frame);
        }
        return frames;
    }
}
