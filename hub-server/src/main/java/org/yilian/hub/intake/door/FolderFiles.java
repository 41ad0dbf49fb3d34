package org.yilian.hub.intake.door;

import java.nio.charset.Charset;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.Origin;
import org.yilian.hl7v2.Reception;
import org.yilian.hl7v2.Reply;
import org.yilian.hub.facility.Folder;
import org.yilian.hub.intake.Intake;

/** Takes the messages of one file in and says where the file goes and what its sender is told. */
@Component
class FolderFiles {
    /** Property of an exchange: there are acknowledgments to write. */
    static final String ANSWERED = "yhAnswered";
    /** Property of an exchange: where the file is moved to, from where it lies. */
    static final String DESTINATION = "yhDestination";

    private static final Logger LOG = LoggerFactory.getLogger(FolderFiles.class);
    private static final String NAME = "yhName";
    private static final long LARGEST = 256L * 1024 * 1024;

    private final Reception reception;

    FolderFiles(Intake intake, Clock clock) {
        reception = new Reception("folder", intake, intake.acknowledgements(), clock);
    }

    /** The store cannot take messages now; the file stays. */
    static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotNow() {
            super("not stored, the file is tried again");
        }
    }

    void take(Exchange exchange, Folder folder) {
        String name = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        exchange.setProperty(NAME, exchange.getMessage().getHeader(Exchange.FILE_NAME));
        Long length = exchange.getMessage().getHeader(Exchange.FILE_LENGTH, Long.class);
        if (length != null && length > LARGEST) {
            LOG.warn("HUB-0143 a file is larger than files may be: facility={}", folder.facility());
            finish(exchange, "failed/" + name, new byte[0]);
            return;
        }
        Reply reply = reception.file(exchange.getMessage().getBody(byte[].class), origin(folder));
        if (reply.worst().code().application() == AckCode.AE) {
            throw new NotNow();
        }
        boolean accepted = reply.worst().code().accepted();
        LOG.info(
                "file taken: facility={} messages={} outcome={}",
                folder.facility(),
                reply.messages(),
                accepted ? "done" : "failed");
        finish(exchange, (accepted ? "done/" : "failed/") + name, reply.bytes().orElse(new byte[0]));
    }

    private static Origin origin(Folder folder) {
        Charset charset = folder.charset() == null ? null : Charset.forName(folder.charset());
        return new Origin(null, null, folder.facility(), charset);
    }

    /** The file itself is moved by Camel when the route has ended; its answer is there before. */
    private static void finish(Exchange exchange, String destination, byte[] answer) {
        exchange.setProperty(DESTINATION, destination);
        exchange.setProperty(ANSWERED, answer.length > 0);
        exchange.getMessage().setBody(answer);
        exchange.getMessage().setHeader(Exchange.FILE_NAME, destination + ".ack");
    }

    /** Camel moves the file by the name in the header. */
    static void restoreName(Exchange exchange) {
        exchange.getMessage().setHeader(Exchange.FILE_NAME, exchange.getProperty(NAME));
    }
}
