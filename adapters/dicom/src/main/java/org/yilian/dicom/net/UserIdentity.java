package org.yilian.dicom.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * User identity of an association request, PS3.7 D.3.3.7. Its text form tells the type only.
 *
 * @param type 1 user name, 2 user name and passcode, 3 Kerberos ticket, 4 SAML assertion, 5 JSON web token
 * @param responseRequested whether the acceptor shall confirm that it understood
 * @param primary user name in UTF-8, ticket, assertion or token
 * @param secondary passcode in UTF-8 for type 2, else empty
 */
public record UserIdentity(int type, boolean responseRequested, byte[] primary, byte[] secondary) {

    public static UserIdentity user(String name) {
        return new UserIdentity(1, false, name.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    public static UserIdentity user(String name, String passcode) {
        return new UserIdentity(
                2, false, name.getBytes(StandardCharsets.UTF_8), passcode.getBytes(StandardCharsets.UTF_8));
    }

    public static UserIdentity jwt(String token) {
        return new UserIdentity(5, false, token.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserIdentity that
                && type == that.type
                && responseRequested == that.responseRequested
                && Arrays.equals(primary, that.primary)
                && Arrays.equals(secondary, that.secondary);
    }

    @Override
    public int hashCode() {
        return 31 * type + Arrays.hashCode(primary);
    }

    @Override
    public String toString() {
        return "UserIdentity[type=" + type + "]";
    }
}
