package org.yilian.hub.imaging.ingest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.imaging.index.Facts;
import org.yilian.hub.imaging.index.ImageIndex;
import org.yilian.hub.imaging.index.IndexWriter;
import org.yilian.hub.imaging.index.KnownInstances;
import org.yilian.hub.imaging.index.Quarantine;
import org.yilian.hub.imaging.store.ImageStore;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** Where an operator decides about what was refused. Every decision is kept with its reason. */
@Component
public class QuarantineDesk {
    private final ImageStore store;
    private final ImageIndex index;
    private final KnownInstances known;
    private final IndexWriter writer;
    private final Quarantine quarantine;
    private final FactsReader facts;
    private final Region region;
    private final TransactionTemplate transaction;
    private final Clock clock;

    QuarantineDesk(
            ImageStore store,
            ImageIndex index,
            KnownInstances known,
            IndexWriter writer,
            Quarantine quarantine,
            FactsReader facts,
            Region region,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.index = index;
        this.known = known;
        this.writer = writer;
        this.quarantine = quarantine;
        this.facts = facts;
        this.region = region;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Takes an object into the archive after all. It replaces an instance of the same UID, which goes to quarantine in its
     * place; it joins a study of another patient number, whose owner and patient stay what they are.
     *
     * @throws HubFailure NOT_FOUND, CONFLICT when already decided, INCORRECT when it still cannot be read
     */
    public void release(long id, String operator, String reason) throws IOException {
        Quarantine.Held held = quarantine
                .find(id)
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0520", "no such quarantined object"));
        Facility facility = region.facility(held.facility())
                .orElseThrow(
                        () -> new HubFailure(FailureCategory.CONFLICT, "HUB-0521", "its facility is no member now"));
        Facts read = read(held, facility);
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            decide(id, Quarantine.State.RELEASED, operator, reason, now);
            index.remove(held.sopUid()).ifPresent(old -> {
                known.changed(old.studyUid());
                quarantine.hold(
                        old.facility(),
                        operator,
                        StoreOutcome.INSTANCE_CLASH.name(),
                        Quarantine.State.REPLACED,
                        old.studyUid(),
                        old.sopUid(),
                        old.sopClass(),
                        old.transferSyntax(),
                        old.object(),
                        now);
            });
            writer.addAnyway(new IndexWriter.Addition(held.facility(), held.source(), read, held.object()), now);
        });
    }

    /** Leaves an object where it is for good. */
    public void discard(long id, String operator, String reason) {
        transaction.executeWithoutResult(
                status -> decide(id, Quarantine.State.DISCARDED, operator, reason, clock.instant()));
    }

    private void decide(long id, Quarantine.State state, String operator, String reason, Instant now) {
        if (!quarantine.decide(id, state, operator, reason, now)) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0522", "already decided, or no such object");
        }
    }

    private Facts read(Quarantine.Held held, Facility facility) throws IOException {
        Announcement announced =
                new Announcement(facility, held.source(), held.sopClass(), held.sopUid(), held.transferSyntax());
        try (FileChannel file = store.open(held.object().key())) {
            file.position(held.object().dataSetOffset());
            InputStream in = new BufferedInputStream(Channels.newInputStream(file), 1 << 16);
            return facts.read(in, held.object().dataSetOffset(), announced);
        } catch (UnreadableObject e) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0523", "the object still cannot be read", e);
        }
    }
}
