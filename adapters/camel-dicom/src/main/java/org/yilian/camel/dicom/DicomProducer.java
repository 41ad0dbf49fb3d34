package org.yilian.camel.dicom;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.UID;
import org.yilian.dicom.net.AssociationRequest;
import org.yilian.dicom.net.DicomClient;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.FileHead;
import org.yilian.dicom.net.NormalizedRequest;
import org.yilian.dicom.net.NormalizedResponse;
import org.yilian.dicom.net.RetrieveResult;

/** Sends each exchange in an association of its own; several objects in the body of one exchange share theirs. */
final class DicomProducer extends DefaultProducer {
    private static final String[] TRANSFER_SYNTAXES = {UID.ExplicitVRLittleEndian, UID.ImplicitVRLittleEndian};

    private final DicomEndpoint endpoint;

    DicomProducer(DicomEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        String named = exchange.getIn().getHeader(DicomConstants.OPERATION, String.class);
        DicomOperation operation = named == null ? endpoint.getOperation() : DicomOperation.of(named);
        DimseStatus status =
                switch (operation) {
                    case echo -> echo();
                    case store -> store(exchange.getIn());
                    case find -> find(exchange);
                    case move -> move(exchange);
                    default -> normalized(operation, exchange);
                };
        exchange.getMessage().setHeader(DicomConstants.STATUS, status.code());
        if (endpoint.isThrowExceptionOnFailure() && isFailure(status)) {
            throw new DicomStatusException(status);
        }
    }

    private static boolean isFailure(DimseStatus status) {
        return !status.isSuccess() && !status.isWarning() && status.code() != DimseStatus.CANCEL.code();
    }

    private DimseStatus find(Exchange exchange) throws Exception {
        DataSet keys = exchange.getIn().getMandatoryBody(DataSet.class);
        List<DataSet> matches = new ArrayList<>();
        String model = endpoint.getInformationModel();
        try (DicomClient client = DicomClient.connect(request().propose(model, TRANSFER_SYNTAXES))) {
            DimseStatus status = client.find(model, keys, match -> {
                if (matches.size() < endpoint.getMaxMatches()) {
                    matches.add(match);
                }
                return matches.size() < endpoint.getMaxMatches();
            });
            exchange.getMessage().setBody(matches);
            return status;
        }
    }

    private DimseStatus move(Exchange exchange) throws Exception {
        DataSet keys = exchange.getIn().getMandatoryBody(DataSet.class);
        String destination = exchange.getIn()
                .getHeader(DicomConstants.MOVE_DESTINATION, endpoint.getMoveDestination(), String.class);
        if (destination == null) {
            throw new IllegalArgumentException("move needs the option or header moveDestination");
        }
        String model = UID.StudyRootQueryRetrieveInformationModelMove;
        try (DicomClient client = DicomClient.connect(request().propose(model, TRANSFER_SYNTAXES))) {
            RetrieveResult result = client.move(model, keys, destination, progress -> {});
            exchange.getMessage().setBody(result);
            return result.status();
        }
    }

    /** The reply, where there is one, becomes the body. */
    private DimseStatus normalized(DicomOperation operation, Exchange exchange) throws Exception {
        Message message = exchange.getIn();
        String sopClass = required(message, DicomConstants.AFFECTED_SOP_CLASS_UID);
        AssociationRequest request = request().propose(sopClass, TRANSFER_SYNTAXES);
        if (operation == DicomOperation.nEventReport) {
            request.onlyScp(sopClass);
        }
        try (DicomClient client = DicomClient.connect(request)) {
            NormalizedResponse response = client.invoke(new NormalizedRequest(
                    operation.normalized(),
                    sopClass,
                    message.getHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, "", String.class),
                    message.getHeader(DicomConstants.TYPE_ID, 0, Integer.class),
                    message.getBody(DataSet.class)));
            exchange.getMessage().setBody(response.dataSet());
            if (!response.sopInstanceUid().isEmpty()) {
                exchange.getMessage().setHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, response.sopInstanceUid());
            }
            return response.status();
        }
    }

    private DimseStatus echo() throws Exception {
        try (DicomClient client = DicomClient.connect(request().proposeEcho())) {
            return client.echo();
        }
    }

    private DimseStatus store(Message message) throws Exception {
        if (message.getBody() instanceof Path path) {
            return storeFile(path);
        }
        if (message.getBody() instanceof DataSetStream) {
            return storeDataSet(message);
        }
        File file = message.getBody() instanceof InputStream ? null : message.getBody(File.class);
        return file != null ? storeFile(file.toPath()) : storePart10(message);
    }

    private DimseStatus storeFile(Path file) throws Exception {
        FileHead head = FileHead.read(file);
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(head.dataOffset());
            return store(head, in);
        }
    }

    private DimseStatus storePart10(Message message) throws Exception {
        InputStream in = new BufferedInputStream(message.getMandatoryBody(InputStream.class));
        return store(FileHead.read(in), in);
    }

    /** What a consumer is just receiving, passed on while it arrives. */
    private DimseStatus storeDataSet(Message message) throws Exception {
        FileHead head = new FileHead(
                required(message, DicomConstants.AFFECTED_SOP_CLASS_UID),
                required(message, DicomConstants.AFFECTED_SOP_INSTANCE_UID),
                required(message, DicomConstants.TRANSFER_SYNTAX_UID),
                0);
        return store(head, message.getBody(InputStream.class));
    }

    private static String required(Message message, String header) throws InvalidPayloadException {
        String value = message.getHeader(header, String.class);
        if (value == null) {
            throw new InvalidPayloadException(message.getExchange(), String.class, message);
        }
        return value;
    }

    private DimseStatus store(FileHead head, InputStream dataSet) throws Exception {
        AssociationRequest request = request().propose(head.sopClassUid(), head.transferSyntaxUid());
        try (DicomClient client = DicomClient.connect(request)) {
            return client.store(head.sopClassUid(), head.sopInstanceUid(), head.transferSyntaxUid(), dataSet);
        }
    }

    private AssociationRequest request() throws Exception {
        AssociationRequest request = AssociationRequest.to(endpoint.host(), endpoint.peerPort())
                .calling(endpoint.getCallingAe())
                .called(endpoint.getCalledAe())
                .settings(endpoint.settings());
        return endpoint.isSecured() ? request.tls(endpoint.tlsContext(), endpoint.isVerifyHost()) : request;
    }
}
