package org.yilian.mappings.hl7v2.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** One to six changes to a message, decided by the random numbers given. */
final class Mutations {
    private static final int LARGEST = 64 * 1024;
    private static final List<String> TOKENS = List.of(
            "|",
            "^",
            "~",
            "\\",
            "&",
            "#",
            "\r",
            "\n",
            "\u000B",
            "\u001C",
            "\"\"",
            "\r\n",
            "||||||||",
            "^^^^^^^^",
            "~~~~",
            "&&&&",
            "\\X",
            "\\XE5BCA0\\",
            "\\M2442\\",
            "\\C2842\\",
            "\\.br\\",
            "\\.sp 99999999\\",
            "\\F\\",
            "\\E",
            "MSH|^~\\&|",
            "\rMSH|",
            "\rOBX|1|NM|A||1",
            "\rOBR|1",
            "\rORC|RE",
            "\rPID|1||1",
            "\rPV1|1|I",
            "\rZZZ|1",
            "\rFHS|",
            "99999999999999999999",
            "-1",
            "1e999999999",
            "1e-999999999",
            "00000000",
            "20261399",
            "20260105240000",
            "99991231235959.9999+1400",
            "0",
            "\u5F20",
            "\uD840\uDC00",
            "\uFFFD",
            "\uFEFF",
            "ED",
            "SN",
            "NA",
            "MA",
            "DR",
            "Base64",
            "Application^PDF^^Base64^@@",
            "GB18030",
            "UNICODE UTF-8",
            "ISO IR87",
            "x-JISAutoDetect",
            "UTF-7",
            "ISO-2022-CN",
            "2.16.840.1.113883.12.",
            "urn:uuid:",
            "D",
            "U",
            "X",
            "A08",
            "Q22",
            "LN",
            "HL70",
            "HL7XXXX",
            "UCUM",
            "10^9/L",
            ">=",
            "1:2",
            "\u0000");
    private static final List<Charset> CHARSETS = List.of(
            StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1);

    private final Random random;
    private final List<byte[]> seeds;

    Mutations(List<byte[]> seeds, long seed) {
        this.seeds = seeds;
        this.random = new Random(seed);
    }

    byte[] next() {
        byte[] message = seeds.get(random.nextInt(seeds.size())).clone();
        for (int n = random.nextInt(6); n >= 0; n--) {
            message = changed(message);
        }
        return message.length > LARGEST ? Arrays.copyOf(message, LARGEST) : message;
    }

    private byte[] changed(byte[] message) {
        int at = message.length == 0 ? 0 : random.nextInt(message.length);
        int to = Math.min(message.length, at + 1 + random.nextInt(40));
        return switch (random.nextInt(9)) {
            case 0 -> flipped(message, at);
            case 1, 2, 3 -> spliced(message, at, token(), at);
            case 4 -> spliced(message, at, new byte[0], to);
            case 5 -> spliced(message, at, repeated(Arrays.copyOfRange(message, at, to)), to);
            case 6 -> {
                byte[] other = seeds.get(random.nextInt(seeds.size()));
                int from = random.nextInt(other.length);
                yield spliced(message, at, Arrays.copyOfRange(other, from, other.length), message.length);
            }
            case 7 -> spliced(message, at, Arrays.copyOfRange(message, at, to), at);
            default -> recoded(message);
        };
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(CHARSETS.get(random.nextInt(2)));
    }

    private byte[] repeated(byte[] piece) {
        int times = random.nextInt(20) == 0 ? LARGEST / Math.max(1, piece.length) : random.nextInt(50);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    private byte[] recoded(byte[] message) {
        Charset from = CHARSETS.get(random.nextInt(2));
        return new String(message, from).getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
    }

    private byte[] flipped(byte[] message, int at) {
        if (message.length > 0) {
            message[at] ^= (byte) (1 << random.nextInt(8));
        }
        return message;
    }

    private static byte[] spliced(byte[] message, int from, byte[] piece, int to) {
        byte[] result = new byte[from + piece.length + message.length - to];
        System.arraycopy(message, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(message, to, result, from + piece.length, message.length - to);
        return result;
    }
}
