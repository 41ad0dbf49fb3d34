package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Invariant 8: a marked patient goes every way, all loggers at TRACE, and the mark is in no log and no exception. */
@Timeout(60)
class PhiCanaryIT {

    private static final String MARK = "CANARY7731";
    private static final String MESSAGE = "MSH|^~\\&|" + MARK + "|" + MARK + "|HUB|YL|2026||ADT^A01|" + MARK
            + "|P|2.5\rPID|1||" + MARK + "||" + MARK + "^" + MARK + "\r";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getThreadName() + " " + event.getFormattedMessage() + " "
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };
    private Level before;

    @BeforeEach
    void listen() {
        before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.iteratorForAppenders().forEachRemaining(a -> a.addFilter(new Mute()));
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(appender);
        root.setLevel(before);
        root.iteratorForAppenders().forEachRemaining(ch.qos.logback.core.Appender::clearAllFilters);
    }

    @Test
    void nothingOfAMessageIsLoggedByListenerAndClient() throws Exception {
        MllpServerSettings settings = MllpServerSettings.of("test", 0)
                .withLimits(2048, 5)
                .withTimeouts(Duration.ofSeconds(20), Duration.ofMillis(200), Duration.ofSeconds(5));
        try (MllpServer server = new MllpServer(settings, PhiCanaryIT::handle).start();
                MllpClient client = new MllpClient(MllpClientSettings.of("127.0.0.1", server.port()))) {
            client.send(bytes(MESSAGE));
            client.send(bytes(MESSAGE.replace("A01", "A99")));
            client.send(bytes(MESSAGE.replace("A01", "A98")));
            client.send(bytes(MESSAGE + "OBX|" + MARK.repeat(500)));
            client.send(bytes(MARK));
            raw(server, MARK + "\u000B" + MESSAGE + "\u000B" + MESSAGE + "\u001C\r" + MARK);
            raw(server, "\u000B" + MESSAGE);
            raw(server, "\u000B" + MESSAGE + MARK.repeat(5000));
        }
        assertThat(lines).as("the log is heard at all").anyMatch(line -> line.contains("HUB-0402"));
        assertThat(lines).noneMatch(line -> line.contains(MARK) || line.contains("127.0.0.1"));
    }

    @Test
    void nothingOfAMessageIsInAnException() throws Exception {
        MllpServer server = new MllpServer(MllpServerSettings.of("test", 0), PhiCanaryIT::handle).start();
        MllpClientSettings settings = MllpClientSettings.of("127.0.0.1", server.port());
        server.close();
        try (MllpClient client = new MllpClient(settings)) {
            assertThat(catchThrowable(() -> client.send(bytes(MESSAGE)))).isNotNull();
            assertThat(catchThrowable(() -> client.send(bytes(MESSAGE))).toString())
                    .doesNotContain(MARK);
        }
        assertThat(lines).noneMatch(line -> line.contains(MARK));
    }

    @Test
    void typesThatCarryAMessageDoNotPrintIt() {
        MshHeader msh = MshHeader.parse(bytes(MESSAGE));
        InboundMessage message = new InboundMessage(bytes(MESSAGE), msh, java.time.Instant.EPOCH, "l", MARK);
        Receipt receipt = Receipt.accepted().answeredWith(bytes(MESSAGE));
        MllpAck ack = MllpAck.parse(bytes("MSH|^~\\&|" + MARK + "\rMSA|AA|" + MARK + "|" + MARK + "\r"));
        assertThat(msh + " " + message + " " + receipt + " " + ack).doesNotContain(MARK);
    }

    @Test
    void nothingOfAMessageIsLoggedByTheCamelComponent() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("mllp-hub:127.0.0.1:0").routeId("in").process(exchange -> exchange.getMessage()
                            .setBody(handle(exchange.getMessage().getBody(InboundMessage.class))));
                }
            });
            camel.start();
            int port = ((org.yilian.hl7v2.camel.MllpHubConsumer)
                            camel.getRoute("in").getConsumer())
                    .port();
            var template = camel.createProducerTemplate();
            template.requestBody("mllp-hub:127.0.0.1:" + port, MESSAGE);
            template.requestBody("mllp-hub:127.0.0.1:" + port, MESSAGE.replace("A01", "A98"));
        }
        assertThat(lines).noneMatch(line -> line.contains(MARK));
    }

    /** A98 fails as the hub does, A99 with a text that quotes the message. */
    private static Receipt handle(InboundMessage message) {
        if (message.msh() != null && message.msh().triggerEvent().equals("A98")) {
            throw new IllegalStateException("fixed text");
        }
        if (message.msh() != null && message.msh().triggerEvent().equals("A99")) {
            throw new UnsupportedOperationException(MARK);
        }
        return Receipt.accepted();
    }

    private static void raw(MllpServer server, String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(bytes(text));
            byte[] rest = new byte[4096];
            int n = 0;
            while (n >= 0) {
                n = socket.getInputStream().read(rest);
            }
        } catch (IOException reset) {
            assertThat(reset).hasMessageNotContaining(MARK);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Mute extends ch.qos.logback.core.filter.Filter<ILoggingEvent> {
        @Override
        public ch.qos.logback.core.spi.FilterReply decide(ILoggingEvent event) {
            return ch.qos.logback.core.spi.FilterReply.DENY;
        }
    }
}
