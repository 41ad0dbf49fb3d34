package org.yilian.dicom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** DICOM files by others, kept beside the repository; tests skip where they are not. */
final class Corpus {

    private Corpus() {}

    /** Every file of a folder of the corpus, an empty name for all. */
    static List<Path> files(String folder) {
        Path root = root();
        try (Stream<Path> all = Files.walk(root.resolve(folder))) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("LIST.md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String name) {
        return root().resolve(name);
    }

    static String name(Path file) {
        return root().relativize(file).toString();
    }

    private static Path root() {
        String configured = System.getenv("HUB_SHARED");
        Path corpus =
                configured != null ? Path.of(configured) : beside(Path.of("").toAbsolutePath());
        Path dicom = corpus == null ? null : corpus.resolve("corpus/dicom");
        Assumptions.assumeTrue(dicom != null && Files.isDirectory(dicom), "no corpus beside the repository");
        return dicom;
    }

    private static Path beside(Path from) {
        for (Path at = from; at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared/corpus"))) {
                return at.resolve("shared");
            }
        }
        return null;
    }
}
