package org.yilian.hub.imaging.check;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yilian.hub.imaging.check.FindingRows.Named;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.store.ListedObject;

/**
 * One walk through the store, a study's folder at a time, beside the rows of that study. Finds only; used by one thread.
 */
final class StoreWalk {
    /** More are counted, not kept. */
    private static final int KEPT = 20_000;

    private final ImageStore store;
    private final FindingRows rows;
    private final StudyFolders folders;
    private final Instant unlessNewerThan;
    private final List<ListedObject> group = new ArrayList<>();
    private final List<ListedObject> orphans = new ArrayList<>();
    private final List<Named> missing = new ArrayList<>();
    private long objects;
    private long orphanCount;

    StoreWalk(ImageStore store, FindingRows rows, Instant unlessNewerThan) {
        this.store = store;
        this.rows = rows;
        this.unlessNewerThan = unlessNewerThan;
        this.folders = new StudyFolders(rows.studies());
    }

    void walk() throws IOException {
        store.list(this::take);
        compare();
        folders.others().forEach(study -> absent(rows.ofStudies(List.of(study)), Set.of()));
        List<Long> ids = new ArrayList<>(List.of(0L));
        for (List<Named> page; !(page = rows.quarantine(ids.get(ids.size() - 1), ids)).isEmpty(); ) {
            page.stream().filter(each -> !store.exists(each.key())).forEach(missing::add);
        }
    }

    private void take(ListedObject object) {
        objects++;
        if (!group.isEmpty() && !group.get(0).folder().equals(object.folder())) {
            compare();
        }
        group.add(object);
    }

    private void compare() {
        if (group.isEmpty()) {
            return;
        }
        List<Named> named = rows.ofStudies(folders.studies(group.get(0).folder()));
        Set<String> keys = named.stream().map(Named::key).collect(Collectors.toCollection(HashSet::new));
        Map<String, ListedObject> unnamed = new LinkedHashMap<>();
        group.stream()
                .filter(each -> !keys.contains(each.key()) && each.at().isBefore(unlessNewerThan))
                .forEach(each -> unnamed.put(each.key(), each));
        rows.namedElsewhere(List.copyOf(unnamed.keySet())).forEach(unnamed::remove);
        orphanCount += unnamed.size();
        unnamed.values().stream().limit(KEPT - orphans.size()).forEach(orphans::add);
        absent(named, group.stream().map(ListedObject::key).collect(Collectors.toSet()));
        group.clear();
    }

    /** Rows are looked at again: an object that came, or went, since the store was listed is none that is missing. */
    private void absent(List<Named> named, Set<String> listed) {
        named.stream()
                .filter(each -> !listed.contains(each.key()) && !store.exists(each.key()) && rows.isInArchive(each))
                .limit(Math.max(0, KEPT - missing.size()))
                .forEach(missing::add);
    }

    long objects() {
        return objects;
    }

    long orphanCount() {
        return orphanCount;
    }

    List<ListedObject> orphans() {
        return orphans;
    }

    List<Named> missing() {
        return missing;
    }
}
