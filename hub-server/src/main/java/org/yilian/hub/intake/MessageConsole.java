package org.yilian.hub.intake;

import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** The operator's hands: look at messages, replay them, put a repaired copy in a broken one's place. */
@Component
class MessageConsole {
    private final MessageQueries queries;
    private final GroupCommit commit;
    private final Dispatcher dispatcher;
    private final Clock clock;

    MessageConsole(MessageQueries queries, GroupCommit commit, Dispatcher dispatcher, Clock clock) {
        this.queries = queries;
        this.commit = commit;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    MessageQueries.Page list(MessageFilter filter) {
        return queries.list(filter);
    }

    /** @throws HubFailure HUB-0120 if there is none */
    MessageQueries.Detail detail(long id) {
        return queries.detail(id)
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0120", "no such message"));
    }

    /**
     * Works on a message again, with the same ids: what it says that is known already changes nothing.
     *
     * @throws HubFailure HUB-0120 if there is none, HUB-0121 if it was refused at the door and has to be repaired first
     */
    @Transactional
    public void replay(long id, String actor, String reason) {
        MessageQueries.Item item = item(id);
        if (item.facility().isEmpty() || item.state() == InboxState.QUARANTINED) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0121", "refused at the door: repair it instead");
        }
        if (item.state() == InboxState.RECEIVED) {
            return;
        }
        queries.replay(id, actor, reason, clock.instant());
        afterCommit(() -> dispatcher.replay(id));
    }

    /** Replays what matches, oldest first, at most 10,000; answers how many. */
    @Transactional
    public int replayAll(InboxState state, String facility, Instant from, Instant to, String actor, String reason) {
        List<Long> ids = queries.replayable(state, facility, from, to);
        ids.forEach(id -> queries.replay(id, actor, reason, clock.instant()));
        if (!ids.isEmpty()) {
            afterCommit(() -> dispatcher.replay(ids.get(0)));
        }
        return ids.size();
    }

    /**
     * Takes a repaired copy in: a new row that says what it repairs; the original stays and is marked superseded.
     *
     * @param intake decides about the copy as about any message
     * @return id of the copy
     */
    long repair(long id, String text, String actor, String reason, Intake intake) {
        Charset charset = Charset.forName(detail(id).charset());
        byte[] raw = text.replace("\r\n", "\r").replace('\n', '\r').getBytes(charset);
        Arrival copy = intake.repaired(raw, id);
        if (copy.state() == InboxState.QUARANTINED) {
            throw new HubFailure(FailureCategory.INCORRECT, "HUB-0122", "the copy would be refused at the door, too");
        }
        try {
            if (commit.add(copy).get().duplicate()) {
                throw new HubFailure(FailureCategory.CONFLICT, "HUB-0123", "this very message was received already");
            }
        } catch (ExecutionException e) {
            throw new HubFailure(FailureCategory.BUSY, "HUB-0124", "not stored, try again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubFailure(FailureCategory.BUSY, "HUB-0125", "shutting down, try again", e);
        }
        queries.supersede(id, actor, reason, clock.instant());
        return queries.idOf(copy);
    }

    private MessageQueries.Item item(long id) {
        return detail(id).item();
    }

    private static void afterCommit(Runnable then) {
        org.springframework.transaction.support.TransactionSynchronizationManager.registerSynchronization(
                new org.springframework.transaction.support.TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        then.run();
                    }
                });
    }
}
