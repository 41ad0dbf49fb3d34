package org.yilian.hub.audit;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yilian.hub.platform.Sha256;

/** Anchors, one a line, oldest first; outside the database and only ever appended to. */
final class AnchorFile {
    static final String NAME = "audit-anchors.jws";

    private final Path file;

    AnchorFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Whole lines only: what a crash left of a last one was never an anchor. */
    List<String> lines() throws IOException {
        if (!exists()) {
            return List.of();
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    Content read(JWKSet keys) throws IOException {
        List<Anchor> anchors = new ArrayList<>();
        String previous = ChainLink.START.hash();
        Integer wrong = null;
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            Optional<Anchor> anchor = Anchor.opened(lines.get(i), keys);
            boolean follows = anchor.isPresent() && anchor.get().previous().equals(previous);
            if (wrong == null && !follows) {
                wrong = i + 1;
            }
            anchor.ifPresent(anchors::add);
            previous = hash(lines.get(i));
        }
        return new Content(anchors, wrong, previous);
    }

    /** On disk when it returns. */
    void append(String line) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        long whole = lines().stream()
                .mapToLong(each -> each.getBytes(StandardCharsets.UTF_8).length + 1L)
                .sum();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
            channel.position(whole);
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static String hash(String line) {
        return Sha256.hex(line.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param anchors those that carry the hub's signature
     * @param wrongLine the first line that does not, or that does not follow the line before it; null if all do
     * @param last hash of the last line
     */
    record Content(List<Anchor> anchors, Integer wrongLine, String last) {
        static final Content NONE = new Content(List.of(), null, ChainLink.START.hash());

        Optional<Anchor> newest() {
            return anchors.isEmpty() ? Optional.empty() : Optional.of(anchors.get(anchors.size() - 1));
        }
    }
}
