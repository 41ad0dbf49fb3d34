package org.yilian.hub.intake;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.yilian.hl7v2.AckWriter;
import org.yilian.hl7v2.MshHeader;
import org.yilian.hl7v2.Receipt;
import org.yilian.hub.facility.Region;
import org.yilian.mappings.hl7v2.FacilityProfile.Acknowledgment;

/**
 * Whose application hears later what became of its message: the enhanced mode of HL7 v2.8.2 section 2.9.3, where the
 * profile allows it ({@code acknowledgment: later}) and the region knows the address. Said once, when the message was
 * worked on for the first time: a replay tells nobody, and neither does an operator's repaired copy.
 */
@Component
class LaterAnswers {
    private static final Set<String> NOT_WANTED = Set.of("", "NE");

    private final Region region;
    private final Inbox inbox;
    private final ApplicationEventPublisher events;

    LaterAnswers(Region region, Inbox inbox, ApplicationEventPublisher events) {
        this.region = region;
        this.inbox = inbox;
        this.events = events;
    }

    /** Whether the application's word on this message, whatever it will be, is a message of its own. */
    boolean wanted(String facility, MshHeader msh, Acknowledgment habits) {
        return habits.later()
                && Answering.asked(msh, habits)
                        .filter(asked -> !NOT_WANTED.contains(
                                asked.applicationAck().strip().toUpperCase(Locale.ROOT)))
                        .isPresent()
                && region.answers(facility, msh.sendingApplicationName()).isPresent();
    }

    /** Tells what became of a message, in the transaction that says so in its row. */
    void tell(Dispatcher.Work work, InboxState state, String errorCode) {
        Inbox.Waiting waiting = work.waiting();
        if (work.profile() == null || !work.profile().acknowledgment().later() || waiting.attempts() > 0) {
            return;
        }
        MshHeader msh = MshHeader.parse(waiting.raw());
        Receipt receipt = receipt(state, errorCode);
        boolean asked = msh != null
                && wanted(waiting.facility(), msh, work.profile().acknowledgment())
                && AckWriter.asks(msh.applicationAck(), receipt.code());
        if (asked && inbox.repairs(waiting.id()).isEmpty()) {
            events.publishEvent(new WorkedOn(waiting.id(), waiting.facility(), msh, receipt));
        }
    }

    private static Receipt receipt(InboxState state, String errorCode) {
        if (state == InboxState.DONE) {
            return Receipt.accepted();
        }
        return switch (Optional.ofNullable(errorCode).orElse("")) {
            case MessageWorker.UNREADABLE -> Receipt.rejected("100", errorCode, "the message cannot be read");
            case MessageWorker.REFUSED -> Receipt.rejected("101", errorCode, "the message lacks what its kind needs");
            default -> Receipt.failed("207", errorCode, "the message could not be worked on; an operator will");
        };
    }
}
