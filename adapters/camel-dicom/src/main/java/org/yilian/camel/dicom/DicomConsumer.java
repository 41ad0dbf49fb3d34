package org.yilian.camel.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.DicomServer;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.DimseStatusException;
import org.yilian.dicom.net.StoreRequest;

/** Turns requests of peers into exchanges, each processed to its end on its association's thread before it is answered. */
public final class DicomConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DicomConsumer.class);

    private final DicomEndpoint endpoint;
    private DicomServer server;

    DicomConsumer(DicomEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** The port it listens on, also when 0 was asked for. */
    public int port() {
        return server.port();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        DicomServer.Builder builder = endpoint.serverBuilder().store(this::store);
        if (endpoint.isEchoToRoute()) {
            builder.echo(this::echo);
        }
        server = builder.start();
        LOG.info("DICOM server listens on port {}", server.port());
    }

    @Override
    protected void doStop() throws Exception {
        if (server != null) {
            server.stop(Duration.ofMillis(endpoint.getDrainTimeout()));
        }
        super.doStop();
    }

    private DimseStatus echo(AssociationInfo association) {
        Exchange exchange = exchange("C-ECHO", association);
        return process(exchange);
    }

    private DimseStatus store(StoreRequest request, InputStream data) {
        Exchange exchange = exchange("C-STORE", request.association());
        Message message = exchange.getIn();
        message.setHeader(DicomConstants.AFFECTED_SOP_CLASS_UID, request.sopClassUid());
        message.setHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, request.sopInstanceUid());
        message.setHeader(DicomConstants.TRANSFER_SYNTAX_UID, request.transferSyntaxUid());
        message.setHeader(DicomConstants.MESSAGE_ID, request.messageId());
        if (!request.moveOriginatorAe().isEmpty()) {
            message.setHeader(DicomConstants.MOVE_ORIGINATOR_AE_TITLE, request.moveOriginatorAe());
        }
        message.setBody(new DataSetStream(data));
        return process(exchange);
    }

    private Exchange exchange(String operation, AssociationInfo association) {
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        Message message = exchange.getIn();
        message.setHeader(DicomConstants.OPERATION, operation);
        message.setHeader(DicomConstants.ASSOCIATION, association);
        message.setHeader(DicomConstants.CALLING_AE_TITLE, association.callingAe());
        message.setHeader(DicomConstants.CALLED_AE_TITLE, association.calledAe());
        return exchange;
    }

    private DimseStatus process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
            return exchange.getException() == null ? status(exchange) : failure(exchange);
        } catch (Exception e) {
            exchange.setException(e);
            return failure(exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private static DimseStatus status(Exchange exchange) {
        return DimseStatus.of(exchange.getMessage().getHeader(DicomConstants.STATUS, 0, Integer.class));
    }

    /** The exception's class only is logged: its text is not ours and may name a patient. */
    private static DimseStatus failure(Exchange exchange) {
        LOG.debug("route failed: {}", exchange.getException().getClass().getName());
        DicomStatusException answer = exchange.getException(DicomStatusException.class);
        if (answer != null) {
            return answer.status();
        }
        DimseStatusException refused = exchange.getException(DimseStatusException.class);
        if (refused != null) {
            return refused.status();
        }
        boolean resources = exchange.getException(IOException.class) != null;
        return resources ? DimseStatus.OUT_OF_RESOURCES : DimseStatus.PROCESSING_FAILURE;
    }
}
