package org.yilian.hl7v2.camel;

import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.yilian.hl7v2.AckWriter;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hl7v2.MllpCounts;
import org.yilian.hl7v2.MllpServer;
import org.yilian.hl7v2.Receipt;

/**
 * One listener. The route runs on the connection's thread and the sender is answered when it has ended; a route that
 * fails, or leaves no Receipt, is answered AE.
 */
public class MllpHubConsumer extends DefaultConsumer {

    private final MllpHubEndpoint endpoint;
    private MllpServer server;

    MllpHubConsumer(MllpHubEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** The port listened on. */
    public int port() {
        return server.port();
    }

    /** What this listener has seen since it was started. */
    public MllpCounts counts() {
        return server.counts();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        AckWriter acks = endpoint.ackWriter() == null ? new AckWriter(Clock.systemDefaultZone()) : endpoint.ackWriter();
        server = new MllpServer(endpoint.serverSettings(), this::route, acks, Clock.systemUTC()).start();
    }

    @Override
    protected void doStop() throws Exception {
        if (server != null) {
            server.close();
        }
        super.doStop();
    }

    private Receipt route(InboundMessage message) {
        Exchange exchange = createExchange(false);
        try {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getIn().setBody(message);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw new RouteFailed(exchange.getException());
            }
            // Not getBody(Receipt.class): a type converter must not make a receipt of something else.
            return exchange.getMessage().getBody() instanceof Receipt receipt ? receipt : null;
        } catch (RouteFailed e) {
            throw e;
        } catch (Exception e) {
            throw new RouteFailed(e);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** Told apart from failures of our own in the log, where only the class is named. */
    private static final class RouteFailed extends RuntimeException {
        RouteFailed(Throwable cause) {
            super("route failed", cause);
        }
    }
}
