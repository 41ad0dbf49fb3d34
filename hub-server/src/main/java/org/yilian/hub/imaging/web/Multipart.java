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
 * An answer of several parts (multipart/related, RFC 2387) cut out of stored files. Its length is known before the first byte
 * is sent; nothing is held in memory but one buffer.
 */
final class Multipart {
    private static final int BUFFER = 1 << 18;

    private record Part(byte[] head, String key, List<Range> ranges) {
        long length() {
            return ranges.stream().mapToLong(Range::length).sum();
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
        String head = "--" + boundary + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + length
                + (location == null ? "" : "\r\nContent-Location: " + location) + "\r\n\r\n";
        parts.add(new Part(head.getBytes(StandardCharsets.US_ASCII), key, ranges));
    }

    void send(HttpServletResponse response, String partType, ImageStore store) throws IOException {
        byte[] end = ("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        long length = end.length;
        for (Part part : parts) {
            length += part.head().length + part.length() + 2;
        }
        response.setContentType("multipart/related; type=\"" + partType + "\"; boundary=" + boundary);
        response.setContentLengthLong(length);
        OutputStream out = response.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (Part part : parts) {
            out.write(part.head());
            try (FileChannel file = store.open(part.key())) {
                for (Range range : part.ranges()) {
                    copy(file, range, out, buffer);
                }
            }
            out.write('\r');
            out.write('\n');
        }
        out.write(end);
        out.flush();
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
