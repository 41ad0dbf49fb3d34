package org.yilian.dicom.net;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/**
 * A socket, perhaps with TLS on it as PS3.15 annex B (BCP 195) wants it: TLS 1.2 or 1.3, with forward secrecy and
 * authenticated encryption (RFC 9325 section 4.2).
 *
 * @param peerCertificate what the peer proved, null without TLS or client certificate
 */
record Secured(Socket socket, X509Certificate peerCertificate) {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    static Secured plain(Socket wire) {
        return new Secured(wire, null);
    }

    static Secured server(Socket wire, SSLContext context, boolean clientCertificateNeeded, Duration patience)
            throws IOException {
        // not the overload made for servers: socket factories that wrap another one, as Camel's, do not have it
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(wire, null, wire.getPort(), true);
        socket.setUseClientMode(false);
        if (clientCertificateNeeded) {
            socket.setNeedClientAuth(true);
        } else {
            socket.setWantClientAuth(true);
        }
        return shakenHands(socket, wire, patience);
    }

    /** @param verifiedHost the name or address that the server's certificate must carry; null for any trusted one */
    static Secured client(Socket wire, SSLContext context, String verifiedHost, Duration patience) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(wire, verifiedHost, wire.getPort(), true);
        socket.setUseClientMode(true);
        if (verifiedHost != null) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        return shakenHands(socket, wire, patience);
    }

    private static Secured shakenHands(SSLSocket socket, Socket wire, Duration patience) throws IOException {
        socket.setEnabledProtocols(PROTOCOLS);
        socket.setEnabledCipherSuites(modern(socket.getEnabledCipherSuites()));
        var limit = Transport.closeAfter(wire, patience);
        try {
            socket.startHandshake();
            return new Secured(socket, (X509Certificate) socket.getSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            return new Secured(socket, null);
        } finally {
            limit.cancel(false);
        }
    }

    private static String[] modern(String[] suites) {
        return Arrays.stream(suites)
                .filter(suite -> !suite.contains("_CBC_")
                        && (suite.startsWith("TLS_ECDHE_") || suite.matches("TLS_(AES|CHACHA20)_.*")))
                .toArray(String[]::new);
    }
}
