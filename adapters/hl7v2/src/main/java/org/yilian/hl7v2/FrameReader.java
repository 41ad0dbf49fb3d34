package org.yilian.hl7v2;

import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into messages. Block format {@code VT message FS CR}, HL7 Transport Specification MLLP
 * release 1, section 3.2; read as leniently as senders write it:
 *
 * <ul>
 *   <li>FS alone ends a message; the CR behind it and all blanks between frames are skipped.
 *   <li>A message without VT is taken if it starts with MSH, FHS or BHS and ends with FS.
 *   <li>VT inside a frame is content (senders paste soft line breaks), except where a header segment follows: then the
 *       sender has started anew and what came before is cut off.
 *   <li>Empty frames are skipped: some senders keep the connection awake with them.
 * </ul>
 *
 * <p>Where the pieces of the stream are cut makes no difference. Keeps at most one message, never more than the limit
 * allows. Not thread safe.
 */
final class FrameReader {

    /** What is kept of input that is refused for its size. */
    static final int PREFIX = 64 * 1024;

    /** How many times the limit is read and thrown away in the hope of the end of the frame. */
    private static final int PATIENCE = 8;

    private static final byte VT = 0x0B;
    private static final byte FS = 0x1C;
    private static final int SMALL = 8 * 1024;

    /** Where the bytes come from. */
    @FunctionalInterface
    interface Source {
        /** As {@link java.io.InputStream#read(byte[])}; {@code midway} tells whether input is already waiting for its end. */
        int read(byte[] buffer, boolean midway) throws IOException;
    }

    /**
     * One piece of input.
     *
     * @param answerable whether the sender may be waiting for an answer to it
     * @param closing the stream cannot be followed any further
     */
    record Frame(byte[] bytes, Framing framing, boolean answerable, boolean closing) {}

    private final Source source;
    private final int limit;
    private final byte[] buffer = new byte[SMALL];
    private int at;
    private int end;
    private boolean inside;
    private IOException failure;
    private boolean ended;

    private byte[] kept = new byte[SMALL];
    private int size;
    private long total;
    /** Where in {@link #kept} a VT stands that may start a new frame, or -1. */
    private int restart = -1;

    FrameReader(Source source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    /** The next piece of input; null at the end of the stream, which a failed or timed out read is too. */
    Frame next() {
        while (!ended) {
            if (at == end) {
                fill();
            }
            Frame frame = ended ? leftover() : inside ? inside() : outside();
            if (frame != null) {
                ended |= frame.closing();
                return frame;
            }
        }
        return null;
    }

    /** Why the stream ended, or null if the peer closed it. */
    IOException failure() {
        return failure;
    }

    /** Goes on after a read that timed out between two frames; false if that is not where the stream stands. */
    boolean resume() {
        ended = inside || total > 0;
        failure = null;
        return !ended;
    }

    private void fill() {
        at = 0;
        end = 0;
        try {
            int n = source.read(buffer, inside || total > 0);
            ended = n < 0;
            end = Math.max(n, 0);
        } catch (IOException gone) {
            failure = gone;
            ended = true;
        }
    }

    private Frame outside() {
        while (at < end && !inside) {
            byte b = buffer[at++];
            Frame frame = null;
            if (b == VT) {
                frame = take(Framing.UNFRAMED, false);
                inside = true;
            } else if (b == FS) {
                frame = take(isHeader(0) ? Framing.FRAMED : Framing.UNFRAMED, true);
            } else if (total > 0 || !isBlank(b)) {
                keep(at - 1, 1);
            }
            if (frame != null) {
                return frame;
            }
            if (overrun()) {
                return giveUp();
            }
        }
        return null;
    }

    private Frame inside() {
        while (at < end && inside) {
            int from = at;
            int stop = restart < 0 ? end : Math.min(end, at + restart + 4 - size);
            while (at < stop && buffer[at] != FS && buffer[at] != VT) {
                at++;
            }
            keep(from, at - from);
            if (overrun()) {
                return giveUp();
            }
            Frame frame = null;
            if (at < stop) {
                frame = buffer[at] == FS ? closed() : started();
            } else if (restart >= 0 && size == restart + 4) {
                frame = isHeader(restart + 1) ? startedAnew() : null;
                restart = -1;
            }
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    private Frame closed() {
        at++;
        inside = false;
        return take(Framing.FRAMED, true);
    }

    /** A VT inside a frame: the next three bytes tell what it is. */
    private Frame started() {
        if (total > 0) {
            restart = size;
            keep(at, 1);
        }
        at++;
        return null;
    }

    private Frame startedAnew() {
        byte[] header = Arrays.copyOfRange(kept, restart + 1, size);
        size = restart;
        total = restart;
        Frame frame = take(Framing.CUT_OFF, false);
        System.arraycopy(header, 0, kept, 0, header.length);
        size = header.length;
        total = header.length;
        return frame;
    }

    private Frame leftover() {
        return take(inside ? Framing.CUT_OFF : Framing.UNFRAMED, true);
    }

    private boolean overrun() {
        return total > (long) PATIENCE * limit;
    }

    private Frame giveUp() {
        byte[] bytes = Arrays.copyOf(kept, size);
        return new Frame(bytes, Framing.TOO_LARGE, true, true);
    }

    private Frame take(Framing framing, boolean answerable) {
        boolean tooLarge = total > limit;
        int length = framing == Framing.UNFRAMED ? Math.min(size, PREFIX) : size;
        byte[] bytes = Arrays.copyOf(kept, length);
        size = 0;
        total = 0;
        restart = -1;
        if (kept.length > PREFIX) {
            kept = new byte[SMALL];
        }
        if (tooLarge) {
            return new Frame(bytes, Framing.TOO_LARGE, answerable, false);
        }
        return isBlank(bytes) ? null : new Frame(bytes, framing, answerable, false);
    }

    private void keep(int from, int count) {
        total += count;
        int room = limit;
        if (total > limit) {
            room = Math.min(PREFIX, limit);
            restart = -1;
            if (kept.length > room) {
                kept = Arrays.copyOf(kept, room);
                size = Math.min(size, room);
            }
        }
        int n = Math.min(count, room - size);
        if (size + n > kept.length) {
            kept = Arrays.copyOf(kept, (int) Math.min(room, Math.max(2L * kept.length, size + n)));
        }
        System.arraycopy(buffer, from, kept, size, n);
        size += n;
    }

    private boolean isHeader(int i) {
        return size >= i + 3
                && ((kept[i] == 'M' && kept[i + 1] == 'S' && kept[i + 2] == 'H')
                        || ((kept[i] == 'F' || kept[i] == 'B') && kept[i + 1] == 'H' && kept[i + 2] == 'S'));
    }

    private static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (!isBlank(b)) {
                return false;
            }
        }
        return true;
    }
}
