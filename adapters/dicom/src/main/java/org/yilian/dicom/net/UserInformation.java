package org.yilian.dicom.net;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * User information item of A-ASSOCIATE, PS3.8 section 9.3.2.3 with the sub-items of PS3.7 annex D.3.3. Absent sub-items
 * are null (single ones) or empty lists; a maximum length of 0 means that the sender takes PDUs of any length.
 */
record UserInformation(
        long maximumLength,
        String implementationClassUid,
        String implementationVersionName,
        AsynchronousOperations asynchronousOperations,
        List<RoleSelection> roles,
        List<ExtendedNegotiation> extended,
        List<CommonExtendedNegotiation> commonExtended,
        UserIdentity userIdentity,
        Bytes userIdentityResponse) {

    UserInformation {
        roles = List.copyOf(roles);
        extended = List.copyOf(extended);
        commonExtended = List.copyOf(commonExtended);
    }

    static UserInformation of(long maximumLength, String classUid, String versionName) {
        return new UserInformation(
                maximumLength, classUid, versionName, null, List.of(), List.of(), List.of(), null, null);
    }

    UserInformation withRoles(List<RoleSelection> selected) {
        return new UserInformation(
                maximumLength,
                implementationClassUid,
                implementationVersionName,
                asynchronousOperations,
                selected,
                extended,
                commonExtended,
                userIdentity,
                userIdentityResponse);
    }

    UserInformation withAsynchronousOperations(AsynchronousOperations window) {
        return new UserInformation(
                maximumLength,
                implementationClassUid,
                implementationVersionName,
                window,
                roles,
                extended,
                commonExtended,
                userIdentity,
                userIdentityResponse);
    }

    UserInformation withUserIdentity(UserIdentity identity) {
        return new UserInformation(
                maximumLength,
                implementationClassUid,
                implementationVersionName,
                asynchronousOperations,
                roles,
                extended,
                commonExtended,
                identity,
                userIdentityResponse);
    }

    UserInformation withExtended(List<ExtendedNegotiation> items) {
        return new UserInformation(
                maximumLength,
                implementationClassUid,
                implementationVersionName,
                asynchronousOperations,
                roles,
                items,
                commonExtended,
                userIdentity,
                userIdentityResponse);
    }

    UserInformation withUserIdentityResponse(Bytes response) {
        return new UserInformation(
                maximumLength,
                implementationClassUid,
                implementationVersionName,
                asynchronousOperations,
                roles,
                extended,
                commonExtended,
                userIdentity,
                response);
    }

    Optional<RoleSelection> role(String sopClassUid) {
        return roles.stream().filter(r -> r.sopClassUid().equals(sopClassUid)).findFirst();
    }

    /** Asynchronous operations window, PS3.7 D.3.3.3; 0 means unlimited. */
    record AsynchronousOperations(int maximumInvoked, int maximumPerformed) {}

    /** SCP/SCU role selection, PS3.7 D.3.3.4: the roles the requestor may take for one SOP class. */
    record RoleSelection(String sopClassUid, boolean scu, boolean scp) {}

    /** SOP class extended negotiation, PS3.7 D.3.3.5. */
    record ExtendedNegotiation(String sopClassUid, Bytes information) {}

    /** SOP class common extended negotiation, PS3.7 D.3.3.6. */
    record CommonExtendedNegotiation(
            String sopClassUid, String serviceClassUid, List<String> relatedGeneralSopClassUids) {
        CommonExtendedNegotiation {
            relatedGeneralSopClassUids = List.copyOf(relatedGeneralSopClassUids);
        }
    }

    /** Bytes compared by content; their text form tells the number only. */
    record Bytes(byte[] value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return value.length + " bytes";
        }
    }
}
