package org.yilian.hub.notification;

import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.record.RecordWritten;

/** Writes messages into the queue, in the caller's transaction, and wakes the courier when it has committed. */
@Component
class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String IDENTITY = "HUB-0745";
    private static final String FAULT = "HUB-0748";

    private final Deliveries deliveries;
    private final ControlIds ids;
    private final Couriers couriers;
    private final Clock clock;

    Outbox(Deliveries deliveries, ControlIds ids, Couriers couriers, Clock clock) {
        this.deliveries = deliveries;
        this.ids = ids;
        this.couriers = couriers;
        this.clock = clock;
    }

    /** A message that is to be. */
    record Notice(
            Destination to,
            String type,
            String subject,
            String author,
            String patient,
            String origin,
            Charset charset) {

        static Notice of(RecordWritten written, Destination to, String type, String subject, String patient) {
            return new Notice(to, type, subject, written.facility(), patient, written.origin(), to.charset());
        }
    }

    /**
     * Puts a message into its destination's queue.
     *
     * @param certain whether it is certain whom it is about; if not, it is held and has no bytes
     * @param bytes makes the message under a control id; if that fails the message is held, the change goes on
     * @return whether it is to be sent
     */
    boolean put(Notice notice, boolean certain, Function<String, byte[]> bytes) {
        String controlId = ids.next();
        byte[] raw = null;
        String code = IDENTITY;
        if (certain) {
            code = null;
            try {
                raw = bytes.apply(controlId);
            } catch (DataAccessException e) {
                throw e;
            } catch (RuntimeException e) {
                code = FAULT;
                LOG.error(
                        "HUB-0748 message not made: destination={} cause={}",
                        notice.to().name(),
                        e.getClass());
            }
        }
        deliveries.add(fresh(notice, controlId, raw, code), clock.instant());
        wakeAfterCommit(notice.to().name());
        return raw != null;
    }

    private static Deliveries.Fresh fresh(Notice notice, String controlId, byte[] raw, String code) {
        Destination to = notice.to();
        boolean byPatient = to.order() == Destination.Order.PATIENT && notice.patient() != null;
        return new Deliveries.Fresh(
                to.name(),
                to.facility(),
                notice.type(),
                controlId,
                notice.subject(),
                notice.author(),
                notice.patient(),
                byPatient ? notice.patient() : "",
                notice.origin(),
                notice.charset().name(),
                raw,
                code);
    }

    boolean knows(Destination to, String subject) {
        return deliveries.knows(to.name(), subject);
    }

    /** Whether the last message to the destination about something that begins so was this very one. */
    boolean isLatest(Destination to, String begins, String subject) {
        return deliveries.latest(to.name(), begins).filter(subject::equals).isPresent();
    }

    void remember(String report, Collection<String> observations) {
        deliveries.remember(report, observations);
    }

    List<String> reportsWith(Collection<String> observations) {
        return deliveries.reportsWith(observations);
    }

    void wakeAfterCommit(String destination) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    couriers.wake(destination);
                }
            });
        }
    }
}
