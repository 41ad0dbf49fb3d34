package org.yilian.camel.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.DicomServer;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.DimseStatusException;
import org.yilian.dicom.net.NormalizedRequest;
import org.yilian.dicom.net.NormalizedResponse;
import org.yilian.dicom.net.QueryRequest;
import org.yilian.dicom.net.StoreRequest;
import org.yilian.dicom.net.StoredInstance;

/** Turns requests of peers into exchanges, each processed to its end on its association's thread before it is answered. */
public final class DicomConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DicomConsumer.class);

    private final DicomEndpoint endpoint;
    private DicomServer server;

    private record Outcome(DimseStatus status, Object body, String sopInstance) {}

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
        DicomServer.Builder builder = endpoint.serverBuilder();
        if (endpoint.isEchoToRoute()) {
            builder.echo(this::echo);
        }
        if (endpoint.offers("store")) {
            builder.store(this::store);
        }
        if (endpoint.offers("find")) {
            builder.find(
                    this::find,
                    UID.StudyRootQueryRetrieveInformationModelFind,
                    UID.PatientRootQueryRetrieveInformationModelFind);
        }
        if (endpoint.offers("worklist")) {
            builder.find(this::find, UID.ModalityWorklistInformationModelFind);
        }
        if (endpoint.offers("get")) {
            builder.get(
                    (request, keys) -> retrieve("C-GET", request, keys),
                    UID.StudyRootQueryRetrieveInformationModelGet,
                    UID.PatientRootQueryRetrieveInformationModelGet);
        }
        if (endpoint.offers("move")) {
            builder.move(
                    (request, keys) -> retrieve("C-MOVE", request, keys),
                    endpoint.getMoveDestinations(),
                    UID.StudyRootQueryRetrieveInformationModelMove,
                    UID.PatientRootQueryRetrieveInformationModelMove);
        }
        endpoint.normalizedClasses().forEach(sopClass -> builder.normalized(this::normalized, sopClass));
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
        return process(exchange("C-ECHO", association)).status();
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
        return process(exchange).status();
    }

    private Stream<DataSet> find(QueryRequest request, DataSet keys) throws IOException {
        return Answers.stream(query("C-FIND", request, keys), DataSet.class);
    }

    private List<StoredInstance> retrieve(String operation, QueryRequest request, DataSet keys) throws IOException {
        try (Stream<StoredInstance> instances = Answers.stream(query(operation, request, keys), StoredInstance.class)) {
            return instances.toList();
        }
    }

    /** The body with which the route answers a query. */
    private Object query(String operation, QueryRequest request, DataSet keys) throws DimseStatusException {
        Exchange exchange = exchange(operation, request.association());
        Message message = exchange.getIn();
        message.setHeader(DicomConstants.AFFECTED_SOP_CLASS_UID, request.sopClassUid());
        message.setHeader(DicomConstants.MESSAGE_ID, request.messageId());
        message.setHeader(DicomConstants.QUERY_OPTIONS, request.options());
        if (!request.moveDestination().isEmpty()) {
            message.setHeader(DicomConstants.MOVE_DESTINATION, request.moveDestination());
        }
        message.setBody(keys);
        Outcome outcome = process(exchange);
        if (!outcome.status().isSuccess()) {
            throw new DimseStatusException(outcome.status());
        }
        return outcome.body();
    }

    /** A reply, an attribute list or the like goes back when the route puts another data set into the body. */
    private NormalizedResponse normalized(AssociationInfo association, NormalizedRequest request) {
        Exchange exchange = exchange(DicomOperation.named(request.operation()), association);
        Message message = exchange.getIn();
        message.setHeader(DicomConstants.AFFECTED_SOP_CLASS_UID, request.sopClassUid());
        message.setHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, request.sopInstanceUid());
        message.setHeader(DicomConstants.TYPE_ID, request.typeId());
        message.setBody(request.dataSet());
        Outcome outcome = process(exchange);
        DataSet reply = outcome.body() instanceof DataSet other && other != request.dataSet() ? other : null;
        return new NormalizedResponse(outcome.status(), outcome.sopInstance(), reply);
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

    private Outcome process(Exchange exchange) {
        try {
            getProcessor().process(exchange);
            DimseStatus status = exchange.getException() == null ? status(exchange) : failure(exchange);
            Message answer = exchange.getMessage();
            String instance = answer.getHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, "", String.class);
            return new Outcome(status, answer.getBody(), instance);
        } catch (Exception e) {
            exchange.setException(e);
            return new Outcome(failure(exchange), null, "");
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
