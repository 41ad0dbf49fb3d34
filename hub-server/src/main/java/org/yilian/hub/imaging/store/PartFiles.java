package org.yilian.hub.imaging.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Empty files to receive objects in. Their names are made many at a time and are durable before one is given out: that costs
 * one forced write for all of them. The folder is locked, so all that is in it is this process's or a dead one's.
 */
final class PartFiles implements Closeable {
    static final String SUFFIX = ".part";
    private static final int AT_ONCE = 64;

    private final Path folder;
    private final FileChannel lock;
    private final Deque<Path> free = new ArrayDeque<>();
    private final String prefix = Long.toHexString(System.currentTimeMillis()) + "-";
    private long number;

    private PartFiles(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static PartFiles lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IllegalStateException(
                    "HUB-0590: another hub has the folder of HUB_IMAGE_STORE; several hubs share a bucket, not a folder");
        }
        return new PartFiles(folder, channel);
    }

    /** The operating system lets go of it when the process ends, however that happens. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    synchronized Path next() throws IOException {
        if (free.isEmpty()) {
            List<Path> made = new ArrayList<>(AT_ONCE);
            for (int i = 0; i < AT_ONCE; i++) {
                made.add(Files.createFile(folder.resolve(prefix + number++ + SUFFIX)));
            }
            FolderStore.force(folder);
            free.addAll(made);
        }
        return free.remove();
    }

    /** What former processes left, oldest first. */
    List<Path> left() throws IOException {
        List<Path> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            files.forEach(left::add);
        }
        Collections.sort(left);
        return left;
    }

    @Override
    public synchronized void close() throws IOException {
        for (Path each : free) {
            Files.deleteIfExists(each);
        }
        free.clear();
        lock.close();
    }
}
