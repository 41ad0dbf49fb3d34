package org.yilian.camel.dicom;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Makes endpoints from {@code dicom:server?...} (consumer) and {@code dicom:host:port?...} (producer). */
@Component("dicom")
public class DicomComponent extends DefaultComponent implements SSLContextParametersAware {

    @Metadata(label = "security", description = "Whether endpoints use the global SSL context parameters of Camel.")
    private boolean useGlobalSslContextParameters;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DicomEndpoint endpoint = new DicomEndpoint(uri, this);
        endpoint.setAddress(remaining);
        if (useGlobalSslContextParameters) {
            endpoint.setSslContextParameters(retrieveGlobalSslContextParameters());
        }
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}
