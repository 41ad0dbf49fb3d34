package org.yilian.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder that a hub watches for files of H001. */
record DropFolder(Path path) {

    /** The sample region with this folder watched; answers where its description lies. */
    static Path region(Path place, DropFolder drop) throws IOException {
        Path demo = Path.of("..", "hub-server", "src", "main", "resources", "demo");
        Path copy = place.resolve("region");
        try (Stream<Path> files = Files.walk(demo)) {
            for (Path each : files.toList()) {
                Files.copy(each, copy.resolve(demo.relativize(each)));
            }
        }
        Path file = copy.resolve("region.yaml");
        String folders = "folders: [{facility: H001, path: \"" + drop.path + "\", everySeconds: 1}]\n";
        return Files.writeString(file, Files.readString(file) + "\n" + folders);
    }

    /** Whole or not at all, as a careful sender does it. */
    void drop(String name, List<StormFeed.Message> messages) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        messages.forEach(each -> content.writeBytes(each.bytes()));
        Path arriving = Files.write(path.resolve("." + name), content.toByteArray());
        Files.move(arriving, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Files in it, or in {@code done} or {@code failed} beneath it. */
    List<String> names(String beneath) {
        String[] names = path.resolve(beneath).toFile().list((folder, name) -> name.endsWith(".hl7"));
        return names == null ? List.of() : List.of(names);
    }
}
