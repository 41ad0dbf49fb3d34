package org.yilian.hl7v2.camel;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.yilian.hl7v2.AckWriter;
import org.yilian.hl7v2.MllpClientSettings;
import org.yilian.hl7v2.MllpServerSettings;
import org.yilian.hl7v2.MllpServerSettings.ClientCertificate;

/**
 * HL7 v2 over MLLP.
 *
 * <p>Consumer: body of the exchange is an {@link org.yilian.hl7v2.InboundMessage}, the body the route leaves has to be a
 * {@link org.yilian.hl7v2.Receipt}. Producer: body is one message (bytes, or a String, sent as UTF-8), the reply is an
 * {@link org.yilian.hl7v2.MllpAck}.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "mllp-hub",
        title = "MLLP Hub",
        syntax = "mllp-hub:host:port",
        category = Category.HEALTH)
public class MllpHubEndpoint extends DefaultEndpoint {

    @UriPath(description = "address to bind to or host to send to")
    private final String host;

    @UriPath(description = "port; 0 for any free one, consumers only")
    private final int port;

    @UriParam(label = "consumer", description = "name given on with each message; default mllp-hub")
    private String listener = "mllp-hub";

    @UriParam(label = "security", description = "TLS; plain TCP without")
    private SSLContext sslContext;

    @UriParam(label = "consumer,security", defaultValue = "NONE", description = "certificate asked of a TLS client")
    private ClientCertificate clientCertificate = ClientCertificate.NONE;

    @UriParam(label = "producer,security", defaultValue = "true", description = "certificate must name the host")
    private boolean verifyHost = true;

    @UriParam(label = "consumer", defaultValue = "16777216", description = "largest message in bytes")
    private int maxMessageBytes = 16 * 1024 * 1024;

    @UriParam(label = "consumer", defaultValue = "1000", description = "most connections at a time")
    private int maxConnections = 1000;

    @UriParam(label = "consumer", defaultValue = "3600000", description = "milliseconds without traffic; 0 for ever")
    private long idleTimeout = 3_600_000;

    @UriParam(label = "consumer", defaultValue = "30000", description = "milliseconds of silence within a message")
    private long frameTimeout = 30_000;

    @UriParam(label = "consumer", defaultValue = "10000", description = "milliseconds a stop waits for what is in hand")
    private long stopTimeout = 10_000;

    @UriParam(label = "producer", defaultValue = "10000", description = "milliseconds to connect")
    private long connectTimeout = 10_000;

    @UriParam(label = "producer", defaultValue = "30000", description = "milliseconds to wait for the acknowledgment")
    private long ackTimeout = 30_000;

    @UriParam(label = "consumer,advanced", description = "writes the acknowledgments; default: system clock")
    private AckWriter ackWriter;

    MllpHubEndpoint(String uri, MllpHubComponent component, String host, int port) {
        super(uri, component);
        this.host = host;
        this.port = port;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        MllpHubConsumer consumer = new MllpHubConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new MllpHubProducer(this);
    }

    MllpServerSettings serverSettings() {
        return MllpServerSettings.of(listener, port)
                .withHost(host)
                .withTls(sslContext, clientCertificate)
                .withLimits(maxMessageBytes, maxConnections)
                .withTimeouts(
                        Duration.ofMillis(idleTimeout),
                        Duration.ofMillis(frameTimeout),
                        Duration.ofMillis(stopTimeout));
    }

    MllpClientSettings clientSettings() {
        return MllpClientSettings.of(host, port)
                .withTls(sslContext, verifyHost)
                .withTimeouts(Duration.ofMillis(connectTimeout), Duration.ofMillis(ackTimeout));
    }

    AckWriter ackWriter() {
        return ackWriter;
    }

    public void setListener(String listener) {
        this.listener = listener;
    }

    public void setSslContext(SSLContext sslContext) {
        this.sslContext = sslContext;
    }

    public void setClientCertificate(ClientCertificate clientCertificate) {
        this.clientCertificate = clientCertificate;
    }

    public void setVerifyHost(boolean verifyHost) {
        this.verifyHost = verifyHost;
    }

    public void setMaxMessageBytes(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    public void setIdleTimeout(long idleTimeout) {
        this.idleTimeout = idleTimeout;
    }

    public void setFrameTimeout(long frameTimeout) {
        this.frameTimeout = frameTimeout;
    }

    public void setStopTimeout(long stopTimeout) {
        this.stopTimeout = stopTimeout;
    }

    public void setConnectTimeout(long connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public void setAckTimeout(long ackTimeout) {
        this.ackTimeout = ackTimeout;
    }

    public void setAckWriter(AckWriter ackWriter) {
        this.ackWriter = ackWriter;
    }
}
