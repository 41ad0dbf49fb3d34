package org.yilian.hub.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.yilian.hub.platform.Sha256;

/**
 * The place of a record in its chain: number and SHA-256 over the hash before it, the number and the record's text. To
 * change, remove or move one record, all after it have to be made anew.
 */
record ChainLink(long number, String hash) {
    static final ChainLink START = new ChainLink(0, "0".repeat(64));

    ChainLink next(String text) {
        return new ChainLink(number + 1, hash(hash, number + 1, text));
    }

    private static String hash(String before, long number, String text) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update((before + '|' + number + '|').getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
