package org.yilian.conformance.bench;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A listener that stores nothing, in a process of its own: {@code HAPI} is its listener as it
 * comes (parses, validates, generates the acknowledgment), {@code HAPI_PLAIN} the same without validation, {@code
 * CAMEL} is camel-mllp with autoAck, {@code ECHO} answers a fixed acknowledgment to every end block. {@code FORCED}
 * stores, see {@link ForcedFile}. Arguments: which, and the file to write the port to.
 */
final class MllpPeer {
    private static final byte[] FIXED =
            "\u000BMSH|^~\\&|HUB|YILIAN|LIS|H001|20260302080000||ACK^R01^ACK|1|P|2.5.1\rMSA|AA|1\r\u001C\r"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int END_BLOCK = 0x1C;
    private static final int BACKLOG = 50;

    private MllpPeer() {}

    public static void main(String[] args) throws Exception {
        int port = free();
        switch (args[0]) {
            case "HAPI" -> hapi(port, true);
            case "HAPI_PLAIN" -> hapi(port, false);
            case "CAMEL" -> camel(port);
            case "FORCED" -> ForcedFile.listen(port, Path.of(args[1] + ".messages"), FIXED);
            default -> echo(port);
        }
        Path file = Path.of(args[1]);
        Path fresh = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), String.valueOf(port));
        Files.move(fresh, file);
        new CountDownLatch(1).await();
    }

    /** Neither HAPI nor camel-mllp says which port it took for 0. */
    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void hapi(int port, boolean validating) throws Exception {
        HapiContext context = new DefaultHapiContext();
        // Its usual generator keeps a file where it is started.
        context.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        if (!validating) {
            context.setValidationContext(ValidationContextFactory.noValidation());
        }
        HL7Service server = context.newServer(port, false);
        server.registerApplication(new ReceivingApplication<Message>() {
            @Override
            public Message processMessage(Message message, Map<String, Object> metadata) {
                try {
                    return message.generateACK();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public boolean canProcess(Message message) {
                return true;
            }
        });
        server.startAndWait();
    }

    private static void camel(int port) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("mllp:127.0.0.1:" + port + "?autoAck=true&maxConcurrentConsumers=64&backlog=64")
                        .process(exchange -> {});
            }
        });
        context.start();
    }

    private static void echo(int port) throws IOException {
        ServerSocket server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        start(() -> {
            while (true) {
                Socket socket = server.accept();
                start(() -> answer(socket));
            }
        });
    }

    private static void answer(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            for (int read = in.read(); read >= 0; read = in.read()) {
                if (read == END_BLOCK) {
                    socket.getOutputStream().write(FIXED);
                }
            }
        }
    }

    interface Work {
        void run() throws IOException;
    }

    static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException gone) {
                // The client hung up: the measurement is over.
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
