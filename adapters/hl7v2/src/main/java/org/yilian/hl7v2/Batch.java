package org.yilian.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Several messages in one piece of input, between batch and file headers and trailers (FHS, BHS, BTS, FTS). HL7 v2.8.2
 * section 2.10.3. Headers and trailers may be missing; a file of several batches is answered as one.
 *
 * @param header the first BHS, or else FHS, read like an MSH (fields 1 to 7 are the same); null if there is none readable
 * @param enveloped whether there is an FHS or BHS at all
 * @param messages the messages, as received
 * @param remarks what is odd about the envelope, each a code and a fixed text; none of it stops a message
 */
record Batch(MshHeader header, boolean enveloped, List<byte[]> messages, List<String> remarks) {
    private static final String MESSAGES_DIFFER = "HUB-0404 Number of messages differs from BTS-1";
    private static final String BATCHES_DIFFER = "HUB-0405 Number of batches differs from FTS-1";
    private static final String OUTSIDE = "HUB-0407 Segments outside of messages";
    private static final String TRAILER_MISSING = "HUB-0406 Trailer is missing";

    static boolean isBatch(byte[] frame) {
        int start = start(frame);
        return startsWith(frame, start, "FHS") || startsWith(frame, start, "BHS");
    }

    static Batch of(byte[] frame) {
        return new BatchReader(frame).read();
    }

    /** Reads segment by segment; only the first three letters of each decide. */
    private static final class BatchReader {
        private final byte[] frame;
        private final List<byte[]> messages = new ArrayList<>();
        private final Set<String> remarks = new LinkedHashSet<>();
        private MshHeader header;
        private int message = -1;
        private int inBatch;
        private int batches;
        private boolean batchOpen;
        private boolean fileOpen;
        private boolean fileSeen;

        BatchReader(byte[] frame) {
            this.frame = frame;
        }

        Batch read() {
            for (int at = start(frame); at < frame.length; at = nextLine(frame, at)) {
                if (startsWith(frame, at, "MSH")) {
                    endMessage(at);
                    message = at;
                } else if (startsWith(frame, at, "FHS")) {
                    endMessage(at);
                    header = headerAt(frame, at);
                    fileOpen = true;
                    fileSeen = true;
                } else if (startsWith(frame, at, "BHS")) {
                    batchHeader(at);
                } else if (startsWith(frame, at, "BTS")) {
                    batchTrailer(at);
                } else if (startsWith(frame, at, "FTS")) {
                    fileTrailer(at);
                } else if (message < 0) {
                    remarks.add(OUTSIDE);
                }
            }
            endMessage(frame.length);
            if (batchOpen || fileOpen) {
                remarks.add(TRAILER_MISSING);
            }
            return new Batch(header, fileSeen || batches > 0, messages, List.copyOf(remarks));
        }

        private void batchHeader(int at) {
            endMessage(at);
            if (batchOpen) {
                remarks.add(TRAILER_MISSING);
            }
            if (batches == 0) {
                header = headerAt(frame, at);
            }
            batches++;
            batchOpen = true;
            inBatch = 0;
        }

        private void batchTrailer(int at) {
            endMessage(at);
            if (!counts(frame, at, inBatch)) {
                remarks.add(MESSAGES_DIFFER);
            }
            batchOpen = false;
            inBatch = 0;
        }

        private void fileTrailer(int at) {
            endMessage(at);
            // A file without batch headers is one batch.
            if (!counts(frame, at, Math.max(1, batches))) {
                remarks.add(BATCHES_DIFFER);
            }
            fileOpen = false;
        }

        private void endMessage(int at) {
            if (message >= 0) {
                messages.add(Arrays.copyOfRange(frame, message, at));
                inBatch++;
                message = -1;
            }
        }
    }

    /** Behind a byte order mark and blanks. */
    static int start(byte[] frame) {
        int at = frame.length > 2 && frame[0] == (byte) 0xEF && frame[1] == (byte) 0xBB && frame[2] == (byte) 0xBF
                ? 3
                : 0;
        while (at < frame.length && frame[at] >= 0 && frame[at] <= ' ') {
            at++;
        }
        return at;
    }

    /** The answers to its messages as a batch, in the header's character set. */
    byte[] reply(List<Optional<byte[]>> answers, String dateTime, String controlId) {
        Charset charset = header == null ? StandardCharsets.UTF_8 : header.charset();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Er7 head = new Er7(header).header("BHS");
        if (header == null) {
            head.skip(4).text(dateTime).skip(3).text(controlId);
        } else {
            head.echo(header.receivingApplication())
                    .echo(header.receivingFacility())
                    .echo(header.sendingApplication())
                    .echo(header.sendingFacility())
                    .text(dateTime)
                    .skip(3)
                    .text(controlId)
                    // Field 11, which in an MSH is the processing id and in a BHS the control id.
                    .echo(header.processingId());
        }
        out.writeBytes(head.bytes(charset));
        answers.forEach(answer -> answer.ifPresent(out::writeBytes));
        long n = answers.stream().filter(Optional::isPresent).count();
        Er7 tail = new Er7(header).first("BTS").text(String.valueOf(n));
        if (!remarks.isEmpty()) {
            tail.text(String.join(", ", remarks));
        }
        out.writeBytes(tail.bytes(charset));
        return out.toByteArray();
    }

    private static MshHeader headerAt(byte[] frame, int at) {
        byte[] line = Arrays.copyOfRange(frame, at, nextLine(frame, at));
        System.arraycopy("MSH".getBytes(StandardCharsets.US_ASCII), 0, line, 0, 3);
        return MshHeader.parse(line);
    }

    /** True if BTS-1 is this number, or no number. */
    private static boolean counts(byte[] frame, int at, int messages) {
        int n = 0;
        int i = at + 4;
        while (i < frame.length && frame[i] >= '0' && frame[i] <= '9' && n < 1_000_000) {
            n = 10 * n + frame[i] - '0';
            i++;
        }
        return i == at + 4 || n == messages;
    }

    private static int nextLine(byte[] frame, int at) {
        int i = at;
        while (i < frame.length && frame[i] != '\r' && frame[i] != '\n') {
            i++;
        }
        while (i < frame.length && (frame[i] == '\r' || frame[i] == '\n')) {
            i++;
        }
        return i;
    }

    private static boolean startsWith(byte[] frame, int at, String name) {
        return at + 3 < frame.length
                && frame[at] == name.charAt(0)
                && frame[at + 1] == name.charAt(1)
                && frame[at + 2] == name.charAt(2);
    }
}
