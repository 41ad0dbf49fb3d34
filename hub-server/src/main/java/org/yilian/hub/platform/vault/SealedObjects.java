package org.yilian.hub.platform.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** How a store of files writes its objects and reads them, sealed or in the clear. */
public final class SealedObjects {
    private final Vault vault;

    public SealedObjects(Vault vault) {
        this.vault = vault;
    }

    /** For one object that is to be written, from its beginning to its end. */
    public Writing write(FileChannel file) {
        return vault.keyId() == null ? new Clear(file) : new SealedWriting(vault, file);
    }

    /**
     * What is read is always the plain object, by any range.
     *
     * @param file opened for reading; closed with what is returned, and when this fails
     * @param name under which it was written
     */
    public FileChannel read(FileChannel file, String name) throws IOException {
        if (!vault.knowsKeys()) {
            return file;
        }
        try {
            SealedHead.Read read = SealedHead.read(vault, file, name);
            return read == null ? file : new SealedChannel(file, name, read);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** One object while it is written. */
    public interface Writing {
        /** Takes all that remains in the buffer. */
        void write(ByteBuffer bytes) throws IOException;

        /** All has been written. */
        void end() throws IOException;

        /** Makes it readable under a name; before others can see it. */
        void name(String name) throws IOException;
    }

    private record Clear(FileChannel file) implements Writing {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }

        @Override
        public void end() {
            // Nothing is held back.
        }

        @Override
        public void name(String name) {
            // It is readable under any.
        }
    }
}
