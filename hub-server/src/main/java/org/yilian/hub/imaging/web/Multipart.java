package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.yilian.hub.imaging.index.PixelLayout.Range;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * An answer of several parts (multipart/related, RFC 2387). Where all parts are pieces of stored files its length is known
 * before the first byte is sent; nothing is held in memory but one buffer, or one part that is made while it is sent.
 */
final class Multipart {
    private static final int BUFFER = 1 << 18;
    private static final long UNKNOWN = -1;

    /** What makes a part whose length is not told beforehand. */
    interface Made {
        void writeTo(OutputStream out) throws IOException;
    }

    private record Part(byte[] head, String key, List<Range> ranges, Made made) {
        long length() {
            return made != null
                    ? UNKNOWN
                    : ranges.stream().mapToLong(Range::length).sum();
        }
    }

    private final String boundary = UUID.randomUUID().toString();
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param contentType of this part
     * @param location its own address, or null
     * @param key object in the store that it is cut out of
     */
    void part(String contentType, String location, String key, List<Range> ranges) {
        long length = ranges.stream().mapToLong(Range::length).sum();
        parts.add(new Part(head(contentType, "\r\nContent-Length: " + length, location), key, ranges, null));
    }

    /** A part that is made while it is sent. */
    void part(String contentType, String location, Made made) {
        parts.add(new Part(head(contentType, "", location), null, List.of(), made));
    }

    private byte[] head(String contentType, String length, String location) {
        String head = "--" + boundary + "\r\nContent-Type: " + contentType + length
                + (location == null ? "" : "\r\nContent-Location: " + location) + "\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    void send(HttpServletResponse response, String partType, ImageStore store) throws IOException {
        byte[] end = ("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        response.setContentType("multipart/related; type=\"" + partType + "\"; boundary=" + boundary);
        if (parts.stream().noneMatch(part -> part.length() == UNKNOWN)) {
            response.setContentLengthLong(parts.stream()
                    .mapToLong(part -> part.head().length + part.length() + 2)
                    .reduce(end.length, Long::sum));
        }
        OutputStream out = response.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (Part part : parts) {
            out.write(part.head());
            if (part.made() != null) {
                part.made().writeTo(out);
            } else {
                pieces(part, out, buffer, store);
            }
            out.write('\r');
            out.write('\n');
        }
        out.write(end);
        out.flush();
    }

    private static void pieces(Part part, OutputStream out, byte[] buffer, ImageStore store) throws IOException {
        try (FileChannel file = store.open(part.key())) {
            for (Range range : part.ranges()) {
                copy(file, range, out, buffer);
            }
        }
    }

    /** Copies a piece of a file; a file that is shorter than it should be breaks the connection rather than lie. */
    static void copy(FileChannel file, Range range, OutputStream out, byte[] buffer) throws IOException {
        long at = range.offset();
        long left = range.length();
        while (left > 0) {
            int n = file.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(left, buffer.length)), at);
            if (n < 0) {
                throw new IOException("A stored object is shorter than its index says");
            }
            out.write(buffer, 0, n);
            at += n;
            left -= n;
        }
    }
}
