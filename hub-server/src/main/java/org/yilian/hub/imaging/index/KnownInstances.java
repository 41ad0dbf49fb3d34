package org.yilian.hub.imaging.index;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yilian.hub.imaging.store.ImageStore;

/**
 * Instances that frames are being read of, in memory: a viewer asks for one frame after the other, of one instance or of all of
 * a series, and each would be a question to the database. The second instance of a series brings all of it.
 *
 * <p>Right because whoever takes an instance out of the index, or puts another in its place, calls {@link #changed} after his
 * commit and before he answers, and nobody else can: the store is this process's alone. With a store that others share
 * nothing is remembered.
 */
@Component
public class KnownInstances {
    private static final int MOST = 20_000;
    /** Longer tables of frames are read each time. */
    private static final int LONGEST_TABLE = 1 << 16;
    /** Until then what the record says of the patient may be older. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final ImageIndex index;
    private final boolean alone;
    private long generation;
    private final Map<String, Known> instances = new Eldest<>(MOST);
    private final Map<String, Long> series = new Eldest<>(1_000);

    KnownInstances(ImageIndex index, ImageStore store) {
        this.index = index;
        this.alone = store.keeps();
    }

    private record Known(InstanceRow row, long until) {}

    private static final class Eldest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        private final int most;

        Eldest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
        }
    }

    /** As {@link ImageIndex#instances} for one instance. */
    public Optional<InstanceRow> find(String studyUid, String seriesUid, String sopUid) {
        if (!alone) {
            return index.instances(studyUid, seriesUid, sopUid).stream().findFirst();
        }
        long before;
        boolean whole;
        synchronized (this) {
            Known known = instances.get(sopUid);
            if (known != null && System.nanoTime() - known.until() < 0) {
                InstanceRow row = known.row();
                return Optional.of(row)
                        .filter(each -> each.studyUid().equals(studyUid)
                                && each.seriesUid().equals(seriesUid));
            }
            before = generation;
            Long once = series.put(seriesUid, System.nanoTime());
            whole = once != null && System.nanoTime() - once < KEPT.toNanos();
        }
        List<InstanceRow> found = index.instances(studyUid, seriesUid, whole ? null : sopUid);
        remember(found, before);
        return found.stream().filter(row -> row.sopUid().equals(sopUid)).findFirst();
    }

    private synchronized void remember(List<InstanceRow> found, long before) {
        if (generation != before) {
            return;
        }
        long until = System.nanoTime() + KEPT.toNanos();
        found.stream()
                .filter(row -> row.pixels().table() == null || row.pixels().table().length <= LONGEST_TABLE)
                .limit(MOST)
                .forEach(row -> instances.put(row.sopUid(), new Known(row, until)));
    }

    /** Something was taken out of the index, or replaced. */
    public synchronized void changed() {
        generation++;
        instances.clear();
        series.clear();
    }
}
