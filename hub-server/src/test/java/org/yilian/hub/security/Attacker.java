package org.yilian.hub.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;

/** Somebody who sends what no honest caller sends, and listens whether the hub can be made to call. */
final class Attacker implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final ServerSocket trap;
    private final List<String> caught = new CopyOnWriteArrayList<>();

    Attacker(int port) {
        this.port = port;
        try {
            trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread listener = new Thread(this::listen, "trap");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        while (!trap.isClosed()) {
            try (Socket socket = trap.accept()) {
                caught.add("a connection from port " + socket.getPort());
            } catch (IOException e) {
                // closed: the test is over
            }
        }
    }

    /** An address that tells when anybody comes. */
    String trap(String scheme) {
        return scheme + "://127.0.0.1:" + trap.getLocalPort() + "/secret";
    }

    /** Who fell into the trap. */
    List<String> caught() {
        return caught;
    }

    String token(String client, String scope) {
        return Http.json(new Http(port)
                        .form(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "client_credentials",
                                        "client_id",
                                        client,
                                        "client_secret",
                                        "demo-" + client,
                                        "scope",
                                        scope)))
                .get("access_token")
                .asText();
    }

    HttpResponse<byte[]> get(String token, String path, String... headers) {
        return send(token, "GET", path, null, headers);
    }

    HttpResponse<byte[]> post(String token, String path, String type, byte[] body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = type;
        return send(token, "POST", path, body, all);
    }

    HttpResponse<byte[]> send(String token, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Bytes that no HTTP client would send; the head of the answer. */
    String raw(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder head = new StringBuilder();
            for (int c = socket.getInputStream().read(); c >= 0 && head.indexOf("\r\n\r\n") < 0; ) {
                head.append((char) c);
                c = socket.getInputStream().read();
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] start, int zeros) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(start);
            byte[] some = new byte[1 << 20];
            java.util.Arrays.fill(some, (byte) ' ');
            for (int left = zeros; left > 0; left -= some.length) {
                gzip.write(some, 0, Math.min(left, some.length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] multipart(byte[]... files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] file : files) {
            out.writeBytes(bytes("--xyz\r\nContent-Type: application/dicom\r\n\r\n"));
            out.writeBytes(file);
            out.writeBytes(bytes("\r\n"));
        }
        out.writeBytes(bytes("--xyz--\r\n"));
        return out.toByteArray();
    }

    @Override
    public void close() {
        try {
            trap.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
