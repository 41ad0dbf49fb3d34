package org.yilian.hl7v2.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code mllp-hub:host:port?options}; the options are the setters of {@link MllpHubEndpoint}. */
@Component("mllp-hub")
public class MllpHubComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        int colon = remaining.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("mllp-hub needs host:port");
        }
        String host = remaining.substring(0, colon);
        int port = Integer.parseInt(remaining.substring(colon + 1));
        MllpHubEndpoint endpoint = new MllpHubEndpoint(uri, this, host, port);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
