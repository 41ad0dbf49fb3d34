package org.yilian.hub.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of the standards, asked of exactly what seals. */
class SuitesTest {
    private final AesGcm aes = new AesGcm();
    private final Sm4Gcm sm4 = new Sm4Gcm();

    /** McGrew and Viega, The Galois/Counter Mode of Operation, appendix B (NIST), test cases 13, 14 and 16. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'','',"
                + "530f8afbc74536b9a963b4f1c4cb738b",
        "0000000000000000000000000000000000000000000000000000000000000000,000000000000000000000000,'',"
                + "00000000000000000000000000000000,"
                + "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308,cafebabefacedbaddecaf888,"
                + "feedfacedeadbeeffeedfacedeadbeefabaddad2,"
                + "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39,"
                + "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"
    })
    void aesGcm(String key, String nonce, String associated, String plain, String sealed) throws Exception {
        answers(aes.aead(hex(key)), nonce, associated, plain, sealed);
    }

    /** RFC 8998, appendix A.1. */
    @Test
    void sm4Gcm() throws Exception {
        answers(
                sm4.aead(hex("0123456789abcdeffedcba9876543210")),
                "00001234567800000000abcd",
                "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                        + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
                "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                        + "83de3541e4c2b58177e065a9bf7b62ec");
    }

    private static void answers(Suite.Aead aead, String nonce, String associated, String plain, String sealed)
            throws Suite.NotAuthentic {
        byte[] bytes = hex(plain);
        assertThat(aead.seal(hex(nonce), hex(associated), bytes, 0, bytes.length))
                .isEqualTo(hex(sealed));
        byte[] stored = hex(sealed);
        assertThat(aead.open(hex(nonce), hex(associated), stored, 0, stored.length))
                .isEqualTo(bytes);
        for (int i = 0; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> aead.open(hex(nonce), hex(associated), changed, 0, changed.length))
                    .isInstanceOf(Suite.NotAuthentic.class);
        }
        assertThatThrownBy(() -> aead.open(hex(nonce), new byte[] {7}, stored, 0, stored.length))
                .isInstanceOf(Suite.NotAuthentic.class);
    }

    /** GB/T 32907-2016, appendix A: once, and a million times. */
    @Test
    void sm4() {
        byte[] block = hex("0123456789abcdeffedcba9876543210");
        SM4Engine engine = new SM4Engine();
        engine.init(true, new KeyParameter(block.clone()));
        engine.processBlock(block, 0, block, 0);
        assertThat(block).isEqualTo(hex("681edf34d206965e86b3e94f536e4246"));
        for (int i = 1; i < 1_000_000; i++) {
            engine.processBlock(block, 0, block, 0);
        }
        assertThat(block).isEqualTo(hex("595298c7c6fd271f0402f804c33d3f66"));
    }

    /** GB/T 32905-2016, appendix A. */
    @Test
    void sm3() {
        assertThat(sm3("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(hex("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"));
        assertThat(sm3("abcd".repeat(16).getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(hex("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"));
    }

    /** RFC 5869, test case 1: a key for a purpose is the first block of HKDF-Expand. */
    @Test
    void keysBySha256() {
        assertThat(aes.derive(
                        hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"),
                        hex("f0f1f2f3f4f5f6f7f8f9")))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"));
    }

    /** RFC 2104 put together by hand out of SM3, whose answers are known. */
    @Test
    void keysBySm3() {
        byte[] key = hex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
        byte[] inner = new byte[64 + 4];
        byte[] outer = new byte[64 + 32];
        for (int i = 0; i < 64; i++) {
            byte each = i < key.length ? key[i] : 0;
            inner[i] = (byte) (each ^ 0x36);
            outer[i] = (byte) (each ^ 0x5c);
        }
        System.arraycopy(new byte[] {9, 8, 7, 1}, 0, inner, 64, 4);
        System.arraycopy(sm3(inner), 0, outer, 64, 32);
        assertThat(sm4.derive(key, new byte[] {9, 8, 7})).isEqualTo(java.util.Arrays.copyOf(sm3(outer), 16));
    }

    private static byte[] sm3(byte[] bytes) {
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
