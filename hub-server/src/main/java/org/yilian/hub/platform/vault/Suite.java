package org.yilian.hub.platform.vault;

/** A set of algorithms that go together. Another one is another bean of this type. */
public interface Suite {
    /** Bytes of a key of the ring, whatever the suite makes of it. */
    int KEY = 32;

    /** As {@code hub.encryption.suite} says it. */
    String name();

    /** Stands in everything sealed; never given to another suite. */
    byte code();

    /** A key for one purpose: nobody who has it learns the key it comes from, or its siblings. */
    byte[] derive(byte[] key, byte[] purpose);

    /** Encrypts and authenticates under a key that {@link #derive} made. Used by one thread at a time. */
    Aead aead(byte[] key);

    /** Authenticated encryption with associated data (RFC 5116): nonces of 12 bytes, tags of 16 behind the text. */
    interface Aead {
        int NONCE = 12;
        int TAG = 16;

        /** A nonce is used once under a key. */
        byte[] seal(byte[] nonce, byte[] associated, byte[] bytes, int offset, int length);

        /** Gives nothing unless all of it is as it was sealed. */
        byte[] open(byte[] nonce, byte[] associated, byte[] bytes, int offset, int length) throws NotAuthentic;
    }

    /** Changed, cut, of another place, or of another key. */
    final class NotAuthentic extends Exception {
        private static final long serialVersionUID = 1;

        public NotAuthentic() {
            super("not what was sealed", null, false, false);
        }
    }
}
