package org.yilian.hub.platform.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/**
 * Seals bytes under the newest key, opens them under the key whose id was kept beside them. What is sealed is bound to what
 * it is: it does not open in another's place.
 *
 * <p>Form: code of the suite, 24 random bytes, cipher text, tag. The random bytes make a key of their own out of the ring's
 * key, used for this one text; so no nonce can ever meet another one.
 */
public final class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final int SALT = 24;
    /** Each key seals one thing, so any nonce is a fresh one. */
    private static final byte[] NONCE = new byte[Suite.Aead.NONCE];

    static final int OVERHEAD = 1 + SALT + Suite.Aead.TAG;

    private final List<Suite> suites;
    private final Suite suite;
    private final KeyRing ring;
    private final SecureRandom random = new SecureRandom();

    /** @param suite null to leave new things in the clear */
    Vault(List<Suite> suites, Suite suite, KeyRing ring) {
        this.suites = suites;
        this.suite = suite;
        this.ring = ring;
    }

    /** Leaves all in the clear and opens nothing. */
    public static Vault open() {
        return new Vault(List.of(), null, KeyRing.read(""));
    }

    /**
     * What is sealed.
     *
     * @param name for operators, nothing of a patient
     * @param bound what the bytes are bound to, told apart by where each part ends
     */
    public record What(String name, List<String> bound) {
        public static What of(String name, String... bound) {
            return new What(name, List.of(bound));
        }

        private byte[] bytes() {
            List<byte[]> parts = bound.stream()
                    .map(each -> each.getBytes(StandardCharsets.UTF_8))
                    .toList();
            ByteBuffer all = ByteBuffer.allocate(
                    parts.stream().mapToInt(each -> 4 + each.length).sum());
            parts.forEach(each -> all.putInt(each.length).put(each));
            return all.array();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Id of the key for new things, to be kept beside them; null when they stay in the clear. */
    public String keyId() {
        return suite == null ? null : ring.newest();
    }

    /** Whether anything sealed can be here. */
    boolean knowsKeys() {
        return ring.newest() != null;
    }

    /** Seals under {@link #keyId}; in the clear, and for null, gives what it got. */
    public byte[] seal(byte[] plain, What what) {
        return plain == null || suite == null ? plain : seal(suite, ring.newest(), plain, what);
    }

    byte[] seal(Suite with, String keyId, byte[] plain, What what) {
        byte[] salt = random(SALT);
        byte[] sealed = aead(with, key(keyId, what), salt).seal(NONCE, what.bytes(), plain, 0, plain.length);
        return ByteBuffer.allocate(1 + SALT + sealed.length)
                .put(with.code())
                .put(salt)
                .put(sealed)
                .array();
    }

    /**
     * Opens what {@link #seal} made.
     *
     * @param keyId what stood beside it; null for what is in the clear and comes back as it is
     */
    public byte[] open(String keyId, byte[] stored, What what) {
        if (keyId == null || stored == null) {
            return stored;
        }
        try {
            return unseal(keyId, stored, what);
        } catch (Suite.NotAuthentic e) {
            LOG.error("HUB-1108 not as it was sealed: what={} key={}", what, keyId);
            throw new HubFailure(
                    FailureCategory.FAULT, "HUB-1108", "what is stored is not what was sealed; the log names it");
        }
    }

    byte[] unseal(String keyId, byte[] stored, What what) throws Suite.NotAuthentic {
        if (stored.length < OVERHEAD) {
            throw new Suite.NotAuthentic();
        }
        byte[] salt = Arrays.copyOfRange(stored, 1, 1 + SALT);
        return aead(suite(stored[0]), key(keyId, what), salt)
                .open(NONCE, what.bytes(), stored, 1 + SALT, stored.length - 1 - SALT);
    }

    private static Suite.Aead aead(Suite suite, byte[] key, byte[] salt) {
        byte[] purpose = ByteBuffer.allocate(7 + SALT)
                .put("yh-seal".getBytes(StandardCharsets.US_ASCII))
                .put(salt)
                .array();
        return suite.aead(suite.derive(key, purpose));
    }

    private byte[] key(String id, What what) {
        return ring.key(id).orElseThrow(() -> {
            LOG.error(
                    "HUB-1110 there is no such key any more: what={} key={}", what, id.replaceAll("[^a-z0-9.-]", "?"));
            return new HubFailure(
                    FailureCategory.FAULT, "HUB-1110", "the key that this was sealed with is not in the key ring");
        });
    }

    Suite suite() {
        return suite;
    }

    Suite suite(byte code) throws Suite.NotAuthentic {
        return suites.stream().filter(each -> each.code() == code).findFirst().orElseThrow(Suite.NotAuthentic::new);
    }

    byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
