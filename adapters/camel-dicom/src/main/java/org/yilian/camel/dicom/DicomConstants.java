package org.yilian.camel.dicom;

import org.apache.camel.spi.Metadata;

/** Names of the message headers. */
public final class DicomConstants {

    @Metadata(
            description =
                    "The operation: C-STORE, C-ECHO, C-FIND, C-GET, C-MOVE or one of the normalized services as N-ACTION"
                            + " (consumer). Overrides the option operation (producer).",
            javaType = "String")
    public static final String OPERATION = "CamelDicomOperation";

    @Metadata(
            description = "AE title of the peer that asked for the association.",
            javaType = "String",
            label = "consumer")
    public static final String CALLING_AE_TITLE = "CamelDicomCallingAeTitle";

    @Metadata(description = "AE title that the peer called.", javaType = "String", label = "consumer")
    public static final String CALLED_AE_TITLE = "CamelDicomCalledAeTitle";

    @Metadata(
            description =
                    "Who speaks: address, certificate and user identity of the peer. Its text form shows AE titles only.",
            javaType = "org.yilian.dicom.net.AssociationInfo",
            label = "consumer")
    public static final String ASSOCIATION = "CamelDicomAssociation";

    @Metadata(
            description = "SOP class of the object, or information model of the query; of a normalized service too.",
            javaType = "String")
    public static final String AFFECTED_SOP_CLASS_UID = "CamelDicomAffectedSopClassUid";

    @Metadata(description = "SOP instance UID of the object.", javaType = "String")
    public static final String AFFECTED_SOP_INSTANCE_UID = "CamelDicomAffectedSopInstanceUid";

    @Metadata(description = "Transfer syntax of the data set.", javaType = "String")
    public static final String TRANSFER_SYNTAX_UID = "CamelDicomTransferSyntaxUid";

    @Metadata(description = "Number of the request within its association.", javaType = "Integer", label = "consumer")
    public static final String MESSAGE_ID = "CamelDicomMessageId";

    @Metadata(
            description = "AE title on whose C-MOVE the object is sent, if any.",
            javaType = "String",
            label = "consumer")
    public static final String MOVE_ORIGINATOR_AE_TITLE = "CamelDicomMoveOriginatorAeTitle";

    @Metadata(
            description = "AE title that C-MOVE sends to. Overrides the option moveDestination (producer).",
            javaType = "String")
    public static final String MOVE_DESTINATION = "CamelDicomMoveDestination";

    @Metadata(description = "Event type of N-EVENT-REPORT, action type of N-ACTION.", javaType = "Integer")
    public static final String TYPE_ID = "CamelDicomTypeId";

    @Metadata(
            description = "What extended negotiation agreed on for this query or retrieval.",
            javaType = "org.yilian.dicom.net.QueryOptions",
            label = "consumer")
    public static final String QUERY_OPTIONS = "CamelDicomQueryOptions";

    @Metadata(
            description =
                    "The status of the response, as 0 for success or 0xA700: set by the route to answer (consumer;"
                            + " success unless set), set to the peer's answer (producer).",
            javaType = "Integer")
    public static final String STATUS = "CamelDicomStatus";

    private DicomConstants() {}
}
