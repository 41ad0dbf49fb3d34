package org.yilian.sample.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.yilian.dicom.net.DicomServer;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.StoreRequest;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hl7v2.MllpServer;
import org.yilian.hl7v2.MllpServerSettings;
import org.yilian.hl7v2.Receipt;

/** Takes everything a simulator sends and keeps it; now and then it is busy first. */
final class FakeHub implements AutoCloseable {
    final List<byte[]> messages = new CopyOnWriteArrayList<>();
    final Map<String, String> instances = new ConcurrentHashMap<>();
    final List<String> bundles = new CopyOnWriteArrayList<>();

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger searches = new AtomicInteger();
    private final MllpServer mllp;
    private final DicomServer dicom;
    private final HttpServer http;

    FakeHub() throws IOException {
        mllp = new MllpServer(MllpServerSettings.of("fake", 0), this::take).start();
        dicom = DicomServer.builder().store(this::store).start();
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newFixedThreadPool(2));
        http.createContext("/oauth2/token", exchange -> answer(exchange, "{\"access_token\":\"t\"}"));
        http.createContext("/fhir", this::fhir);
        http.start();
    }

    HubAddress address() {
        return HubAddress.local(mllp.port(), dicom.port(), http.getAddress().getPort());
    }

    private Receipt take(InboundMessage message) {
        if (calls.incrementAndGet() % 17 == 0) {
            return Receipt.failed("207", "HUB-0001", "busy");
        }
        messages.add(message.bytes());
        String ack = "MSH|^~\\&|HUB|YILIAN|||20261122||ACK|A" + message.msh().controlId() + "|P|2.5.1\rMSA|AA|"
                + message.msh().controlId() + "\r";
        return Receipt.accepted().answeredWith(ack.getBytes(StandardCharsets.UTF_8));
    }

    private DimseStatus store(StoreRequest request, InputStream data) throws IOException {
        byte[] bytes = data.readAllBytes();
        if (calls.incrementAndGet() % 13 == 0) {
            return DimseStatus.OUT_OF_RESOURCES;
        }
        instances.put(request.sopInstanceUid(), Hashes.sha256(bytes));
        return DimseStatus.SUCCESS;
    }

    private void fhir(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            bundles.add(body);
            answer(exchange, "{\"resourceType\":\"Bundle\"}");
            return;
        }
        String type = exchange.getRequestURI().getPath().substring("/fhir/".length());
        boolean notYet = searches.incrementAndGet() % 5 == 0;
        answer(
                exchange,
                notYet
                        ? "{\"resourceType\":\"Bundle\"}"
                        : "{\"entry\":[{\"fullUrl\": \"http://hub/fhir/" + type + "/x-1\"}]}");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        mllp.close();
        dicom.close();
        http.stop(0);
    }
}
