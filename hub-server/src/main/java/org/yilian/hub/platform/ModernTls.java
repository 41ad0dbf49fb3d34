package org.yilian.hub.platform;

import java.util.List;

/**
 * TLS as the hub's HTTP port speaks it: 1.3 and 1.2, ephemeral keys and authenticated encryption only
 * (<a href="https://www.rfc-editor.org/rfc/rfc9325">RFC 9325</a>). No key exchange by RSA, no CBC, no SHA-1. The MLLP
 * listener does the same in its adapter.
 */
final class ModernTls {
    static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    static final List<String> SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    private ModernTls() {}
}
