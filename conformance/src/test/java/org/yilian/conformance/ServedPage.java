package org.yilian.conformance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** One page at 127.0.0.1 and a free port: an app of somebody else, with an origin of its own. */
final class ServedPage implements AutoCloseable {
    private final HttpServer server;

    private ServedPage(HttpServer server) {
        this.server = server;
    }

    static ServedPage of(Path file) throws IOException {
        byte[] page = Files.readAllBytes(file);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            boolean asked = exchange.getRequestURI().getPath().equals("/");
            // A browser asks for an icon, too; there is none, and that is no complaint.
            exchange.sendResponseHeaders(asked ? 200 : 204, asked ? page.length : -1);
            if (asked) {
                exchange.getResponseBody().write(page);
            }
            exchange.close();
        });
        server.start();
        return new ServedPage(server);
    }

    /** The same address, at this server. */
    String inPlaceOf(URI address) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + address.getRawPath() + "?" + address.getRawQuery();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
