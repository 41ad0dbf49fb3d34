/* Made by the Camel component plugin from the annotations of DicomEndpoint; see README.md, "Changing options". */
package org.yilian.camel.dicom;

import java.net.URISyntaxException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.EndpointUriFactory;

/**
 * Made by the Camel component plugin; a test compares it with the annotations.
 */
public class DicomEndpointUriFactory extends org.apache.camel.support.component.EndpointUriFactorySupport
        implements EndpointUriFactory {

    private static final String BASE = ":address";

    private static final Set<String> PROPERTY_NAMES;
    private static final Set<String> SECRET_PROPERTY_NAMES;
    private static final Map<String, String> MULTI_VALUE_PREFIXES;

    static {
        Set<String> props = new HashSet<>(35);
        props.add("address");
        props.add("aeTitle");
        props.add("associateTimeout");
        props.add("associationPolicy");
        props.add("bindAddress");
        props.add("bridgeErrorHandler");
        props.add("calledAe");
        props.add("callingAe");
        props.add("callingAeTitles");
        props.add("connectTimeout");
        props.add("drainTimeout");
        props.add("echoToRoute");
        props.add("exceptionHandler");
        props.add("exchangePattern");
        props.add("idleTimeout");
        props.add("informationModel");
        props.add("lazyStartProducer");
        props.add("maxAssociations");
        props.add("maxMatches");
        props.add("maxPduLength");
        props.add("moveDestination");
        props.add("moveDestinations");
        props.add("needClientAuth");
        props.add("operation");
        props.add("port");
        props.add("privateStorageClasses");
        props.add("queryOptions");
        props.add("responseTimeout");
        props.add("services");
        props.add("sslContext");
        props.add("sslContextParameters");
        props.add("throwExceptionOnFailure");
        props.add("transferSyntaxes");
        props.add("transferTimeout");
        props.add("verifyHost");
        PROPERTY_NAMES = Collections.unmodifiableSet(props);
        SECRET_PROPERTY_NAMES = Collections.emptySet();
        MULTI_VALUE_PREFIXES = Collections.emptyMap();
    }

    @Override
    public boolean isEnabled(String scheme) {
        return "dicom".equals(scheme);
    }

    @Override
    public String buildUri(String scheme, Map<String, Object> properties, boolean encode) throws URISyntaxException {
        String syntax = scheme + BASE;
        String uri = syntax;

        Map<String, Object> copy = new HashMap<>(properties);

        uri = buildPathParameter(syntax, uri, "address", null, true, copy);
        uri = buildQueryParameters(uri, copy, encode);
        return uri;
    }

    @Override
    public Set<String> propertyNames() {
        return PROPERTY_NAMES;
    }

    @Override
    public Set<String> secretPropertyNames() {
        return SECRET_PROPERTY_NAMES;
    }

    @Override
    public Map<String, String> multiValuePrefixes() {
        return MULTI_VALUE_PREFIXES;
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
