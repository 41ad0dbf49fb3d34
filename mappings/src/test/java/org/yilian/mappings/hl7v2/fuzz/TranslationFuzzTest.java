package org.yilian.mappings.hl7v2.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.Er7Message;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.MalformedMessage;
import org.yilian.mappings.hl7v2.Messages;

/**
 * Whatever arrives is translated or refused: no exception but {@link MalformedMessage}, work and memory bounded by the
 * length of the message. Seconds and seed: {@code -Dfuzz.seconds=300 -Dfuzz.seed=42}, which {@code -Pfuzz} sets.
 */
class TranslationFuzzTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final long SEED = Long.getLong("fuzz.seed", 20260105L);
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 15);
    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Bytes allocated for each byte of a message, with what a message costs at least. */
    private static final long MEMORY_PER_BYTE = 4_000;

    private static final long MEMORY_AT_LEAST = 32L << 20;
    private static final long CPU_PER_BYTE_NANOS = 200_000;
    private static final long CPU_AT_LEAST_NANOS = 2_000_000_000L;

    @Test
    void anythingIsTranslatedOrRefusedWithBoundedWork() throws IOException {
        Mutations mutations = new Mutations(seeds(), SEED);
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        int translated = 0;
        int tried = 0;
        for (; System.nanoTime() < until; tried++) {
            byte[] message = mutations.next();
            String where = "seed " + SEED + ", message " + tried;
            try {
                translated += bounded(message, where) ? 1 : 0;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(where + " (" + kept(message) + ")", e);
            }
        }
        assertThat(translated).as("seed " + SEED).isGreaterThan(tried / 20);
    }

    private static boolean bounded(byte[] message, String where) {
        long memory = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId());
        long cpu = THREAD.getCurrentThreadCpuTime();
        boolean translated = translated(message, where);
        long usedCpu = THREAD.getCurrentThreadCpuTime() - cpu;
        long usedMemory = THREAD.getThreadAllocatedBytes(Thread.currentThread().getId()) - memory;
        assertThat(usedMemory).as("%s: memory", where).isLessThan(MEMORY_AT_LEAST + MEMORY_PER_BYTE * message.length);
        assertThat(usedCpu).as("%s: work", where).isLessThan(CPU_AT_LEAST_NANOS + CPU_PER_BYTE_NANOS * message.length);
        return translated;
    }

    private static boolean translated(byte[] raw, String where) {
        Er7Message message;
        try {
            message = Er7Message.read(raw, GB18030);
        } catch (MalformedMessage e) {
            return false;
        }
        Translation translation = Hl7v2Translator.translate(message, Messages.PROFILE);
        assertThat(Hl7v2Translator.orderingKey(message, Messages.PROFILE))
                .as(where)
                .isNotEmpty();
        if (translation.writes().isEmpty()) {
            return false;
        }
        for (ResourceWrite write : translation.writes()) {
            assertThat(write.resource().getIdElement().getIdPart()).as(where).matches("[A-Za-z0-9.-]{1,64}");
        }
        return true;
    }

    private static Path kept(byte[] message) throws IOException {
        return Files.write(Files.createDirectories(Path.of("target/fuzz")).resolve(SEED + ".hl7"), message);
    }

    /** The golden messages, and one small message for each trigger. */
    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("../conformance/golden/hl7v2"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".hl7")).sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        for (String trigger : Hl7v2Translator.supportedTriggers()) {
            String text = "MSH|^~\\&|A|B|C|D|20260105||" + trigger + "|1|P|2.5\rEVN||20260105100000\r"
                    + "PID|1||1^^^H001^MR||张^三\rPV1|1|I|||||||||||||||||V1\rORC|NW|P1|F1\rOBR|1|P1|F1|GLU^血糖\r"
                    + "OBX|1|NM|GLU||5.6|mmol/L\rMRG|2^^^H001^MR\rTXA|1|DS|TX|20260105\rRXA|0|1|20260105||03\rSCH|A1|A2\r"
                    + "RXE||M1|1||mg\rRXO|M1\rSPM|1|S1\rDG1|1||I20\rIN1|1|P\rFT1|1|||20260105||CG|X\rPRB|AD|20260105|X|P1\r"
                    + "GOL|AD|20260105|G|G1\rRF1||||||R1\rPRD|RP|a^b\rMSA|AA|1\r";
            seeds.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return seeds;
    }
}
