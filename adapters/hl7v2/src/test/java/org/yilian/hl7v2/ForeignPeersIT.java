package org.yilian.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.Version;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.v25.message.ACK;
import ca.uhn.hl7v2.model.v25.message.ADT_A01;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.StandardSocketFactory;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders and listeners written by others: python-hl7, HAPI HL7v2 and camel-mllp. */
@Timeout(120)
class ForeignPeersIT {

    private final List<InboundMessage> received = new CopyOnWriteArrayList<>();
    private MllpServer server;

    @BeforeEach
    void start() throws IOException {
        server = new MllpServer(MllpServerSettings.of("test", 0), m -> {
                    received.add(m);
                    return m.msh() != null && m.msh().messageCode().equals("ADT")
                            ? Receipt.accepted()
                            : Receipt.rejected("200", "HUB-0412", "Type is not taken");
                })
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pythonHl7SendsAndReadsTheAnswers() throws IOException {
        Tools.needPythonHl7();
        String script = """
                import sys, hl7
                from hl7.client import MLLPClient
                with MLLPClient('127.0.0.1', int(sys.argv[1])) as client:
                    for code, cid in (('ADT^A01', 'P1'), ('ZZZ^Z01', 'P2')):
                        msg = 'MSH|^~\\\\&|HIS|H001|HUB|YL|20261122||%s|%s|P|2.5.1||||||UNICODE UTF-8\\r' \\
                              'PID|1||1||\u5f20^\u4e09\\r' % (code, cid)
                        raw = client.send_message(msg)
                        assert raw[:1] == b'\\x0b' and raw[-2:] == b'\\x1c\\r', raw
                        ack = hl7.parse(raw[1:-2].decode('utf-8'))
                        print(ack.segment('MSH')[9], ack.segment('MSA')[1], ack.segment('MSA')[2])
                """;
        assertThat(Tools.run(script, port())).isEqualTo("0 ACK^A01^ACK AA P1\nACK^Z01^ACK AR P2\n");
        assertThat(new String(received.get(0).bytes(), received.get(0).msh().charset()))
                .contains("张^三");
    }

    @Test
    void pythonHl7SendsGb18030AndGetsItBack() throws IOException {
        Tools.needPythonHl7();
        String script = """
                import sys, hl7
                from hl7.client import MLLPClient
                with MLLPClient('127.0.0.1', int(sys.argv[1]), encoding='gb18030') as client:
                    raw = client.send_message('MSH|^~\\\\&|HIS|\u9547\u536b\u751f\u9662|HUB|YL|20261122||ADT^A01|P1|P|2.4'
                                              '||||||GB 18030-2000\\rPID|1||1||\u5f20^\u4e09\\r')
                    ack = hl7.parse(raw[1:-2].decode('gb18030'))
                    assert ack.segment('MSH')[6][0] == '\u9547\u536b\u751f\u9662', ack
                    print(ack.segment('MSA')[1])
                """;
        assertThat(Tools.run(script, port())).isEqualTo("0 AA\n");
        assertThat(received.get(0).msh().charset()).isEqualTo(CharacterSets.GB18030);
        assertThat(received.get(0).msh().sendingFacility()).isEqualTo("镇卫生院");
    }

    @Test
    void hapiSendsAndReadsTheAnswers() throws Exception {
        try (HapiContext context = hapi()) {
            Connection connection = context.newClient("127.0.0.1", server.port(), false);
            for (int i = 0; i < 20; i++) {
                ADT_A01 message = (ADT_A01) context.newMessage("ADT", i % 2 == 0 ? "A01" : "A08", Version.V25);
                message.getPID().getPatientName(0).getFamilyName().getSurname().setValue("Doe & | Sons");
                ACK ack = (ACK) connection.getInitiator().sendAndReceive(message);
                assertThat(ack.getMSA().getAcknowledgmentCode().getValue()).isEqualTo("AA");
                assertThat(ack.getMSA().getMessageControlID().getValue())
                        .isEqualTo(message.getMSH().getMessageControlID().getValue());
            }
            connection.close();
        }
        assertThat(received).hasSize(20);
        PipeParser hapi = new PipeParser();
        assertThat(hapi.parse(new String(received.get(1).bytes(), StandardCharsets.US_ASCII)))
                .isInstanceOf(ADT_A01.class);
    }

    @Test
    void camelMllpSendsAndReadsTheAnswers() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.start();
            ProducerTemplate producer = context.createProducerTemplate();
            String uri = "mllp:127.0.0.1:" + server.port();
            for (String code : List.of("ADT^A01", "ZZZ^Z01")) {
                Exchange exchange = producer.request(uri, each -> each.getMessage()
                        .setBody("MSH|^~\\&|HIS|H001|HUB|YL|20261122||" + code + "|K1|P|2.5.1\rPID|1||1\r"));
                // camel-mllp makes exceptions of negative acknowledgments.
                assertThat(exchange.isFailed()).as(code).isEqualTo(code.startsWith("ZZZ"));
            }
        }
        assertThat(received).extracting(each -> each.msh().controlId()).containsExactly("K1", "K1");
    }

    @Test
    void ourClientSendsToHapi() throws Exception {
        AtomicReference<ServerSocket> socket = new AtomicReference<>();
        try (HapiContext context = hapi()) {
            context.setSocketFactory(new StandardSocketFactory() {
                @Override
                public ServerSocket createServerSocket() throws IOException {
                    socket.set(new ServerSocket());
                    return socket.get();
                }
            });
            HL7Service hapi = context.newServer(0, false);
            hapi.registerApplication("ADT", "*", new Acknowledge());
            hapi.startAndWait();
            await().until(() -> socket.get() != null && socket.get().getLocalPort() > 0);
            try (MllpClient client = new MllpClient(
                    MllpClientSettings.of("127.0.0.1", socket.get().getLocalPort()))) {
                for (String id : new String[] {"C1", "C2"}) {
                    MllpAck ack = client.send(bytes(MllpServerIT.message(id))).orElseThrow();
                    assertThat(ack.code()).isEqualTo(AckCode.AA);
                    assertThat(ack.controlId()).isEqualTo(id);
                }
                MllpAck refused = client.send(bytes(MllpServerIT.message("C3").replace("ADT^A01", "ORU^R01")))
                        .orElseThrow();
                assertThat(refused.code().accepted()).isFalse();
            } finally {
                hapi.stopAndWait();
            }
        }
    }

    @Test
    void ourClientSendsToPythonHl7() throws IOException {
        Tools.needPythonHl7();
        String script = """
                import asyncio, hl7, hl7.mllp
                async def serve(reader, writer):
                    while not writer.is_closing():
                        try:
                            message = await reader.readmessage()
                        except asyncio.IncompleteReadError:
                            break
                        writer.writemessage(message.create_ack())
                        await writer.drain()
                async def main():
                    server = await hl7.mllp.start_hl7_server(serve, '127.0.0.1', 0, encoding='utf-8')
                    print(server.sockets[0].getsockname()[1], flush=True)
                    await server.serve_forever()
                asyncio.run(main())
                """;
        Process python = Tools.start(script);
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(python.getInputStream(), StandardCharsets.UTF_8));
                MllpClient client =
                        new MllpClient(MllpClientSettings.of("127.0.0.1", Integer.parseInt(out.readLine())))) {
            for (String id : new String[] {"C1", "C2", "C3"}) {
                MllpAck ack = client.send(bytes(MllpServerIT.message(id))).orElseThrow();
                assertThat(ack.code()).isEqualTo(AckCode.AA);
                assertThat(ack.controlId()).isEqualTo(id);
            }
        } finally {
            python.destroyForcibly();
        }
    }

    /** Its control ids would otherwise be counted in a file in the working folder. */
    private static HapiContext hapi() {
        HapiContext context = new DefaultHapiContext();
        context.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
        return context;
    }

    private String port() {
        return String.valueOf(server.port());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Acknowledge implements ReceivingApplication<Message> {
        @Override
        public Message processMessage(Message message, Map<String, Object> metadata) throws ca.uhn.hl7v2.HL7Exception {
            try {
                return message.generateACK();
            } catch (IOException e) {
                throw new ca.uhn.hl7v2.HL7Exception(e);
            }
        }

        @Override
        public boolean canProcess(Message message) {
            return true;
        }
    }
}
