package org.yilian.sample.simulator;

import java.net.URI;

/**
 * Where a hub listens.
 *
 * @param http the address before {@code /fhir} and {@code /oauth2}, without a slash at the end
 */
public record HubAddress(String host, int mllpPort, int dicomPort, String aeTitle, URI http) {
    /** A hub on this machine. */
    public static HubAddress local(int mllpPort, int dicomPort, int httpPort) {
        return new HubAddress("127.0.0.1", mllpPort, dicomPort, "YILIAN", URI.create("http://127.0.0.1:" + httpPort));
    }
}
