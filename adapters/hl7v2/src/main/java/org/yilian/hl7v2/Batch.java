package org.yilian.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Several messages in one frame, between batch and file headers and trailers (FHS, BHS, BTS, FTS). HL7 v2.8.2 section
 * 2.10.3. Trailers may be missing; a file of several batches is read as one.
 *
 * @param header the first BHS, or else FHS, read like an MSH (fields 1 to 7 are the same); null if unreadable
 * @param messages the messages, as received
 * @param complete false if a trailer counts other messages than there are
 */
record Batch(MshHeader header, List<byte[]> messages, boolean complete) {

    static boolean isBatch(byte[] frame) {
        return startsWith(frame, 0, "FHS") || startsWith(frame, 0, "BHS");
    }

    static Batch of(byte[] frame) {
        List<byte[]> messages = new ArrayList<>();
        MshHeader header = null;
        boolean batchSeen = false;
        boolean complete = true;
        int message = -1;
        int inBatch = 0;
        for (int at = 0; at < frame.length; at = nextLine(frame, at)) {
            boolean trailer = startsWith(frame, at, "BTS");
            boolean batchHeader = startsWith(frame, at, "BHS");
            boolean start = startsWith(frame, at, "MSH");
            boolean fileHeader = startsWith(frame, at, "FHS");
            boolean outside = batchHeader || trailer || fileHeader || startsWith(frame, at, "FTS");
            if (message >= 0 && (start || outside)) {
                messages.add(Arrays.copyOfRange(frame, message, at));
                inBatch++;
                message = -1;
            }
            if (start) {
                message = at;
            } else if (fileHeader || (batchHeader && !batchSeen)) {
                header = headerAt(frame, at);
                batchSeen |= batchHeader;
            } else if (trailer) {
                complete &= counts(frame, at, inBatch);
                inBatch = 0;
            }
        }
        if (message >= 0) {
            messages.add(Arrays.copyOfRange(frame, message, frame.length));
        }
        return new Batch(header, messages, complete);
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
        if (!complete) {
            tail.text("HUB-0404 Number of messages differs from BTS-1");
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
