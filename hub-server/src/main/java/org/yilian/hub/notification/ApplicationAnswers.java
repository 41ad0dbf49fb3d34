package org.yilian.hub.notification;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hl7v2.AckWriter;
import org.yilian.hl7v2.MshHeader;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Region;
import org.yilian.hub.intake.WorkedOn;
import org.yilian.hub.notification.Outbox.Notice;

/**
 * Application acknowledgments of the enhanced mode (HL7 v2.8.2 section 2.9.3): AA, AE or AR as a message of its own to the
 * system that sent the message, once, in the transaction that ended the work on it. In the sender's version, delimiters and
 * character set, as every acknowledgment.
 */
@Component
class ApplicationAnswers {
    private final Region region;
    private final Outbox outbox;
    private final AckWriter acknowledgments;

    ApplicationAnswers(Region region, Outbox outbox, Clock clock) {
        this.region = region;
        this.outbox = outbox;
        this.acknowledgments = new AckWriter(clock.withZone(region.zone()));
    }

    @EventListener
    void on(WorkedOn worked) {
        String application = worked.msh().sendingApplicationName();
        region.answers(worked.facility(), application).ifPresent(to -> answer(worked, to));
    }

    private void answer(WorkedOn worked, Destination to) {
        String subject = "Message/" + worked.id();
        if (outbox.knows(to, subject)) {
            return;
        }
        MshHeader msh = worked.msh();
        Charset charset = msh.charset() == null ? StandardCharsets.UTF_8 : msh.charset();
        Notice notice = new Notice(to, type(msh), subject, worked.facility(), null, "hl7v2:" + worked.id(), charset);
        outbox.put(notice, true, controlId -> acknowledgments.later(worked.receipt(), msh, controlId));
    }

    private static String type(MshHeader msh) {
        String event = msh.triggerEvent();
        return event.isEmpty() || event.length() > 8 ? "ACK" : "ACK^" + event;
    }
}
