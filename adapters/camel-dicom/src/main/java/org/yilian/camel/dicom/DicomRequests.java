package org.yilian.camel.dicom;

import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.net.NormalizedRequest;

/** Requests of the normalized services, between an exchange's headers and body and the toolkit's form. */
public final class DicomRequests {
    private DicomRequests() {}

    /**
     * What a consumer received, for the toolkit's readers as {@code StorageCommitment}.
     *
     * @throws IllegalArgumentException if the exchange is none of a normalized service
     */
    public static NormalizedRequest normalized(Exchange exchange) {
        Message message = exchange.getIn();
        String operation = Objects.requireNonNullElse(message.getHeader(DicomConstants.OPERATION, String.class), "");
        return new NormalizedRequest(
                DicomOperation.of(operation).normalized(),
                message.getHeader(DicomConstants.AFFECTED_SOP_CLASS_UID, "", String.class),
                message.getHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, "", String.class),
                message.getHeader(DicomConstants.TYPE_ID, 0, Integer.class),
                message.getBody(DataSet.class));
    }

    /** Puts a request into an exchange for a producer. */
    public static void set(Exchange exchange, NormalizedRequest request) {
        Message message = exchange.getMessage();
        message.setHeader(DicomConstants.OPERATION, DicomOperation.named(request.operation()));
        message.setHeader(DicomConstants.AFFECTED_SOP_CLASS_UID, request.sopClassUid());
        message.setHeader(DicomConstants.AFFECTED_SOP_INSTANCE_UID, request.sopInstanceUid());
        message.setHeader(DicomConstants.TYPE_ID, request.typeId());
        message.setBody(request.dataSet());
    }
}
