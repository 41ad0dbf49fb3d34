package org.yilian.hl7v2.camel;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.yilian.hl7v2.MllpClient;

/** One connection to one receiver. Fails with {@link org.yilian.hl7v2.MllpException} if no acknowledgment comes. */
class MllpHubProducer extends DefaultProducer {

    private final MllpClient client;

    MllpHubProducer(MllpHubEndpoint endpoint) {
        super(endpoint);
        client = new MllpClient(endpoint.clientSettings());
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Object body = exchange.getIn().getBody();
        byte[] message = body instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : exchange.getIn().getMandatoryBody(byte[].class);
        exchange.getMessage().setBody(client.send(message).orElse(null));
    }

    @Override
    protected void doStop() throws Exception {
        client.close();
        super.doStop();
    }
}
