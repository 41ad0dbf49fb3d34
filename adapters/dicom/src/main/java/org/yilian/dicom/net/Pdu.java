package org.yilian.dicom.net;

import java.util.List;

/**
 * A protocol data unit of the DICOM Upper Layer, PS3.8 section 9.3. P-DATA-TF is not among the records: its content is
 * streamed ({@link Association}), only its type code stands here.
 */
sealed interface Pdu {
    int TYPE_ASSOCIATE_RQ = 1;
    int TYPE_ASSOCIATE_AC = 2;
    int TYPE_ASSOCIATE_RJ = 3;
    int TYPE_P_DATA_TF = 4;
    int TYPE_RELEASE_RQ = 5;
    int TYPE_RELEASE_RP = 6;
    int TYPE_ABORT = 7;

    /** Bytes before the content of each PDU: type, a reserved byte, length of the rest. */
    int HEADER_LENGTH = 6;

    /** The only application context name there is, PS3.7 annex A.2.1. */
    String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    /** The only protocol version there is: bit 0 set. */
    int PROTOCOL_VERSION = 1;

    /** A-ASSOCIATE-RQ, 9.3.2. AE titles without their padding. */
    record AssociateRq(
            int protocolVersion,
            String calledAe,
            String callingAe,
            String applicationContext,
            List<ProposedContext> contexts,
            UserInformation user)
            implements Pdu {
        public AssociateRq {
            contexts = List.copyOf(contexts);
        }
    }

    /** A-ASSOCIATE-AC, 9.3.3. The AE titles repeat the request's and shall not be tested by the receiver. */
    record AssociateAc(
            int protocolVersion,
            String calledAe,
            String callingAe,
            String applicationContext,
            List<ContextResult> contexts,
            UserInformation user)
            implements Pdu {
        public AssociateAc {
            contexts = List.copyOf(contexts);
        }
    }

    /** A-ASSOCIATE-RJ, 9.3.4; the three numbers as {@link Rejection} names them. */
    record AssociateRj(int result, int source, int reason) implements Pdu {}

    /** A-RELEASE-RQ, 9.3.6. */
    record ReleaseRq() implements Pdu {}

    /** A-RELEASE-RP, 9.3.7. */
    record ReleaseRp() implements Pdu {}

    /** A-ABORT, 9.3.8. */
    record Abort(int source, int reason) implements Pdu {
        static final int SOURCE_USER = 0;
        static final int SOURCE_PROVIDER = 2;
        static final int REASON_NOT_SPECIFIED = 0;
        static final int UNRECOGNIZED_PDU = 1;
        static final int UNEXPECTED_PDU = 2;
        static final int UNRECOGNIZED_PDU_PARAMETER = 4;
        static final int UNEXPECTED_PDU_PARAMETER = 5;
        static final int INVALID_PDU_PARAMETER_VALUE = 6;
    }

    /** Presentation context item of an A-ASSOCIATE-RQ, 9.3.2.2: an odd id, one abstract syntax, what it may travel in. */
    record ProposedContext(int id, String abstractSyntax, List<String> transferSyntaxes) {
        public ProposedContext {
            transferSyntaxes = List.copyOf(transferSyntaxes);
        }
    }

    /** Presentation context item of an A-ASSOCIATE-AC, 9.3.3.2. The transfer syntax means something on acceptance only. */
    record ContextResult(int id, int result, String transferSyntax) {
        static final int ACCEPTANCE = 0;
        static final int USER_REJECTION = 1;
        static final int NO_REASON = 2;
        static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
        static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

        boolean accepted() {
            return result == ACCEPTANCE;
        }
    }
}
