package org.yilian.hub.identity;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.yilian.mappings.hl7v2.query.Query;

/**
 * Where an answer goes on (DSC-1): behind which person, and for which query, so that a pointer of another one is not followed.
 * Everything is in the pointer; a cancelled or forgotten query leaves nothing behind.
 *
 * @param after person after whom to go on, 0 for the first page
 * @param check of the query
 * @param fits whether the pointer belongs to this query
 */
record Pages(long after, String check, boolean fits) {

    static Pages of(Query query) {
        String check = check(query);
        String pointer = query.pointer();
        if (pointer.isEmpty()) {
            return new Pages(0, check, true);
        }
        int dash = pointer.indexOf('-');
        boolean fits = dash > 0 && pointer.matches("[0-9a-z]{1,13}-[0-9a-f]{1,8}") && pointer.endsWith("-" + check);
        try {
            return new Pages(fits ? Long.parseLong(pointer.substring(0, dash), 36) : 0, check, fits);
        } catch (NumberFormatException e) {
            return new Pages(0, check, false);
        }
    }

    String next(long last) {
        return Long.toString(last, 36) + "-" + check;
    }

    private static String check(Query query) {
        CRC32 sum = new CRC32();
        StringBuilder all = new StringBuilder(query.tag());
        query.criteria()
                .forEach(each -> all.append('~').append(each.path()).append('^').append(each.value()));
        query.domains()
                .forEach(each -> all.append('|').append(each.name()).append('&').append(each.oid()));
        sum.update(all.toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
