package org.yilian.dicom.net;

import static org.yilian.dicom.net.PduDecoder.counted;
import static org.yilian.dicom.net.PduDecoder.item;
import static org.yilian.dicom.net.PduDecoder.limit;
import static org.yilian.dicom.net.PduDecoder.text;
import static org.yilian.dicom.net.PduDecoder.u8;
import static org.yilian.dicom.net.PduDecoder.uid;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.yilian.dicom.net.UserInformation.AsynchronousOperations;
import org.yilian.dicom.net.UserInformation.Bytes;
import org.yilian.dicom.net.UserInformation.CommonExtendedNegotiation;
import org.yilian.dicom.net.UserInformation.ExtendedNegotiation;
import org.yilian.dicom.net.UserInformation.RoleSelection;

/** Reads the user information item, PS3.7 annex D.3.3; unknown sub-items are skipped. */
final class UserInformationDecoder {
    private static final int MAX_SUB_ITEMS = 256;

    private long maximumLength;
    private String classUid;
    private String versionName;
    private AsynchronousOperations window;
    private final List<RoleSelection> roles = new ArrayList<>();
    private final List<ExtendedNegotiation> extended = new ArrayList<>();
    private final List<CommonExtendedNegotiation> commonExtended = new ArrayList<>();
    private UserIdentity identity;
    private Bytes identityResponse;

    private UserInformationDecoder() {}

    static UserInformation decode(ByteBuffer in) throws ProtocolException {
        UserInformationDecoder decoder = new UserInformationDecoder();
        while (in.hasRemaining()) {
            int type = u8(in);
            decoder.subItem(type, item(in));
        }
        return new UserInformation(
                decoder.maximumLength,
                decoder.classUid,
                decoder.versionName,
                decoder.window,
                decoder.roles,
                decoder.extended,
                decoder.commonExtended,
                decoder.identity,
                decoder.identityResponse);
    }

    private void subItem(int type, ByteBuffer in) throws ProtocolException {
        switch (type) {
            case Items.MAXIMUM_LENGTH -> maximumLength = in.getInt() & 0xFFFFFFFFL;
            case Items.IMPLEMENTATION_CLASS_UID -> classUid = uid(in);
            case Items.IMPLEMENTATION_VERSION_NAME -> versionName = text(in, in.remaining());
            case Items.ASYNCHRONOUS_OPERATIONS ->
                window = new AsynchronousOperations(in.getShort() & 0xFFFF, in.getShort() & 0xFFFF);
            case Items.ROLE_SELECTION -> {
                limit(roles.size(), MAX_SUB_ITEMS);
                roles.add(new RoleSelection(uid(counted(in)), u8(in) == 1, u8(in) == 1));
            }
            case Items.EXTENDED_NEGOTIATION -> {
                limit(extended.size(), MAX_SUB_ITEMS);
                extended.add(new ExtendedNegotiation(uid(counted(in)), new Bytes(rest(in))));
            }
            case Items.COMMON_EXTENDED_NEGOTIATION -> {
                limit(commonExtended.size(), MAX_SUB_ITEMS);
                commonExtended.add(common(in));
            }
            case Items.USER_IDENTITY_RQ ->
                identity = new UserIdentity(u8(in), u8(in) == 1, rest(counted(in)), rest(counted(in)));
            case Items.USER_IDENTITY_AC -> identityResponse = new Bytes(rest(counted(in)));
            default -> {
                // PS3.8 9.3.1: items of unrecognized types are ignored
            }
        }
    }

    private static CommonExtendedNegotiation common(ByteBuffer in) throws ProtocolException {
        String sopClass = uid(counted(in));
        String serviceClass = uid(counted(in));
        List<String> related = new ArrayList<>();
        ByteBuffer uids = counted(in);
        while (uids.hasRemaining()) {
            limit(related.size(), MAX_SUB_ITEMS);
            related.add(uid(counted(uids)));
        }
        return new CommonExtendedNegotiation(sopClass, serviceClass, related);
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
