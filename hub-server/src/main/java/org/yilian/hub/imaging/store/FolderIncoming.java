package org.yilian.hub.imaging.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.yilian.hub.platform.Sha256;
import org.yilian.hub.platform.vault.SealedObjects;

/** One part file of a {@link FolderStore}. Used by one thread. */
final class FolderIncoming implements IncomingObject {
    private static final int BUFFER = 1 << 18;

    private final FolderStore store;
    private final Path part;
    private final FileChannel channel;
    private final SealedObjects.Writing content;
    private final MessageDigest digest = Sha256.begin();
    private final OutputStream dataSet = new HashedBytes();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private int headerLength;
    private long size;
    private String sha256;

    FolderIncoming(FolderStore store, Path part) throws IOException {
        this.store = store;
        this.part = part;
        this.channel = FileChannel.open(part, StandardOpenOption.WRITE);
        this.content = store.sealed().write(channel);
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
            drain();
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
        channel.close();
        Files.deleteIfExists(part);
    }

    private void append(byte[] bytes, int offset, int length) throws IOException {
        if (sha256 != null) {
            throw new IllegalStateException("The object is finished");
        }
        size += length;
        if (length > buffer.remaining()) {
            drain();
        }
        if (length > buffer.remaining()) {
            content.write(ByteBuffer.wrap(bytes, offset, length));
        } else {
            buffer.put(bytes, offset, length);
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
