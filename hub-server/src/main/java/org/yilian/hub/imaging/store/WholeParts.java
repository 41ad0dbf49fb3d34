package org.yilian.hub.imaging.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.yilian.hub.platform.Sha256;

/** Part files of a dead process: which of them are whole is told by their slip, and proven by their hash. */
final class WholeParts {
    /** Preamble, DICM, group length element of the file meta information. */
    private static final int START = 144;

    private static final int LONGEST_HEADER = 1 << 16;

    private WholeParts() {}

    static Optional<UnsettledObject> read(FolderStore store, Path part) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 18)) {
            byte[] start = in.readNBytes(START);
            if (start.length < START) {
                return Optional.empty();
            }
            int rest = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(START - 4);
            if (rest < IncomingObject.SLIP || rest > LONGEST_HEADER) {
                return Optional.empty();
            }
            byte[] head = Arrays.copyOf(start, START + rest - IncomingObject.SLIP);
            if (in.readNBytes(head, START, head.length - START) < head.length - START) {
                return Optional.empty();
            }
            Optional<Slip> slip = Slip.of(head, in.readNBytes(IncomingObject.SLIP));
            if (slip.isEmpty()
                    || slip.get().size() != Files.size(part)
                    || !Arrays.equals(slip.get().sha256(), hash(in))) {
                return Optional.empty();
            }
            return Optional.of(new UnsettledObject(
                    slip.get().at(), slip.get().note(), new FolderIncoming(store, part, slip.get(), head)));
        }
    }

    private static byte[] hash(InputStream in) throws IOException {
        MessageDigest digest = Sha256.begin();
        byte[] buffer = new byte[1 << 18];
        for (int n; (n = in.read(buffer)) > 0; ) {
            digest.update(buffer, 0, n);
        }
        return digest.digest();
    }
}
