package org.yilian.hub.imaging.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.springframework.stereotype.Component;
import org.yilian.dicom.TransferSyntax;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.PixelLayout.Range;
import org.yilian.hub.imaging.store.ImageStore;

/** Pieces of objects in memory, bounded: for drawing, and for what lies in a deflated data set. */
@Component
class PixelBytes {
    private static final long MAX = 256L << 20;

    private final ImageStore store;

    PixelBytes(ImageStore store) {
        this.store = store;
    }

    boolean isDeflated(InstanceRow row) {
        return TransferSyntax.of(row.transferSyntax()).isDeflated();
    }

    /**
     * One frame.
     *
     * @throws Refusal 404 where there is none, 413 when it is too large to be held
     */
    byte[] frame(InstanceRow row, int number) throws IOException {
        List<Range> ranges = row.pixels().frame(number);
        if (ranges == null) {
            throw Refusal.notFound();
        }
        long length = ranges.stream().mapToLong(Range::length).sum();
        if (length > MAX) {
            throw Refusal.tooLarge("The frame is too large to be drawn");
        }
        if (isDeflated(row)) {
            return inflated(row, ranges.get(0));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        try (FileChannel file = store.open(row.object().key())) {
            for (Range range : ranges) {
                bytes.limit((int) (bytes.position() + range.length()));
                long at = range.offset() - bytes.position();
                while (bytes.hasRemaining()) {
                    if (file.read(bytes, at + bytes.position()) < 0) {
                        throw new IOException("A stored object is shorter than its index says");
                    }
                }
            }
        }
        return bytes.array();
    }

    private byte[] inflated(InstanceRow row, Range range) throws IOException {
        try (FileChannel file = store.open(row.object().key())) {
            file.position(row.object().dataSetOffset());
            Inflater inflater = new Inflater(true);
            try (InputStream in = new InflaterInputStream(
                    new BufferedInputStream(Channels.newInputStream(file), 1 << 16), inflater, 1 << 14)) {
                in.skipNBytes(range.offset());
                byte[] bytes = in.readNBytes((int) range.length());
                if (bytes.length < range.length()) {
                    throw new IOException("A stored object is shorter than its index says");
                }
                return bytes;
            } finally {
                inflater.end();
            }
        }
    }

    /** Frames of a deflated object; they are uncompressed little endian once inflated. */
    void sendInflated(InstanceRow row, List<Integer> numbers, boolean multipart, HttpServletResponse response)
            throws IOException {
        String type = "application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1";
        if (!multipart) {
            response.setContentType(type);
            response.getOutputStream().write(frame(row, numbers.get(0)));
            return;
        }
        String boundary = UUID.randomUUID().toString();
        response.setContentType("multipart/related; type=\"application/octet-stream\"; boundary=" + boundary);
        var out = response.getOutputStream();
        for (int number : numbers) {
            out.write(("--" + boundary + "\r\nContent-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(frame(row, number));
            out.write(new byte[] {'\r', '\n'});
        }
        out.write(("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
