package org.yilian.hub.imaging.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yilian.hub.platform.Sha256;
import org.yilian.hub.platform.vault.SealedObjects;
import org.yilian.hub.platform.vault.Vault;

/**
 * Objects as files of one folder tree.
 *
 * <pre>
 * incoming/&lt;random&gt;.part            while it arrives; what is left is swept
 * studies/ab/cdef.../&lt;object&gt;.dcm   published, one folder per study
 * quarantine/ab/&lt;object&gt;.dcm        waiting for an operator
 * orphans/&lt;key it had&gt;              found with nobody naming it, set aside
 * </pre>
 *
 * Order of durability: file renamed, then forced, then its folder (and each folder made on the way). In this order a
 * journalling file system writes its journal once, not twice. A crash before the rename leaves a part file that {@link #sweep}
 * removes; a crash after it leaves a file, perhaps not whole, under a key that nobody has heard of and that the same content
 * gets again, and replaces, when the sender repeats it.
 */
public final class FolderStore implements ImageStore {
    private static final Pattern KEY =
            Pattern.compile("(orphans/)?(studies|quarantine)(/[0-9a-f]{2,64}){1,2}/[0-9a-f-]{10,128}\\.dcm");

    /** Another node may share the folder and be receiving. */
    private static final Duration OLD_AT_START = Duration.ofHours(1);

    private final Path root;
    private final Path incoming;
    private final SealedObjects sealed;
    /** Null where objects go through the page cache. */
    private final PastTheCache past;

    private final Set<Path> knownFolders = ConcurrentHashMap.newKeySet();

    /** @param vault seals what arrives, where encryption at rest is on; what is sealed is read in any case */
    public FolderStore(Path root, Vault vault, Clock clock) throws IOException {
        this(root, vault, clock, false);
    }

    /**
     * As {@link #FolderStore(Path, Vault, Clock)}.
     *
     * @param direct whether objects in the clear are written past the page cache, where the file system can
     */
    public FolderStore(Path root, Vault vault, Clock clock, boolean direct) throws IOException {
        this.sealed = new SealedObjects(vault);
        this.root = root.toAbsolutePath().normalize();
        this.incoming = this.root.resolve("incoming");
        Files.createDirectories(incoming);
        this.past = direct && vault.keyId() == null ? PastTheCache.in(incoming) : null;
        sweep(clock.instant().minus(OLD_AT_START));
    }

    @Override
    public IncomingObject receive() throws IOException {
        return new FolderIncoming(this, PartFile.in(incoming), past);
    }

    @Override
    public FileChannel open(String key) throws IOException {
        return sealed.read(FileChannel.open(path(key), StandardOpenOption.READ), key);
    }

    SealedObjects sealed() {
        return sealed;
    }

    @Override
    public boolean exists(String key) {
        return Files.isRegularFile(path(key));
    }

    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    @Override
    public int sweep(Instant olderThan) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(incoming, "*.part")) {
            for (Path leftover : leftovers) {
                if (isOlder(leftover, olderThan) && Files.deleteIfExists(leftover)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    /** Puts an object back that a store behind this one still has; whoever opens it sees all of it or nothing. */
    void bringBack(String key, InputStream in) throws IOException {
        Path part = Files.createTempFile(incoming, "", ".part");
        try {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            makeFolder(path(key).getParent());
            move(part, path(key));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Removes objects that came, or were brought back, before this moment; for a store that has them elsewhere. */
    int cool(Instant before) throws IOException {
        int cooled = 0;
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all.filter(each -> each.toString().endsWith(".dcm"))::iterator) {
                if (isOlder(file, before) && Files.deleteIfExists(file)) {
                    cooled++;
                }
            }
        }
        return cooled;
    }

    /** Against {@link #place}: a file that takes the name while it is being deleted would be lost. */
    @Override
    public synchronized boolean delete(String key, Instant unlessNewerThan) throws IOException {
        Path file = path(key);
        return isOlder(file, unlessNewerThan) && Files.deleteIfExists(file);
    }

    @Override
    public void list(Consumer<ListedObject> each) throws IOException {
        for (String top : List.of("studies", "quarantine")) {
            if (Files.isDirectory(root.resolve(top))) {
                list(root.resolve(top), each);
            }
        }
    }

    private void list(Path top, Consumer<ListedObject> each) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String key = root.relativize(file).toString().replace('\\', '/');
                if (KEY.matcher(key).matches()) {
                    list(key, file, each);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void list(String key, Path file, Consumer<ListedObject> each) throws IOException {
        try {
            BasicFileAttributes read = Files.readAttributes(file, BasicFileAttributes.class);
            each.accept(
                    new ListedObject(key, read.size(), read.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            // deleted since
        }
    }

    /** As {@link #delete}. Another node may have renamed its own into the place just before: that one goes back. */
    @Override
    public synchronized boolean setAside(String key, Instant unlessNewerThan) throws IOException {
        Path file = path(key);
        if (!isOlder(file, unlessNewerThan)) {
            return false;
        }
        Path aside = path(ImageStore.aside(key));
        Files.createDirectories(aside.getParent());
        move(file, aside);
        if (!isOlder(aside, unlessNewerThan)) {
            move(aside, file);
            return false;
        }
        force(aside.getParent());
        return true;
    }

    private static boolean isOlder(Path file, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private synchronized void move(Path part, Path target) throws IOException {
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Renames a file into place, then forces it and the folders it needed. */
    void place(Path part, String key, FileChannel content) throws IOException {
        Path target = path(key);
        makeFolder(target.getParent());
        move(part, target);
        content.force(false);
        force(target.getParent());
    }

    private void makeFolder(Path folder) throws IOException {
        if (knownFolders.contains(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            makeFolder(folder.getParent());
            Files.createDirectories(folder);
            force(folder.getParent());
        }
        if (knownFolders.size() > 10_000) {
            knownFolders.clear();
        }
        knownFolders.add(folder);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    Path path(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Not a key of this store");
        }
        return root.resolve(key);
    }

    static String studyKey(String studyUid, String sopInstanceUid, String contentHash) {
        return studyFolder(studyUid) + "/" + objectName(sopInstanceUid, contentHash);
    }

    /** What the keys of all objects of a study begin with, in a folder and in a bucket. */
    public static String studyFolder(String studyUid) {
        String study = hash(studyUid);
        return "studies/" + study.substring(0, 2) + "/" + study.substring(2, 34);
    }

    static String quarantineKey(String sopInstanceUid, String contentHash) {
        return "quarantine/" + contentHash.substring(0, 2) + "/" + objectName(sopInstanceUid, contentHash);
    }

    private static String objectName(String sopInstanceUid, String contentHash) {
        return hash(sopInstanceUid).substring(0, 32) + "-" + contentHash.substring(0, 32) + ".dcm";
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
