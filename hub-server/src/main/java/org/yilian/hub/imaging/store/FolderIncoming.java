package org.yilian.hub.imaging.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.yilian.hub.platform.Sha256;
import org.yilian.hub.platform.vault.SealedObjects;

/** One part file of a {@link FolderStore}. Used by one thread. */
final class FolderIncoming implements IncomingObject {
    private final FolderStore store;
    private final Path part;
    private final FileChannel channel;
    private final SealedObjects.Writing content;
    private final MessageDigest digest = Sha256.begin();
    private final OutputStream dataSet = new HashedBytes();
    /** Null where it is written through the page cache. */
    private final PastTheCache past;

    private final ByteBuffer buffer;
    private int headerLength;
    private long size;
    private String sha256;
    private boolean closed;

    /** @param past null to write through the page cache */
    FolderIncoming(FolderStore store, Path part, PastTheCache past) throws IOException {
        this.store = store;
        this.part = part;
        this.past = past;
        this.channel = past == null ? PartFile.create(part) : past.create(part);
        this.content = store.sealed().write(channel);
        this.buffer = past == null ? ByteBuffer.allocate(PastTheCache.BUFFER) : past.buffer();
    }

    @Override
    public void header(byte[] header) throws IOException {
        if (size > 0) {
            throw new IllegalStateException("The header comes first and once");
        }
        headerLength = header.length;
        append(header, 0, header.length);
    }

    @Override
    public OutputStream dataSet() {
        return dataSet;
    }

    @Override
    public String finish() throws IOException {
        if (sha256 == null) {
            if (past == null) {
                drain();
            } else {
                past.end(buffer, channel);
            }
            content.end();
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        return sha256;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public StoredObject destined(String studyUid, String sopInstanceUid) throws IOException {
        return object(FolderStore.studyKey(studyUid, sopInstanceUid, finish()));
    }

    @Override
    public StoredObject publish(String studyUid, String sopInstanceUid) throws IOException {
        return place(destined(studyUid, sopInstanceUid));
    }

    @Override
    public StoredObject quarantine(String sopInstanceUid) throws IOException {
        return place(object(FolderStore.quarantineKey(sopInstanceUid, finish())));
    }

    private StoredObject object(String key) {
        return new StoredObject(key, size, headerLength, sha256);
    }

    private StoredObject place(StoredObject object) throws IOException {
        content.name(object.key());
        store.place(part, object.key(), channel);
        return object;
    }

    @Override
    public void close() throws IOException {
        if (past != null && !closed) {
            past.giveBack(buffer);
        }
        closed = true;
        channel.close();
        Files.deleteIfExists(part);
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
        if (sha256 != null) {
            throw new IllegalStateException("The object is finished");
        }
        size += length;
        int done = 0;
        while (done < length) {
            int fits = Math.min(length - done, buffer.remaining());
            buffer.put(bytes, offset + done, fits);
            done += fits;
            if (!buffer.hasRemaining()) {
                drain();
            }
        }
    }

    private void drain() throws IOException {
        content.write(buffer.flip());
        buffer.clear();
    }

    private final class HashedBytes extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            append(bytes, offset, length);
        }
    }
}
