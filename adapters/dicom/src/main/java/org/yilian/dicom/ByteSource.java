package org.yilian.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.yilian.dicom.DicomException.Reason;

/** An input stream with look-ahead and a position. Never asks for memory that the stream has not filled yet. */
final class ByteSource {
    private static final int BUFFER = 16 * 1024;
    private static final int FIRST_STEP = 256 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long consumed; // position of buffer[0]

    ByteSource(InputStream in, long position) {
        this.in = in;
        this.consumed = position;
    }

    long position() {
        return consumed + next;
    }

    /** Makes {@code count} bytes available to look at, unless the stream ends before. */
    boolean has(int count) throws IOException {
        while (filled - next < count) {
            if (next > 0) {
                System.arraycopy(buffer, next, buffer, 0, filled - next);
                consumed += next;
                filled -= next;
                next = 0;
            }
            int got = read(buffer, filled, BUFFER - filled);
            if (got < 0) {
                return false;
            }
            filled += got;
        }
        return true;
    }

    private int read(byte[] into, int from, int count) throws IOException {
        try {
            return in.read(into, from, count);
        } catch (ZipException e) {
            throw new DicomException(Reason.MALFORMED, "deflated data set is damaged");
        } catch (EOFException e) {
            return -1;
        }
    }

    /** A byte ahead, 0 to 255; only after {@link #has}. */
    int peek(int ahead) {
        return buffer[next + ahead] & 0xFF;
    }

    int peek16(int ahead, boolean bigEndian) {
        return bigEndian ? peek(ahead) << 8 | peek(ahead + 1) : peek(ahead + 1) << 8 | peek(ahead);
    }

    int peek32(int ahead, boolean bigEndian) {
        int one = peek16(ahead, bigEndian);
        int two = peek16(ahead + 2, bigEndian);
        return bigEndian ? one << 16 | two : two << 16 | one;
    }

    int peekTag(boolean bigEndian) {
        return peek16(0, bigEndian) << 16 | peek16(2, bigEndian);
    }

    void drop(int count) {
        next += count;
    }

    void need(int count, int tag) throws IOException {
        if (!has(count)) {
            throw new DicomException(Reason.TRUNCATED, "the bytes end within an element", tag, position());
        }
    }

    byte[] bytes(int length, int tag) throws IOException {
        byte[] value = new byte[Math.min(length, Math.max(FIRST_STEP, filled - next))];
        int have = take(value, 0, Math.min(length, filled - next));
        while (have < length) {
            if (have == value.length) {
                value = Arrays.copyOf(value, (int) Math.min(length, value.length * 2L));
            }
            int got = read(value, have, value.length - have);
            if (got < 0) {
                throw new DicomException(Reason.TRUNCATED, "the bytes end within a value", tag, position());
            }
            have += got;
            consumed += got;
        }
        return value;
    }

    private int take(byte[] into, int from, int count) {
        System.arraycopy(buffer, next, into, from, count);
        next += count;
        return count;
    }

    void skip(long count, int tag) throws IOException {
        int buffered = (int) Math.min(count, filled - next);
        next += buffered;
        for (long left = count - buffered; left > 0; ) {
            // A stream may skip beyond its end (files do), so the last byte is always read.
            long skipped = left > BUFFER ? in.skip(left - 1) : 0;
            consumed += skipped;
            left -= skipped;
            if (skipped == 0) {
                if (!has(1)) {
                    throw new DicomException(Reason.TRUNCATED, "the bytes end within a value", tag, position());
                }
                int step = (int) Math.min(left, filled - next);
                next += step;
                left -= step;
            }
        }
    }

    /** Reads to the end and forgets what comes. */
    void drain() throws IOException {
        do {
            consumed += filled;
            next = 0;
            filled = 0;
        } while (has(1));
    }

    /** What follows, inflated; its positions count from zero. */
    ByteSource inflated() {
        InputStream rest = new InputStream() {
            @Override
            public int read() throws IOException {
                return has(1) ? buffer[next++] & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                return has(1) ? take(into, from, Math.min(count, filled - next)) : -1;
            }
        };
        return new ByteSource(new InflaterInputStream(rest, new Inflater(true), 8192), 0);
    }
}
