package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.imaging.index.Backlog;
import org.yilian.hub.imaging.index.Facts;
import org.yilian.hub.imaging.index.Removals;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.imaging.store.IncomingObject;
import org.yilian.hub.imaging.store.StoredObject;
import org.yilian.hub.imaging.store.UnsettledObject;

/**
 * Before the doors open: what a former process promised comes into the index, as if it had just arrived. What it was about to
 * promise does so, too; its sender heard nothing and sends it again, which changes nothing.
 */
@Component
class Unsettled implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Unsettled.class);

    private final ImageStore store;
    private final Promises promises;
    private final Backlog backlog;
    private final Removals removals;
    private final FactsReader facts;
    private final Refused refused;
    private final Region region;
    private volatile boolean running;

    Unsettled(
            ImageStore store,
            Promises promises,
            Backlog backlog,
            Removals removals,
            FactsReader facts,
            Refused refused,
            Region region) {
        this.store = store;
        this.promises = promises;
        this.backlog = backlog;
        this.removals = removals;
        this.facts = facts;
        this.refused = refused;
        this.region = region;
    }

    @Override
    public void start() {
        try {
            List<UnsettledObject> found = store.unsettled();
            for (UnsettledObject each : found) {
                take(each);
            }
            backlog.await();
            if (!found.isEmpty()) {
                log.info("objects that were promised before this start: {}", found.size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("HUB-0597: what was promised cannot be read", e);
        }
        running = true;
    }

    private void take(UnsettledObject each) throws IOException {
        try (IncomingObject object = each.object();
                InputStream in = each.open()) {
            PartTen file = PartTen.open(in);
            String[] sender = each.note().split("\n", 2);
            Optional<Facility> facility = region.facility(sender[0]);
            if (facility.isEmpty()) {
                // Whoever takes a member out of the region decides so; its objects are not thrown away for that.
                log.error("HUB-0598: a promised object waits: its facility is no member now");
                object.keep("", file.sopInstanceUid(), each.at(), each.note());
                return;
            }
            Announcement announced = new Announcement(
                    facility.get(), sender[1], file.sopClassUid(), file.sopInstanceUid(), file.transferSyntaxUid());
            take(each, announced, file.dataSet());
        }
    }

    private void take(UnsettledObject each, Announcement announced, InputStream dataSet) throws IOException {
        IncomingObject object = each.object();
        String sopUid = announced.sopInstanceUid();
        try {
            Facts read = facts.read(dataSet, object.destined("", "").dataSetOffset(), announced);
            StoredObject destined = object.destined(read.study().uid(), sopUid);
            if (removals.isNamed(new Removals.Trash(destined.key(), sopUid))) {
                // In the index already; only its place was lost.
                object.keep(read.study().uid(), sopUid, each.at(), each.note());
                store.settle(destined);
            } else if (removals.isTrash(destined.key(), each.at())
                    || promises.file(announced, read, object, promises.ask(sopUid))
                                    .outcome()
                            == StoreOutcome.ALREADY_STORED) {
                each.discard();
            }
        } catch (UnreadableObject e) {
            refused.hold(announced, e.studyUid(), e.outcome(), object.quarantine(sopUid));
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before every door. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
