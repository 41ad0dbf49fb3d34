package org.yilian.hub.platform.vault;

import java.util.List;

/** Vaults for tests of those who use one. */
public final class TestVaults {
    private TestVaults() {}

    /** One that seals, with a key of its own making. */
    public static Vault sealing() {
        Suite suite = new AesGcm();
        return new Vault(List.of(suite), suite, KeyRing.read("test:" + "A".repeat(43) + "="));
    }
}
