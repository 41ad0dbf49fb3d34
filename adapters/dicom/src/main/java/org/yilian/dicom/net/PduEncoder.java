package org.yilian.dicom.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.yilian.dicom.net.Pdu.ContextResult;
import org.yilian.dicom.net.Pdu.ProposedContext;
import org.yilian.dicom.net.UserInformation.CommonExtendedNegotiation;
import org.yilian.dicom.net.UserInformation.ExtendedNegotiation;
import org.yilian.dicom.net.UserInformation.RoleSelection;

/** Bytes of the association PDUs, PS3.8 section 9.3; big endian throughout. */
final class PduEncoder {
    private PduEncoder() {}

    /** The whole PDU with its header. */
    static byte[] encode(Pdu pdu) {
        if (pdu instanceof Pdu.AssociateRq rq) {
            return associateRq(rq);
        } else if (pdu instanceof Pdu.AssociateAc ac) {
            return associateAc(ac);
        } else if (pdu instanceof Pdu.AssociateRj rj) {
            return four(Pdu.TYPE_ASSOCIATE_RJ, rj.result(), rj.source(), rj.reason());
        } else if (pdu instanceof Pdu.Abort abort) {
            return four(Pdu.TYPE_ABORT, 0, abort.source(), abort.reason());
        } else if (pdu instanceof Pdu.ReleaseRq) {
            return four(Pdu.TYPE_RELEASE_RQ, 0, 0, 0);
        }
        return four(Pdu.TYPE_RELEASE_RP, 0, 0, 0);
    }

    private static byte[] four(int type, int b, int c, int d) {
        return new byte[] {(byte) type, 0, 0, 0, 0, 4, 0, (byte) b, (byte) c, (byte) d};
    }

    private static byte[] associateRq(Pdu.AssociateRq rq) {
        Out out = associate(rq.protocolVersion(), rq.calledAe(), rq.callingAe(), rq.applicationContext());
        for (ProposedContext context : rq.contexts()) {
            Out body = new Out().u8(context.id()).u8(0).u8(0).u8(0);
            body.item(Items.ABSTRACT_SYNTAX, ascii(context.abstractSyntax()));
            context.transferSyntaxes().forEach(uid -> body.item(Items.TRANSFER_SYNTAX, ascii(uid)));
            out.item(Items.PRESENTATION_CONTEXT_RQ, body.toByteArray());
        }
        return pdu(Pdu.TYPE_ASSOCIATE_RQ, out.item(Items.USER_INFORMATION, userInformation(rq.user())));
    }

    private static byte[] associateAc(Pdu.AssociateAc ac) {
        Out out = associate(ac.protocolVersion(), ac.calledAe(), ac.callingAe(), ac.applicationContext());
        for (ContextResult context : ac.contexts()) {
            Out body = new Out().u8(context.id()).u8(0).u8(context.result()).u8(0);
            body.item(Items.TRANSFER_SYNTAX, ascii(context.transferSyntax()));
            out.item(Items.PRESENTATION_CONTEXT_AC, body.toByteArray());
        }
        return pdu(Pdu.TYPE_ASSOCIATE_AC, out.item(Items.USER_INFORMATION, userInformation(ac.user())));
    }

    private static Out associate(int version, String calledAe, String callingAe, String applicationContext) {
        return new Out()
                .u16(version)
                .u16(0)
                .aeTitle(calledAe)
                .aeTitle(callingAe)
                .bytes(new byte[32])
                .item(Items.APPLICATION_CONTEXT, ascii(applicationContext));
    }

    private static byte[] userInformation(UserInformation user) {
        Out out = new Out()
                .item(Items.MAXIMUM_LENGTH, new Out().u32(user.maximumLength()).toByteArray());
        if (user.implementationClassUid() != null) {
            out.item(Items.IMPLEMENTATION_CLASS_UID, ascii(user.implementationClassUid()));
        }
        if (user.asynchronousOperations() != null) {
            var window = user.asynchronousOperations();
            out.item(
                    Items.ASYNCHRONOUS_OPERATIONS,
                    new Out()
                            .u16(window.maximumInvoked())
                            .u16(window.maximumPerformed())
                            .toByteArray());
        }
        for (RoleSelection role : user.roles()) {
            Out body = new Out().counted(ascii(role.sopClassUid()));
            out.item(
                    Items.ROLE_SELECTION,
                    body.u8(role.scu() ? 1 : 0).u8(role.scp() ? 1 : 0).toByteArray());
        }
        if (user.implementationVersionName() != null) {
            out.item(Items.IMPLEMENTATION_VERSION_NAME, ascii(user.implementationVersionName()));
        }
        for (ExtendedNegotiation extended : user.extended()) {
            Out body = new Out().counted(ascii(extended.sopClassUid()));
            out.item(
                    Items.EXTENDED_NEGOTIATION,
                    body.bytes(extended.information().value()).toByteArray());
        }
        user.commonExtended().forEach(common -> out.item(Items.COMMON_EXTENDED_NEGOTIATION, commonExtended(common)));
        if (user.userIdentity() != null) {
            var identity = user.userIdentity();
            Out body = new Out().u8(identity.type()).u8(identity.responseRequested() ? 1 : 0);
            out.item(
                    Items.USER_IDENTITY_RQ,
                    body.counted(identity.primary())
                            .counted(identity.secondary())
                            .toByteArray());
        }
        if (user.userIdentityResponse() != null) {
            byte[] response = user.userIdentityResponse().value();
            out.item(Items.USER_IDENTITY_AC, new Out().counted(response).toByteArray());
        }
        return out.toByteArray();
    }

    private static byte[] commonExtended(CommonExtendedNegotiation common) {
        Out related = new Out();
        List<String> uids = common.relatedGeneralSopClassUids();
        uids.forEach(uid -> related.counted(ascii(uid)));
        return new Out()
                .counted(ascii(common.sopClassUid()))
                .counted(ascii(common.serviceClassUid()))
                .counted(related.toByteArray())
                .toByteArray();
    }

    private static byte[] pdu(int type, Out body) {
        return new Out()
                .u8(type)
                .u8(0)
                .u32(body.size())
                .bytes(body.toByteArray())
                .toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static final class Out extends ByteArrayOutputStream {
        Out u8(int value) {
            write(value);
            return this;
        }

        Out u16(int value) {
            return u8(value >> 8).u8(value);
        }

        Out u32(long value) {
            return u16((int) (value >> 16)).u16((int) value);
        }

        Out bytes(byte[] value) {
            writeBytes(value);
            return this;
        }

        Out counted(byte[] value) {
            return u16(checked(value)).bytes(value);
        }

        Out item(int type, byte[] value) {
            return u8(type).u8(0).u16(checked(value)).bytes(value);
        }

        Out aeTitle(String title) {
            byte[] padded = new byte[16];
            Arrays.fill(padded, (byte) ' ');
            byte[] text = ascii(title);
            if (text.length > 16) {
                throw new IllegalArgumentException("AE title longer than 16 characters");
            }
            System.arraycopy(text, 0, padded, 0, text.length);
            return bytes(padded);
        }

        private static int checked(byte[] value) {
            if (value.length > 0xFFFF) {
                throw new IllegalArgumentException("item longer than 65535 bytes");
            }
            return value.length;
        }
    }
}
