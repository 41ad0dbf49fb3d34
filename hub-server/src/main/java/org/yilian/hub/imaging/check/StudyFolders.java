package org.yilian.hub.imaging.check;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.yilian.hub.imaging.store.FolderStore;

/**
 * Whose folder is it? For all studies at once, in some thirty bytes each: the store's names are hashes, and no column of the
 * index, which every instance would have to pay for, says which.
 */
final class StudyFolders {
    private final Folder[] sorted;
    private final BitSet asked = new BitSet();

    private record Folder(long hash, long study) {}

    StudyFolders(List<FindingRows.Study> studies) {
        sorted = studies.stream()
                .map(each -> new Folder(hash(FolderStore.studyFolder(each.uid())), each.id()))
                .sorted(Comparator.comparingLong(Folder::hash))
                .toArray(Folder[]::new);
    }

    /** Ids of the studies whose objects lie in this folder: one, rarely several, or none. */
    List<Long> studies(String folder) {
        if (!folder.startsWith("studies/")) {
            return List.of();
        }
        long hash = hash(folder);
        int at = Arrays.binarySearch(sorted, new Folder(hash, 0), Comparator.comparingLong(Folder::hash));
        if (at < 0) {
            return List.of();
        }
        int from = at;
        while (from > 0 && sorted[from - 1].hash() == hash) {
            from--;
        }
        int to = at;
        while (to < sorted.length && sorted[to].hash() == hash) {
            to++;
        }
        asked.set(from, to);
        return Arrays.stream(sorted, from, to).map(Folder::study).toList();
    }

    /** Those that no folder asked for. */
    LongStream others() {
        return java.util.stream.IntStream.range(0, sorted.length)
                .filter(i -> !asked.get(i))
                .mapToLong(i -> sorted[i].study());
    }

    /** {@code studies/<2 digits>/<32 digits>}: the first sixteen. */
    private static long hash(String folder) {
        return Long.parseUnsignedLong(folder.substring(8, 10) + folder.substring(11, 25), 16);
    }
}
