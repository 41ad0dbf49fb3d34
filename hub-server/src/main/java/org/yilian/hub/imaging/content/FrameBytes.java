package org.yilian.hub.imaging.content;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.springframework.stereotype.Component;
import org.yilian.dicom.TransferSyntax;
import org.yilian.hub.imaging.index.InstanceRow;
import org.yilian.hub.imaging.index.PixelLayout.Range;
import org.yilian.hub.imaging.pixel.PixelFailure;
import org.yilian.hub.imaging.store.ImageStore;

/** Single frames in memory, bounded, as stored; those of a deflated data set inflated. */
@Component
public class FrameBytes {
    private static final long MAX = 256L << 20;

    private final ImageStore store;

    FrameBytes(ImageStore store) {
        this.store = store;
    }

    public static boolean isDeflated(InstanceRow row) {
        return TransferSyntax.of(row.transferSyntax()).isDeflated();
    }

    /**
     * One frame.
     *
     * @param number from 1
     * @return null where there is none
     * @throws PixelFailure when it is too large to be held
     */
    public byte[] frame(InstanceRow row, int number) throws IOException, PixelFailure {
        List<Range> ranges = row.pixels().frame(number);
        if (ranges == null) {
            return null;
        }
        long length = ranges.stream().mapToLong(Range::length).sum();
        if (length > MAX) {
            throw new PixelFailure(PixelFailure.Reason.TOO_LARGE, "The frame is too large to be decoded");
        }
        if (isDeflated(row)) {
            try (InputStream in = inflated(row, ranges.get(0).offset())) {
                return whole(in.readNBytes((int) length), length);
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        try (FileChannel file = store.open(row.object().key())) {
            for (Range range : ranges) {
                bytes.limit((int) (bytes.position() + range.length()));
                long at = range.offset() - bytes.position();
                while (bytes.hasRemaining()) {
                    if (file.read(bytes, at + bytes.position()) < 0) {
                        throw tooShort();
                    }
                }
            }
        }
        return bytes.array();
    }

    /** The pixel data of an object that is not compressed by frames, from this offset in it, as a stream. */
    InputStream stream(InstanceRow row) throws IOException {
        long offset = row.pixels().offset();
        if (isDeflated(row)) {
            return inflated(row, offset);
        }
        FileChannel file = store.open(row.object().key());
        file.position(offset);
        return new BufferedInputStream(Channels.newInputStream(file), 1 << 16);
    }

    private InputStream inflated(InstanceRow row, long offset) throws IOException {
        FileChannel file = store.open(row.object().key());
        Inflater inflater = new Inflater(true);
        InputStream in =
                new FilterInputStream(new InflaterInputStream(
                        new BufferedInputStream(Channels.newInputStream(file), 1 << 16), inflater, 1 << 14)) {
                    @Override
                    public void close() throws IOException {
                        inflater.end();
                        super.close();
                    }
                };
        try {
            file.position(row.object().dataSetOffset());
            in.skipNBytes(offset);
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static byte[] whole(byte[] bytes, long length) throws IOException {
        if (bytes.length < length) {
            throw tooShort();
        }
        return bytes;
    }

    static IOException tooShort() {
        return new IOException("A stored object is shorter than its index says");
    }
}
