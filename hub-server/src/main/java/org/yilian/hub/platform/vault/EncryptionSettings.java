package org.yilian.hub.platform.vault;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param suite name of a {@link Suite} for what is written from now on, {@code none} for the clear
 * @param keys the keys themselves, see {@link KeyRing#read}; from the environment
 * @param keysFile a file that holds them; one of both
 */
@Validated
@ConfigurationProperties("hub.encryption")
record EncryptionSettings(
        @DefaultValue("none") String suite,
        @DefaultValue("") String keys,
        @DefaultValue("") String keysFile) {
    static final String NONE = "none";

    /** Without the keys. */
    @Override
    public String toString() {
        return "EncryptionSettings[" + suite + "]";
    }
}
