package org.yilian.hub.platform.vault;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.springframework.stereotype.Component;

/** SM4 (GB/T 32907) in Galois/Counter Mode (RFC 8998), keys by HMAC with SM3 (GB/T 32905); of Bouncy Castle. */
@Component
final class Sm4Gcm implements Suite {
    private static final int KEY_BYTES = 16;

    @Override
    public String name() {
        return "SM4-GCM";
    }

    @Override
    public byte code() {
        return 2;
    }

    @Override
    public byte[] derive(byte[] key, byte[] purpose) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        mac.update(purpose, 0, purpose.length);
        mac.update((byte) 1);
        byte[] made = new byte[mac.getMacSize()];
        mac.doFinal(made, 0);
        return Arrays.copyOf(made, KEY_BYTES);
    }

    @Override
    public Aead aead(byte[] key) {
        return new BouncyCastle(new KeyParameter(key));
    }

    private static final class BouncyCastle implements Aead {
        private final KeyParameter key;
        private final GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());

        BouncyCastle(KeyParameter key) {
            this.key = key;
        }

        @Override
        public byte[] seal(byte[] nonce, byte[] associated, byte[] bytes, int offset, int length) {
            try {
                return run(true, nonce, associated, bytes, offset, length);
            } catch (InvalidCipherTextException e) {
                throw new IllegalStateException("SM4-GCM refuses to encrypt", e);
            }
        }

        @Override
        public byte[] open(byte[] nonce, byte[] associated, byte[] bytes, int offset, int length) throws NotAuthentic {
            try {
                return run(false, nonce, associated, bytes, offset, length);
            } catch (InvalidCipherTextException e) {
                throw new NotAuthentic();
            }
        }

        private byte[] run(boolean seal, byte[] nonce, byte[] associated, byte[] bytes, int offset, int length)
                throws InvalidCipherTextException {
            cipher.init(seal, new AEADParameters(key, TAG * 8, nonce, associated));
            byte[] out = new byte[cipher.getOutputSize(length)];
            int n = cipher.processBytes(bytes, offset, length, out, 0);
            n += cipher.doFinal(out, n);
            return n == out.length ? out : Arrays.copyOf(out, n);
        }
    }
}
