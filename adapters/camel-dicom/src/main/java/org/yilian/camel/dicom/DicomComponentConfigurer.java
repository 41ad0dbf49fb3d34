/* Made by the Camel component plugin from the annotations of DicomEndpoint; see README.md, "Changing options". */
package org.yilian.camel.dicom;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.GeneratedPropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.component.PropertyConfigurerSupport;

/**
 * Made by the Camel component plugin; a test compares it with the annotations.
 */
@SuppressWarnings("unchecked")
public class DicomComponentConfigurer extends PropertyConfigurerSupport
        implements GeneratedPropertyConfigurer, PropertyConfigurerGetter {

    @Override
    public boolean configure(CamelContext camelContext, Object obj, String name, Object value, boolean ignoreCase) {
        DicomComponent target = (DicomComponent) obj;
        switch (ignoreCase ? name.toLowerCase() : name) {
            case "autowiredenabled":
            case "autowiredEnabled":
                target.setAutowiredEnabled(property(camelContext, boolean.class, value));
                return true;
            case "bridgeerrorhandler":
            case "bridgeErrorHandler":
                target.setBridgeErrorHandler(property(camelContext, boolean.class, value));
                return true;
            case "lazystartproducer":
            case "lazyStartProducer":
                target.setLazyStartProducer(property(camelContext, boolean.class, value));
                return true;
            case "useglobalsslcontextparameters":
            case "useGlobalSslContextParameters":
                target.setUseGlobalSslContextParameters(property(camelContext, boolean.class, value));
                return true;
            default:
                return false;
        }
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        switch (ignoreCase ? name.toLowerCase() : name) {
            case "autowiredenabled":
            case "autowiredEnabled":
                return boolean.class;
            case "bridgeerrorhandler":
            case "bridgeErrorHandler":
                return boolean.class;
            case "lazystartproducer":
            case "lazyStartProducer":
                return boolean.class;
            case "useglobalsslcontextparameters":
            case "useGlobalSslContextParameters":
                return boolean.class;
            default:
                return null;
        }
    }

    @Override
    public Object getOptionValue(Object obj, String name, boolean ignoreCase) {
        DicomComponent target = (DicomComponent) obj;
        switch (ignoreCase ? name.toLowerCase() : name) {
            case "autowiredenabled":
            case "autowiredEnabled":
                return target.isAutowiredEnabled();
            case "bridgeerrorhandler":
            case "bridgeErrorHandler":
                return target.isBridgeErrorHandler();
            case "lazystartproducer":
            case "lazyStartProducer":
                return target.isLazyStartProducer();
            case "useglobalsslcontextparameters":
            case "useGlobalSslContextParameters":
                return target.isUseGlobalSslContextParameters();
            default:
                return null;
        }
    }
}
