package org.yilian.dicom.net;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yilian.dicom.net.Pdu.ContextResult;
import org.yilian.dicom.net.Pdu.ProposedContext;

/**
 * Reads the content of association PDUs, PS3.8 section 9.3. Unknown items are skipped, as the standard demands; every
 * length is checked against what is there, and the number of items is limited. Anything else is a
 * {@link ProtocolException}, whatever the bytes.
 */
final class PduDecoder {
    /** Enough for 128 contexts with fifty transfer syntaxes each; more is nobody's honest request. */
    static final int MAX_ASSOCIATE_LENGTH = 1 << 20;

    private static final int MAX_CONTEXTS = 128;
    private static final int MAX_TRANSFER_SYNTAXES = 256;
    private static final int AE_TITLE_LENGTH = 16;

    private PduDecoder() {}

    /** Reads the content (everything behind the header) of any PDU except P-DATA-TF. */
    static Pdu decode(int type, byte[] content) throws ProtocolException {
        ByteBuffer in = ByteBuffer.wrap(content);
        try {
            return switch (type) {
                case Pdu.TYPE_ASSOCIATE_RQ -> associateRq(in);
                case Pdu.TYPE_ASSOCIATE_AC -> associateAc(in);
                case Pdu.TYPE_ASSOCIATE_RJ -> rejection(in);
                case Pdu.TYPE_RELEASE_RQ -> new Pdu.ReleaseRq();
                case Pdu.TYPE_RELEASE_RP -> new Pdu.ReleaseRp();
                case Pdu.TYPE_ABORT -> abort(in);
                default -> throw new ProtocolException(Pdu.Abort.UNRECOGNIZED_PDU, "unrecognized PDU type");
            };
        } catch (BufferUnderflowException e) {
            throw ProtocolException.invalid("PDU shorter than its fields");
        }
    }

    private static Pdu rejection(ByteBuffer in) {
        in.get();
        return new Pdu.AssociateRj(u8(in), u8(in), u8(in));
    }

    private static Pdu abort(ByteBuffer in) {
        in.getShort();
        return new Pdu.Abort(u8(in), u8(in));
    }

    private static Pdu associateRq(ByteBuffer in) throws ProtocolException {
        Associate a = new Associate(in);
        List<ProposedContext> contexts = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = u8(in);
            ByteBuffer item = item(in);
            if (type == Items.PRESENTATION_CONTEXT_RQ) {
                contexts.add(proposed(item, a));
            } else {
                a.common(type, item);
            }
        }
        return new Pdu.AssociateRq(a.version, a.calledAe, a.callingAe, a.applicationContext, contexts, a.user);
    }

    private static Pdu associateAc(ByteBuffer in) throws ProtocolException {
        Associate a = new Associate(in);
        List<ContextResult> contexts = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = u8(in);
            ByteBuffer item = item(in);
            if (type == Items.PRESENTATION_CONTEXT_AC) {
                contexts.add(result(item, a));
            } else {
                a.common(type, item);
            }
        }
        return new Pdu.AssociateAc(a.version, a.calledAe, a.callingAe, a.applicationContext, contexts, a.user);
    }

    private static ProposedContext proposed(ByteBuffer in, Associate a) throws ProtocolException {
        int id = a.contextId(u8(in));
        in.get(new byte[3]);
        String abstractSyntax = null;
        List<String> transferSyntaxes = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = u8(in);
            ByteBuffer item = item(in);
            if (type == Items.ABSTRACT_SYNTAX) {
                abstractSyntax = uid(item);
            } else if (type == Items.TRANSFER_SYNTAX) {
                limit(transferSyntaxes.size(), MAX_TRANSFER_SYNTAXES);
                transferSyntaxes.add(uid(item));
            }
        }
        if (abstractSyntax == null) {
            throw ProtocolException.invalid("presentation context without abstract syntax");
        }
        return new ProposedContext(id, abstractSyntax, transferSyntaxes);
    }

    private static ContextResult result(ByteBuffer in, Associate a) throws ProtocolException {
        int id = a.contextId(u8(in));
        in.get();
        int result = u8(in);
        in.get();
        String transferSyntax = "";
        while (in.hasRemaining()) {
            int type = u8(in);
            ByteBuffer item = item(in);
            if (type == Items.TRANSFER_SYNTAX) {
                transferSyntax = uid(item);
            }
        }
        return new ContextResult(id, result, transferSyntax);
    }

    /** The fields that A-ASSOCIATE-RQ and -AC share. */
    private static final class Associate {
        final int version;
        final String calledAe;
        final String callingAe;
        String applicationContext = "";
        UserInformation user = UserInformation.of(0, null, null);
        private final Set<Integer> contextIds = new HashSet<>();

        Associate(ByteBuffer in) {
            version = in.getShort() & 0xFFFF;
            in.getShort();
            calledAe = text(in, AE_TITLE_LENGTH);
            callingAe = text(in, AE_TITLE_LENGTH);
            in.position(in.position() + Math.min(32, in.remaining()));
        }

        void common(int type, ByteBuffer item) throws ProtocolException {
            if (type == Items.APPLICATION_CONTEXT) {
                applicationContext = uid(item);
            } else if (type == Items.USER_INFORMATION) {
                user = UserInformationDecoder.decode(item);
            }
        }

        int contextId(int id) throws ProtocolException {
            limit(contextIds.size(), MAX_CONTEXTS);
            if (id % 2 == 0 || !contextIds.add(id)) {
                throw ProtocolException.invalid("presentation context id even or used twice");
            }
            return id;
        }
    }

    static int u8(ByteBuffer in) {
        return in.get() & 0xFF;
    }

    /** The rest of an item behind its type byte: reserved byte, length, value. */
    static ByteBuffer item(ByteBuffer in) throws ProtocolException {
        in.get();
        return counted(in);
    }

    static ByteBuffer counted(ByteBuffer in) throws ProtocolException {
        int length = in.getShort() & 0xFFFF;
        if (length > in.remaining()) {
            throw ProtocolException.invalid("item longer than what holds it");
        }
        ByteBuffer value = in.slice(in.position(), length);
        in.position(in.position() + length);
        return value;
    }

    static void limit(int size, int maximum) throws ProtocolException {
        if (size >= maximum) {
            throw ProtocolException.invalid("more items than allowed");
        }
    }

    /** A UID, without the padding that some peers add against the standard. */
    static String uid(ByteBuffer in) throws ProtocolException {
        String uid = text(in, in.remaining());
        if (uid.length() > 64) {
            throw ProtocolException.invalid("UID longer than 64 characters");
        }
        return uid;
    }

    static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).trim();
    }
}
