package org.yilian.hub.platform.vault;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** AES with 256 bits in Galois/Counter Mode (NIST SP 800-38D), keys by HMAC-SHA256: what every Java platform has. */
@Component
final class AesGcm implements Suite {
    @Override
    public String name() {
        return "AES-256-GCM";
    }

    @Override
    public byte code() {
        return 1;
    }

    @Override
    public byte[] derive(byte[] key, byte[] purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(purpose);
            return mac.doFinal(new byte[] {1});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    @Override
    public Aead aead(byte[] key) {
        return new Jdk(new SecretKeySpec(key, "AES"));
    }

    private static final class Jdk implements Aead {
        private final SecretKeySpec key;
        private final Cipher cipher;

        Jdk(SecretKeySpec key) {
            this.key = key;
            try {
                cipher = Cipher.getInstance("AES/GCM/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has AES-GCM", e);
            }
        }

        @Override
        public byte[] seal(byte[] nonce, byte[] associated, byte[] bytes, int offset, int length) {
            try {
                return run(Cipher.ENCRYPT_MODE, nonce, associated, bytes, offset, length);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM refuses to encrypt", e);
            }
        }

        @Override
        public byte[] open(byte[] nonce, byte[] associated, byte[] bytes, int offset, int length) throws NotAuthentic {
            try {
                return run(Cipher.DECRYPT_MODE, nonce, associated, bytes, offset, length);
            } catch (AEADBadTagException e) {
                throw new NotAuthentic();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM refuses to decrypt", e);
            }
        }

        private byte[] run(int mode, byte[] nonce, byte[] associated, byte[] bytes, int offset, int length)
                throws GeneralSecurityException {
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(associated);
            return cipher.doFinal(bytes, offset, length);
        }
    }
}
