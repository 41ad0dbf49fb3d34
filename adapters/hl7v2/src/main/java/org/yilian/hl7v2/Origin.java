package org.yilian.hl7v2;

import java.nio.charset.Charset;

/**
 * Who brought a piece of input, as far as the transport knows.
 *
 * @param remote address of the peer; never to be logged or put into a metric
 * @param certificate SHA-256 of the peer's TLS certificate (DER), lower-case hexadecimal; null without
 * @param facility the sender the transport vouches for (an access token, a folder); null if it vouches for none
 * @param charset character set the transport declares; null if none
 */
public record Origin(String remote, String certificate, String facility, Charset charset) {

    /** Nothing is known but the address. */
    public static Origin of(String remote) {
        return new Origin(remote, null, null, null);
    }

    /** Not the peer's address. */
    @Override
    public String toString() {
        return "Origin[" + facility + "]";
    }
}
