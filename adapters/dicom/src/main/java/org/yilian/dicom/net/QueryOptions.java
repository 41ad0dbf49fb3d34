package org.yilian.dicom.net;

import org.yilian.dicom.net.UserInformation.Bytes;

/**
 * What both sides agreed on beyond the baseline of a query or retrieve information model: SOP class extended negotiation,
 * PS3.4 annex C.5.1.1.1, C.5.2.1.1 and C.5.3.1.1.
 *
 * @param relational keys of all levels at once, without the unique keys of the levels above; for C-MOVE and C-GET too
 * @param dateTime date and time of one event as one range
 * @param fuzzyNames person names match by meaning, as the answering side understands it
 */
public record QueryOptions(boolean relational, boolean dateTime, boolean fuzzyNames) {
    public static final QueryOptions NONE = new QueryOptions(false, false, false);

    QueryOptions and(QueryOptions other) {
        return new QueryOptions(
                relational && other.relational, dateTime && other.dateTime, fuzzyNames && other.fuzzyNames);
    }

    /** @param length bytes that the other side sent, or 3 to ask */
    Bytes bytes(int length) {
        byte[] flags = new byte[Math.max(1, length)];
        boolean[] agreed = {relational, dateTime, fuzzyNames};
        for (int i = 0; i < Math.min(flags.length, agreed.length); i++) {
            flags[i] = (byte) (agreed[i] ? 1 : 0);
        }
        return new Bytes(flags);
    }

    static QueryOptions of(Bytes information) {
        byte[] flags = information.value();
        return new QueryOptions(isSet(flags, 0), isSet(flags, 1), isSet(flags, 2));
    }

    private static boolean isSet(byte[] flags, int index) {
        return index < flags.length && flags[index] == 1;
    }
}
