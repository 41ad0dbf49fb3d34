package org.yilian.hub.platform.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Chunk by chunk behind room for the head, which is written when the object has its name. */
final class SealedWriting implements SealedObjects.Writing {
    private final Vault vault;
    private final FileChannel file;
    private final SealedHead head;
    private final Suite.Aead aead;
    /** A full chunk waits for the next byte: only then it is not the last. */
    private final byte[] chunk = new byte[SealedHead.CHUNK];

    private int filled;
    private long number;
    private long at = SealedHead.SIZE;
    private long length;

    SealedWriting(Vault vault, FileChannel file) {
        this.vault = vault;
        this.file = file;
        this.head = SealedHead.fresh(vault);
        this.aead = head.aead(vault.suite());
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        length += bytes.remaining();
        while (bytes.hasRemaining()) {
            if (filled == chunk.length) {
                seal(false);
            }
            int n = Math.min(bytes.remaining(), chunk.length - filled);
            bytes.get(chunk, filled, n);
            filled += n;
        }
    }

    @Override
    public void end() throws IOException {
        if (filled > 0) {
            seal(true);
        }
    }

    private void seal(boolean last) throws IOException {
        byte[] sealed = aead.seal(SealedHead.nonce(number), SealedHead.associated(number, last), chunk, 0, filled);
        put(ByteBuffer.wrap(sealed), at);
        at += sealed.length;
        number++;
        filled = 0;
    }

    @Override
    public void name(String name) throws IOException {
        put(SealedHead.write(vault, head.key(), name, length), 0);
    }

    private void put(ByteBuffer bytes, long position) throws IOException {
        long to = position;
        while (bytes.hasRemaining()) {
            to += file.write(bytes, to);
        }
    }
}
