package org.yilian.hub.platform.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.yilian.hub.platform.HubFailure;

/**
 * The first bytes of a sealed object: magic (8), length of the plain object (8), length of the key's id (1), the id (32), and
 * the object's own key, sealed under that id and bound to the object's name and length.
 *
 * <p>After it come the chunks, {@value #CHUNK} bytes each but the last, a tag behind each. The nonce of a chunk is its number;
 * its number and whether it is the last are authenticated with it. A chunk of another object has another key.
 *
 * <p>Never the beginning of a file in the clear: those begin with the zeros of the hub's own preamble.
 */
record SealedHead(long length, byte[] key) {
    static final int CHUNK = 1 << 16;
    static final int SEALED_CHUNK = CHUNK + Suite.Aead.TAG;
    static final int SIZE = 8 + 8 + 1 + KeyRing.ID + Vault.OVERHEAD + Suite.KEY;

    private static final long MAGIC =
            ByteBuffer.wrap("YHSEAL01".getBytes(StandardCharsets.US_ASCII)).getLong();
    private static final byte[] PURPOSE = "yh-chunks".getBytes(StandardCharsets.US_ASCII);

    static SealedHead fresh(Vault vault) {
        return new SealedHead(0, vault.random(Suite.KEY));
    }

    Suite.Aead aead(Suite suite) {
        return suite.aead(suite.derive(key, PURPOSE));
    }

    /** What is written in front of the chunks when all of them are. */
    static ByteBuffer write(Vault vault, byte[] key, String name, long length) {
        byte[] id = vault.keyId().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(SIZE)
                .putLong(MAGIC)
                .putLong(length)
                .put((byte) id.length)
                .put(Arrays.copyOf(id, KeyRing.ID))
                .put(vault.seal(key, what(name, length)))
                .flip();
    }

    /** What was read, and with which suite. */
    record Read(SealedHead head, Suite suite) {}

    /** Null where the file is in the clear. */
    static Read read(Vault vault, FileChannel file, String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {
            // Until it is there, or the file ends.
        }
        bytes.flip();
        if (bytes.remaining() < Long.BYTES || bytes.getLong() != MAGIC) {
            return null;
        }
        try {
            return read(vault, bytes, name, file.size());
        } catch (Suite.NotAuthentic e) {
            throw DamagedObject.of(name, "head");
        } catch (HubFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Read read(Vault vault, ByteBuffer bytes, String name, long fileSize) throws Suite.NotAuthentic {
        if (bytes.limit() < SIZE) {
            throw new Suite.NotAuthentic();
        }
        long length = bytes.getLong();
        byte[] id = new byte[Math.floorMod(bytes.get(), KeyRing.ID + 1)];
        byte[] room = new byte[KeyRing.ID - id.length];
        bytes.get(id).get(room);
        byte[] sealed = new byte[Vault.OVERHEAD + Suite.KEY];
        bytes.get(sealed);
        byte[] key = vault.unseal(new String(id, StandardCharsets.US_ASCII), sealed, what(name, length));
        if (!Arrays.equals(room, new byte[room.length])
                || fileSize != SIZE + length + chunks(length) * Suite.Aead.TAG) {
            throw new Suite.NotAuthentic();
        }
        return new Read(new SealedHead(length, key), vault.suite(sealed[0]));
    }

    static long chunks(long length) {
        return (length + CHUNK - 1) / CHUNK;
    }

    static byte[] nonce(long chunk) {
        return ByteBuffer.allocate(Suite.Aead.NONCE).putInt(0).putLong(chunk).array();
    }

    static byte[] associated(long chunk, boolean last) {
        return ByteBuffer.allocate(Long.BYTES + 1)
                .putLong(chunk)
                .put((byte) (last ? 1 : 0))
                .array();
    }

    private static Vault.What what(String name, long length) {
        return Vault.What.of(name, "object", name, Long.toString(length));
    }

    @Override
    public String toString() {
        return "SealedHead[" + length + "]";
    }
}
