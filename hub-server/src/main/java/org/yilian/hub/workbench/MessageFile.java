package org.yilian.hub.workbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The messages of a file: one, several one after the other, framed or not, or a batch (HL7 v2.8 section 2.10.3). */
final class MessageFile {
    private MessageFile() {}

    /** Files as they are; of folders all files in them, by name. */
    static List<Path> files(List<Path> named) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path each : named) {
            if (Files.isDirectory(each)) {
                try (Stream<Path> inside = Files.walk(each)) {
                    inside.filter(Files::isRegularFile)
                            .filter(MessageFile::looksLikeOne)
                            .sorted()
                            .forEach(all::add);
                }
            } else {
                all.add(each);
            }
        }
        return all;
    }

    private static boolean looksLikeOne(Path file) {
        String name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
        return name.endsWith(".hl7") || name.endsWith(".txt") || name.endsWith(".er7") || name.endsWith(".dat");
    }

    /** A message begins where a line begins with MSH; lines of an envelope belong to none. Without any, the whole is one. */
    static List<byte[]> messages(byte[] file) {
        List<byte[]> all = new ArrayList<>();
        int message = -1;
        for (int at = 0; at < file.length; at = nextLine(file, at)) {
            boolean starts = startsWith(file, at, "MSH");
            boolean envelope = startsWith(file, at, "FHS")
                    || startsWith(file, at, "BHS")
                    || startsWith(file, at, "BTS")
                    || startsWith(file, at, "FTS");
            if (message >= 0 && (starts || envelope)) {
                all.add(Arrays.copyOfRange(file, message, at));
            }
            message = starts ? at : envelope ? -1 : message;
        }
        if (message >= 0) {
            all.add(Arrays.copyOfRange(file, message, file.length));
        }
        return all.isEmpty() ? List.of(file) : all;
    }

    /** Behind line ends and the frame of MLLP. */
    private static int nextLine(byte[] file, int from) {
        int at = from;
        while (at < file.length && !isBreak(file[at])) {
            at++;
        }
        while (at < file.length && isBreak(file[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBreak(byte b) {
        return b == '\r' || b == '\n' || b == 0x0B || b == 0x1C;
    }

    private static boolean startsWith(byte[] file, int at, String name) {
        int from = at;
        if (at == 0) {
            while (from < file.length
                    && (isBreak(file[from])
                            || file[from] == (byte) 0xEF
                            || file[from] == (byte) 0xBB
                            || file[from] == (byte) 0xBF
                            || file[from] == ' ')) {
                from++;
            }
        }
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        return from + 4 <= file.length
                && Arrays.equals(file, from, from + 3, wanted, 0, 3)
                && !Character.isLetterOrDigit(file[from + 3]);
    }
}
