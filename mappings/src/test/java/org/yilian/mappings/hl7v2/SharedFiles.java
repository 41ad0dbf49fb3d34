package org.yilian.mappings.hl7v2;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Material beside the repository, which not every machine has. */
public final class SharedFiles {
    private SharedFiles() {}

    /** The folder in {@code HUB_SHARED}, or in {@code shared} beside the repository; the test is skipped without it. */
    public static Path orSkip(String path) {
        String set = System.getenv("HUB_SHARED");
        Path folder = set == null ? null : Path.of(set).resolve(path);
        Path up = Path.of("").toAbsolutePath();
        while (folder == null && up != null) {
            Path candidate = up.resolve("shared").resolve(path);
            folder = Files.isDirectory(candidate) ? candidate : null;
            up = up.getParent();
        }
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder), "needs " + path);
        return folder;
    }
}
