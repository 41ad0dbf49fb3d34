package org.yilian.hub.imaging.store;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Writes files of a folder past the page cache of the operating system ({@code O_DIRECT}), where its file system can. What
 * arrives is on its way to the disk while the rest arrives, so that little is left to force at the end; it is not copied to
 * memory that nobody reads, and does not push out what somebody reads.
 *
 * <p>Such a file is written in whole blocks, from memory that begins at a block. Buffers are kept and used again.
 */
final class PastTheCache {
    static final int BUFFER = 1 << 18;
    /** Buffers kept for the next object; one for each that arrives at the same time is enough. */
    private static final int KEPT = 64;

    private final int block;
    private final Queue<ByteBuffer> free = new ArrayBlockingQueue<>(KEPT);

    private PastTheCache(int block) {
        this.block = block;
    }

    /** Null where the file system of the folder cannot: one in memory, some of the network. */
    static PastTheCache in(Path folder) throws IOException {
        Path probe = PartFile.in(folder);
        try {
            long block = Files.getFileStore(folder).getBlockSize();
            if (block <= 0 || block > BUFFER || BUFFER % block != 0) {
                return null;
            }
            PastTheCache way = new PastTheCache((int) block);
            try (FileChannel channel = way.create(probe)) {
                ByteBuffer one = way.buffer();
                channel.write(one.limit(way.block));
                channel.truncate(1);
                way.giveBack(one);
            }
            return way;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    FileChannel create(Path file) throws IOException {
        return PartFile.create(file, ExtendedOpenOption.DIRECT);
    }

    /** Empty, of {@value #BUFFER} bytes, at the beginning of a block. */
    ByteBuffer buffer() {
        ByteBuffer kept = free.poll();
        return kept != null
                ? kept.clear()
                : ByteBuffer.allocateDirect(BUFFER + block).alignedSlice(block).slice(0, BUFFER);
    }

    void giveBack(ByteBuffer buffer) {
        free.offer(buffer);
    }

    /** Writes what is in the buffer after all that was written before, and ends the file there. */
    void end(ByteBuffer rest, FileChannel file) throws IOException {
        long size = file.position() + rest.position();
        while (rest.position() % block != 0) {
            rest.put((byte) 0);
        }
        rest.flip();
        while (rest.hasRemaining()) {
            file.write(rest);
        }
        file.truncate(size);
    }
}
