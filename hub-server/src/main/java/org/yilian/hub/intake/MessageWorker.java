package org.yilian.hub.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.platform.Collisions;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.record.Submission;
import org.yilian.hub.record.Written;
import org.yilian.mappings.Remark;
import org.yilian.mappings.Translation;
import org.yilian.mappings.hl7v2.Hl7v2Translator;
import org.yilian.mappings.hl7v2.RemarkCode;

/**
 * Stops 4 to 6: translates messages and writes what they say, in one transaction with their state (invariant 2).
 *
 * <p>Messages that wait together are written together. If that fails, each is tried alone, so that one bad message never
 * stops its neighbours: it becomes FAILED and the next one goes on. What was stored by then is as if the bad message had
 * not been sent.
 */
@Component
class MessageWorker {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWorker.class);
    private static final int ATTEMPTS = 5;
    /** The message cannot be parsed, or its sender is no member any more. */
    static final String UNREADABLE = "HUB-0110";
    /** The mapping refused it. */
    static final String REFUSED = "HUB-0111";

    private final Inbox inbox;
    private final RecordWriter record;
    private final TransactionTemplate transaction;
    private final RemarkText remarkText;
    private final UnmappedCodes unmapped;
    private final LaterAnswers later;
    private final Clock clock;

    MessageWorker(
            Inbox inbox,
            RecordWriter record,
            TransactionTemplate transaction,
            RemarkText remarkText,
            UnmappedCodes unmapped,
            LaterAnswers later,
            Clock clock) {
        this.inbox = inbox;
        this.record = record;
        this.transaction = transaction;
        this.remarkText = remarkText;
        this.unmapped = unmapped;
        this.later = later;
        this.clock = clock;
    }

    /** Works on messages in order. Throws only if the store is away: then none of them has changed state. */
    void process(List<Dispatcher.Work> works) {
        try {
            transaction.executeWithoutResult(status -> write(works));
        } catch (RuntimeException e) {
            if (isAway(e)) {
                throw e;
            }
            works.forEach(this::processAlone);
        }
    }

    /** Somebody was faster (two lanes met the same practitioner for the first time): reading again helps. */
    private void processAlone(Dispatcher.Work work) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.executeWithoutResult(status -> write(List.of(work)));
                return;
            } catch (RuntimeException e) {
                if (isAway(e)) {
                    throw e;
                }
                if (attempt == ATTEMPTS || !Collisions.isOne(e)) {
                    fail(work, e);
                    return;
                }
            }
        }
    }

    private void write(List<Dispatcher.Work> works) {
        List<Translation> translations = works.stream().map(this::translate).toList();
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < works.size(); i++) {
            Inbox.Waiting waiting = works.get(i).waiting();
            submissions.add(new Submission(
                    waiting.facility(), origin(waiting), translations.get(i).writes()));
        }
        List<Written> written = record.write(submissions);
        Set<Long> reusing =
                inbox.reusing(works.stream().map(work -> work.waiting().id()).toList());
        List<Inbox.Result> results = new ArrayList<>();
        for (int i = 0; i < works.size(); i++) {
            results.add(result(
                    works.get(i),
                    translations.get(i),
                    written.get(i),
                    reusing.contains(works.get(i).waiting().id())));
        }
        unmapped.note(seen(works, translations), clock.instant());
        inbox.finish(results, clock.instant());
        for (int i = 0; i < works.size(); i++) {
            later.tell(works.get(i), results.get(i).state(), results.get(i).errorCode());
        }
    }

    /** A replay is not counted again. */
    private static List<UnmappedCodes.Seen> seen(List<Dispatcher.Work> works, List<Translation> translations) {
        List<UnmappedCodes.Seen> seen = new ArrayList<>(works.size());
        for (int i = 0; i < works.size(); i++) {
            Inbox.Waiting waiting = works.get(i).waiting();
            if (waiting.attempts() == 0) {
                seen.add(new UnmappedCodes.Seen(
                        waiting.facility(),
                        waiting.id(),
                        UnmappedFinding.of(
                                works.get(i).message(), translations.get(i).remarks())));
            }
        }
        return seen;
    }

    private Translation translate(Dispatcher.Work work) {
        if (work.waiting().sealed() != null) {
            throw work.waiting().sealed();
        }
        if (work.message() == null) {
            throw new HubFailure(
                    org.yilian.hub.platform.FailureCategory.INCORRECT, UNREADABLE, "the message cannot be parsed");
        }
        return Hl7v2Translator.translate(work.message(), work.profile(), origin(work.waiting()));
    }

    private Inbox.Result result(Dispatcher.Work work, Translation translation, Written written, boolean reused) {
        List<Remark> remarks = new ArrayList<>(work.charset().remarks());
        if (reused) {
            remarks.add(RemarkCode.CONTROL_ID_REUSED.at("MSH-10"));
        }
        remarks.addAll(translation.remarks());
        remarks.addAll(written.remarks());
        return new Inbox.Result(
                work.waiting().id(),
                translation.refused() ? InboxState.FAILED : InboxState.DONE,
                work.charset().charset().name(),
                translation.patientKey(),
                remarks.size(),
                remarkText.write(remarks),
                RemarkText.codes(remarks),
                String.join(" ", written.changed()),
                translation.refused() ? REFUSED : null,
                work.profile().version());
    }

    private void fail(Dispatcher.Work work, RuntimeException cause) {
        String code = cause instanceof HubFailure failure ? failure.code() : "HUB-0112";
        // The stack says where; its message could say who, and is left out.
        LOG.error("message failed: id={} code={} cause={} at={}", work.waiting().id(), code, root(cause), place(cause));
        String version = work.profile() == null ? null : work.profile().version();
        Inbox.Result failed = new Inbox.Result(
                work.waiting().id(),
                InboxState.FAILED,
                work.charset().charset().name(),
                null,
                0,
                null,
                null,
                null,
                code,
                version);
        transaction.executeWithoutResult(status -> {
            inbox.finish(List.of(failed), clock.instant());
            later.tell(work, failed.state(), failed.errorCode());
        });
    }

    private static boolean isAway(RuntimeException e) {
        return e instanceof CannotCreateTransactionException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessResourceException;
    }

    private static String origin(Inbox.Waiting waiting) {
        return "hl7v2:" + waiting.id();
    }

    private static String root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName();
    }

    /** The first place in our own code. */
    private static String place(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            for (StackTraceElement frame : each.getStackTrace()) {
                if (frame.getClassName().startsWith("org.yilian.") && each.getCause() == null) {
                    return frame.getClassName() + ":" + frame.getLineNumber();
                }
            }
        }
        return "?";
    }
}
