package org.yilian.hub.imaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.yilian.hub.imaging.SampleObjects.Sent;
import org.yilian.hub.imaging.ingest.PartTen;

/** Files of others, kept beside the repository; tests that read them are skipped where they are not. */
public final class Corpus {
    private Corpus() {}

    public static Path folder(String name) {
        String set = System.getenv("HUB_SHARED");
        Path shared = set != null ? Path.of(set) : null;
        for (Path at = Path.of("").toAbsolutePath(); shared == null && at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared");
            shared = Files.isDirectory(candidate.resolve("corpus")) ? candidate : null;
        }
        Path folder = shared == null ? null : shared.resolve("corpus").resolve(name);
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder), "the shared corpus is not here");
        return folder;
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The file as a sender would send it; null when it is no Part 10 file. */
    static Sent read(Path file) throws IOException {
        try {
            PartTen part = PartTen.open(new ByteArrayInputStream(Files.readAllBytes(file)));
            return part.sopClassUid().isEmpty()
                    ? null
                    : new Sent(
                            part.sopClassUid(),
                            part.sopInstanceUid(),
                            part.transferSyntaxUid(),
                            part.dataSet().readAllBytes());
        } catch (PartTen.NotPartTen e) {
            return null;
        }
    }
}
