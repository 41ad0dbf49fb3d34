package org.yilian.hl7v2.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yilian.hl7v2.AckCode;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hl7v2.MllpAck;
import org.yilian.hl7v2.MllpException;
import org.yilian.hl7v2.Receipt;

@Timeout(60)
class MllpHubComponentIT {

    private final CamelContext camel = new DefaultCamelContext();
    private final List<InboundMessage> received = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("mllp-hub:127.0.0.1:0?listener=hl7&maxMessageBytes=2048&maxConnections=10&frameTimeout=5000")
                        .routeId("inbound")
                        .process(exchange -> received.add(exchange.getMessage().getBody(InboundMessage.class)))
                        .choice()
                        .when(exchange -> controlId(exchange.getMessage().getBody(InboundMessage.class))
                                .equals("FAIL"))
                        .throwException(new IllegalStateException("route is broken"))
                        .when(exchange -> controlId(exchange.getMessage().getBody(InboundMessage.class))
                                .equals("NONE"))
                        .setBody(constant("no receipt"))
                        .otherwise()
                        .setBody(constant(Receipt.accepted()))
                        .end();
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void answersWithTheReceiptOfTheRoute() {
        assertThat(send("C1").code()).isEqualTo(AckCode.AA);
        assertThat(send("C2").controlId()).isEqualTo("C2");
        assertThat(received).extracting(InboundMessage::listener).containsExactly("hl7", "hl7");
        assertThat(consumer().counts().messages()).isEqualTo(2);
    }

    @Test
    void answersAeWhereTheRouteFailsOrLeavesNoReceipt() {
        assertThat(send("FAIL").code()).isEqualTo(AckCode.AE);
        assertThat(send("NONE").code()).isEqualTo(AckCode.AE);
        assertThat(send("C1").code()).isEqualTo(AckCode.AA);
    }

    @Test
    void takesItsOptionsFromTheUri() {
        MllpAck ack =
                (MllpAck) camel.createProducerTemplate().requestBody(uri(), message("BIG") + "NTE|" + "x".repeat(3000));
        assertThat(ack.controlId()).isEqualTo("BIG");
        assertThat(ack.code()).isEqualTo(AckCode.AR);
        assertThat(ack.errorCode()).isEqualTo("104");
    }

    @Test
    void producerTakesTextAndBytes() {
        byte[] bytes = message("C1").getBytes(StandardCharsets.UTF_8);
        Object ack = camel.createProducerTemplate().requestBody(uri(), bytes);
        assertThat(ack).isInstanceOf(MllpAck.class);
    }

    @Test
    void producerFailsWithoutAnswer() throws Exception {
        String uri = uri();
        camel.getRouteController().stopRoute("inbound");
        assertThatThrownBy(() -> camel.createProducerTemplate().requestBody(uri, message("C1")))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(MllpException.class);
    }

    @Test
    void listensAgainAfterTheRouteWasStoppedAndStarted() throws Exception {
        camel.getRouteController().stopRoute("inbound");
        camel.getRouteController().startRoute("inbound");
        assertThat(send("C1").code()).isEqualTo(AckCode.AA);
    }

    private MllpAck send(String controlId) {
        return (MllpAck) camel.createProducerTemplate().requestBody(uri(), message(controlId));
    }

    private String uri() {
        return "mllp-hub:127.0.0.1:" + consumer().port() + "?ackTimeout=10000";
    }

    private MllpHubConsumer consumer() {
        return (MllpHubConsumer) camel.getRoute("inbound").getConsumer();
    }

    private static String controlId(InboundMessage message) {
        return message.msh() == null ? "" : message.msh().controlId();
    }

    private static String message(String controlId) {
        return "MSH|^~\\&|HIS|H001|HUB|YL|20261122101500||ADT^A01^ADT_A01|" + controlId + "|P|2.5\rPID|1||1\r";
    }
}
