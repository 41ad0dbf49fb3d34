package org.yilian.hub.platform.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A sealed object as the plain one: by any range, holding one chunk. Nothing of a chunk is given before all of it is proven. */
final class SealedChannel extends FileChannel {
    private final FileChannel file;
    private final String name;
    private final Suite.Aead aead;
    private final long length;
    private final byte[] sealed = new byte[SealedHead.SEALED_CHUNK];
    private byte[] chunk;
    private long held = -1;
    private long position;

    SealedChannel(FileChannel file, String name, SealedHead.Read read) {
        this.file = file;
        this.name = name;
        this.aead = read.head().aead(read.suite());
        this.length = read.head().length();
    }

    @Override
    public synchronized int read(ByteBuffer to) throws IOException {
        int n = read(to, position);
        position += Math.max(0, n);
        return n;
    }

    @Override
    public synchronized long read(ByteBuffer[] to, int offset, int count) throws IOException {
        long all = 0;
        for (int i = offset; i < offset + count; i++) {
            int n = read(to[i]);
            if (n < 0) {
                return all == 0 ? n : all;
            }
            all += n;
        }
        return all;
    }

    @Override
    public synchronized int read(ByteBuffer to, long from) throws IOException {
        if (from < 0) {
            throw new IllegalArgumentException("Negative position");
        }
        if (from >= length) {
            return -1;
        }
        long at = from;
        while (to.hasRemaining() && at < length) {
            ByteBuffer piece = piece(at);
            piece.limit(Math.min(piece.limit(), piece.position() + to.remaining()));
            at += piece.remaining();
            to.put(piece);
        }
        return (int) (at - from);
    }

    @Override
    public synchronized long transferTo(long from, long count, WritableByteChannel target) throws IOException {
        long end = from + Math.min(count, Math.max(0, length - from));
        long at = from;
        while (at < end) {
            ByteBuffer piece = piece(at);
            piece.limit((int) Math.min(piece.limit(), piece.position() + end - at));
            int n = target.write(piece);
            at += n;
            if (n == 0) {
                break;
            }
        }
        return at - from;
    }

    /** From here to the end of its chunk. */
    private ByteBuffer piece(long at) throws IOException {
        long number = at / SealedHead.CHUNK;
        if (number != held) {
            chunk = open(number);
            held = number;
        }
        return ByteBuffer.wrap(chunk).position((int) (at % SealedHead.CHUNK));
    }

    private byte[] open(long number) throws IOException {
        boolean last = number == SealedHead.chunks(length) - 1;
        int plain = last ? (int) (length - number * SealedHead.CHUNK) : SealedHead.CHUNK;
        ByteBuffer to = ByteBuffer.wrap(sealed, 0, plain + Suite.Aead.TAG);
        long begin = SealedHead.SIZE + number * SealedHead.SEALED_CHUNK;
        while (to.hasRemaining() && file.read(to, begin + to.position()) >= 0) {
            // Until it is there, or the file ends, which the tag tells.
        }
        try {
            if (to.hasRemaining()) {
                throw new Suite.NotAuthentic();
            }
            return aead.open(SealedHead.nonce(number), SealedHead.associated(number, last), sealed, 0, to.position());
        } catch (Suite.NotAuthentic e) {
            throw DamagedObject.of(name, number);
        }
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized FileChannel position(long to) {
        if (to < 0) {
            throw new IllegalArgumentException("Negative position");
        }
        position = to;
        return this;
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public void force(boolean metaData) {
        // Nothing was written.
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int count) {
        throw new NonWritableChannelException();
    }

    @Override
    public int write(ByteBuffer from, long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long to, long count) {
        throw new NonWritableChannelException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException("A sealed object is not mapped");
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException("A sealed object is not locked");
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException("A sealed object is not locked");
    }
}
