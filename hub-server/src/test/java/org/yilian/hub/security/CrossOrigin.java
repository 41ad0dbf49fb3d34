package org.yilian.hub.security;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks as a browser does before a page of another origin may call; Java's own client will not send these headers. */
final class CrossOrigin {
    private CrossOrigin() {}

    /** Values of Access-Control-Allow-Origin in the answer. */
    static List<String> preflight(int port, String path, String origin) throws IOException {
        String request = "OPTIONS " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: authorization"
                + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-allow-origin:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .toList();
        }
    }
}
