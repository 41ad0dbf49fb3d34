package org.yilian.hub.imaging.index;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Instances whose frames are being read, in memory for some seconds: a viewer asks for one frame after the other, of one
 * instance or of all of a series, and each would be a question to the database. The second instance of a series brings all
 * of it.
 *
 * <p>Freshness. Whoever changes or removes what is found here calls {@link #changed} in his transaction; what he changed is
 * gone from here before he hears that it is committed. Another node hears of it after {@link #KEPT} at the latest; files
 * of removed instances are there much longer.
 */
@Component
public class KnownInstances {
    static final Duration KEPT = Duration.ofSeconds(5);
    /** Tables of frames are what is large in a row. */
    private static final long MOST_BYTES = 32L << 20;

    private static final int BYTES_OF_A_ROW = 1_000;
    private static final int LONGEST_SERIES = 5_000;

    private final ImageIndex index;
    private final Cache<Key, InstanceRow> instances;
    /** Series of which an instance was asked for lately. */
    private final Cache<String, Boolean> series;

    private long changes;

    KnownInstances(ImageIndex index) {
        this.index = index;
        instances = Caffeine.newBuilder()
                .expireAfterWrite(KEPT)
                .maximumWeight(MOST_BYTES)
                .weigher(KnownInstances::bytes)
                .build();
        series =
                Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(10_000).build();
    }

    private record Key(String study, String series, String instance) {
        static Key of(InstanceRow row) {
            return new Key(row.studyUid(), row.seriesUid(), row.sopUid());
        }
    }

    private static int bytes(Key key, InstanceRow row) {
        return BYTES_OF_A_ROW + (row.pixels().table() == null ? 0 : row.pixels().table().length);
    }

    /** As {@link ImageIndex#instances} for one instance. */
    public Optional<InstanceRow> find(String studyUid, String seriesUid, String sopUid) {
        Key key = new Key(studyUid, seriesUid, sopUid);
        InstanceRow known = instances.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        long before = changes();
        if (series.asMap().putIfAbsent(seriesUid, true) != null) {
            remember(index.instances(studyUid, seriesUid, LONGEST_SERIES), before);
            known = instances.getIfPresent(key);
            if (known != null) {
                return Optional.of(known);
            }
        }
        List<InstanceRow> found = index.instances(studyUid, seriesUid, sopUid);
        remember(found, before);
        return found.stream().findFirst();
    }

    private synchronized long changes() {
        return changes;
    }

    /** What was read before a change may be from before it. */
    private synchronized void remember(List<InstanceRow> found, long before) {
        if (changes == before) {
            found.forEach(row -> instances.put(Key.of(row), row));
        }
    }

    /** An instance of this study, or what the index says of the study, is changed by the transaction that is going on. */
    public void changed(String studyUid) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                forget(studyUid);
            }
        });
    }

    private synchronized void forget(String studyUid) {
        changes++;
        instances.asMap().keySet().removeIf(key -> key.study().equals(studyUid));
    }
}
