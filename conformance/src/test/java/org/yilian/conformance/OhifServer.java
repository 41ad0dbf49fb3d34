package org.yilian.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a site puts before the hub to offer OHIF: its files at the root, {@code /dicomweb} handed to the hub with the
 * reader's cookies, so that there is one origin and no CORS.
 */
final class OhifServer implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "js", "text/javascript",
            "css", "text/css",
            "wasm", "application/wasm",
            "json", "application/json",
            "svg", "image/svg+xml");
    /** Everything from the page's own origin; no warning, no other server. */
    private static final String CONFIG = """
            window.config = {
              routerBasename: null, extensions: [], modes: [], showStudyList: true, showWarningMessageForCrossOrigin: false,
              showCPUFallbackMessage: false, showLoadingIndicator: true, maxNumberOfWebWorkers: 2,
              investigationalUseDialog: { option: 'never' },
              defaultDataSourceName: 'dicomweb',
              dataSources: [{
                namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
                sourceName: 'dicomweb',
                configuration: {
                  friendlyName: 'Yilian Hub', name: 'hub',
                  wadoUriRoot: '/dicomweb', qidoRoot: '/dicomweb', wadoRoot: '/dicomweb',
                  qidoSupportsIncludeField: true, imageRendering: 'wadors', thumbnailRendering: 'wadors',
                  enableStudyLazyLoad: true, supportsFuzzyMatching: true, supportsWildcard: true,
                  singlepart: 'bulkdata', bulkDataURI: { enabled: true },
                },
              }],
            };
            """;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Path files;
    private final URI hub;
    private final HttpServer server;

    OhifServer(Path files, URI hub) throws IOException {
        this.files = files;
        this.hub = hub;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::file);
        server.createContext("/dicomweb", this::hub);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void file(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        if (name.equals("app-config.js")) {
            answer(exchange, 200, "text/javascript", CONFIG.getBytes(StandardCharsets.UTF_8));
            return;
        }
        Path file = files.resolve(name).normalize();
        // An address of OHIF's own router is its index page.
        if (name.isEmpty() || !file.startsWith(files) || !Files.isRegularFile(file)) {
            file = files.resolve("index.html");
        }
        String[] parts = file.getFileName().toString().split("\\.");
        String type = TYPES.getOrDefault(parts[parts.length - 1], "application/octet-stream");
        answer(exchange, 200, type, Files.readAllBytes(file));
    }

    private void hub(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.resolve(exchange.getRequestURI()));
        for (String header : List.of("Accept", "Cookie", "X-Requested-With")) {
            exchange.getRequestHeaders()
                    .getOrDefault(header, List.of())
                    .forEach(value -> request.header(header, value));
        }
        request.header("X-Forwarded-Host", address().getAuthority()).header("X-Forwarded-Proto", "http");
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("Content-Encoding").ifPresent(value -> exchange.getResponseHeaders()
                    .set("Content-Encoding", value));
            answer(
                    exchange,
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse("text/plain"),
                    response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
