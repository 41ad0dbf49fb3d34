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
public class DicomEndpointConfigurer extends PropertyConfigurerSupport
        implements GeneratedPropertyConfigurer, PropertyConfigurerGetter {

    @Override
    public boolean configure(CamelContext camelContext, Object obj, String name, Object value, boolean ignoreCase) {
        DicomEndpoint target = (DicomEndpoint) obj;
        switch (ignoreCase ? name.toLowerCase() : name) {
            case "aetitle":
            case "aeTitle":
                target.setAeTitle(property(camelContext, java.lang.String.class, value));
                return true;
            case "associatetimeout":
            case "associateTimeout":
                target.setAssociateTimeout(
                        property(camelContext, java.time.Duration.class, value).toMillis());
                return true;
            case "associationpolicy":
            case "associationPolicy":
                target.setAssociationPolicy(
                        property(camelContext, org.yilian.dicom.net.AssociationPolicy.class, value));
                return true;
            case "bindaddress":
            case "bindAddress":
                target.setBindAddress(property(camelContext, java.lang.String.class, value));
                return true;
            case "bridgeerrorhandler":
            case "bridgeErrorHandler":
                target.setBridgeErrorHandler(property(camelContext, boolean.class, value));
                return true;
            case "calledae":
            case "calledAe":
                target.setCalledAe(property(camelContext, java.lang.String.class, value));
                return true;
            case "callingae":
            case "callingAe":
                target.setCallingAe(property(camelContext, java.lang.String.class, value));
                return true;
            case "callingaetitles":
            case "callingAeTitles":
                target.setCallingAeTitles(property(camelContext, java.lang.String.class, value));
                return true;
            case "connecttimeout":
            case "connectTimeout":
                target.setConnectTimeout(
                        property(camelContext, java.time.Duration.class, value).toMillis());
                return true;
            case "draintimeout":
            case "drainTimeout":
                target.setDrainTimeout(
                        property(camelContext, java.time.Duration.class, value).toMillis());
                return true;
            case "echotoroute":
            case "echoToRoute":
                target.setEchoToRoute(property(camelContext, boolean.class, value));
                return true;
            case "exceptionhandler":
            case "exceptionHandler":
                target.setExceptionHandler(property(camelContext, org.apache.camel.spi.ExceptionHandler.class, value));
                return true;
            case "exchangepattern":
            case "exchangePattern":
                target.setExchangePattern(property(camelContext, org.apache.camel.ExchangePattern.class, value));
                return true;
            case "idletimeout":
            case "idleTimeout":
                target.setIdleTimeout(
                        property(camelContext, java.time.Duration.class, value).toMillis());
                return true;
            case "informationmodel":
            case "informationModel":
                target.setInformationModel(property(camelContext, java.lang.String.class, value));
                return true;
            case "lazystartproducer":
            case "lazyStartProducer":
                target.setLazyStartProducer(property(camelContext, boolean.class, value));
                return true;
            case "maxassociations":
            case "maxAssociations":
                target.setMaxAssociations(property(camelContext, int.class, value));
                return true;
            case "maxmatches":
            case "maxMatches":
                target.setMaxMatches(property(camelContext, int.class, value));
                return true;
            case "maxpdulength":
            case "maxPduLength":
                target.setMaxPduLength(property(camelContext, int.class, value));
                return true;
            case "movedestination":
            case "moveDestination":
                target.setMoveDestination(property(camelContext, java.lang.String.class, value));
                return true;
            case "movedestinations":
            case "moveDestinations":
                target.setMoveDestinations(property(camelContext, org.yilian.dicom.net.MoveDestinations.class, value));
                return true;
            case "needclientauth":
            case "needClientAuth":
                target.setNeedClientAuth(property(camelContext, boolean.class, value));
                return true;
            case "operation":
                target.setOperation(property(camelContext, org.yilian.camel.dicom.DicomOperation.class, value));
                return true;
            case "port":
                target.setPort(property(camelContext, int.class, value));
                return true;
            case "privatestorageclasses":
            case "privateStorageClasses":
                target.setPrivateStorageClasses(property(camelContext, java.lang.String.class, value));
                return true;
            case "queryoptions":
            case "queryOptions":
                target.setQueryOptions(property(camelContext, java.lang.String.class, value));
                return true;
            case "responsetimeout":
            case "responseTimeout":
                target.setResponseTimeout(
                        property(camelContext, java.time.Duration.class, value).toMillis());
                return true;
            case "services":
                target.setServices(property(camelContext, java.lang.String.class, value));
                return true;
            case "sslcontext":
            case "sslContext":
                target.setSslContext(property(camelContext, javax.net.ssl.SSLContext.class, value));
                return true;
            case "sslcontextparameters":
            case "sslContextParameters":
                target.setSslContextParameters(
                        property(camelContext, org.apache.camel.support.jsse.SSLContextParameters.class, value));
                return true;
            case "throwexceptiononfailure":
            case "throwExceptionOnFailure":
                target.setThrowExceptionOnFailure(property(camelContext, boolean.class, value));
                return true;
            case "transfersyntaxes":
            case "transferSyntaxes":
                target.setTransferSyntaxes(property(camelContext, java.lang.String.class, value));
                return true;
            case "transfertimeout":
            case "transferTimeout":
                target.setTransferTimeout(
                        property(camelContext, java.time.Duration.class, value).toMillis());
                return true;
            case "verifyhost":
            case "verifyHost":
                target.setVerifyHost(property(camelContext, boolean.class, value));
                return true;
            default:
                return false;
        }
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        switch (ignoreCase ? name.toLowerCase() : name) {
            case "aetitle":
            case "aeTitle":
                return java.lang.String.class;
            case "associatetimeout":
            case "associateTimeout":
                return long.class;
            case "associationpolicy":
            case "associationPolicy":
                return org.yilian.dicom.net.AssociationPolicy.class;
            case "bindaddress":
            case "bindAddress":
                return java.lang.String.class;
            case "bridgeerrorhandler":
            case "bridgeErrorHandler":
                return boolean.class;
            case "calledae":
            case "calledAe":
                return java.lang.String.class;
            case "callingae":
            case "callingAe":
                return java.lang.String.class;
            case "callingaetitles":
            case "callingAeTitles":
                return java.lang.String.class;
            case "connecttimeout":
            case "connectTimeout":
                return long.class;
            case "draintimeout":
            case "drainTimeout":
                return long.class;
            case "echotoroute":
            case "echoToRoute":
                return boolean.class;
            case "exceptionhandler":
            case "exceptionHandler":
                return org.apache.camel.spi.ExceptionHandler.class;
            case "exchangepattern":
            case "exchangePattern":
                return org.apache.camel.ExchangePattern.class;
            case "idletimeout":
            case "idleTimeout":
                return long.class;
            case "informationmodel":
            case "informationModel":
                return java.lang.String.class;
            case "lazystartproducer":
            case "lazyStartProducer":
                return boolean.class;
            case "maxassociations":
            case "maxAssociations":
                return int.class;
            case "maxmatches":
            case "maxMatches":
                return int.class;
            case "maxpdulength":
            case "maxPduLength":
                return int.class;
            case "movedestination":
            case "moveDestination":
                return java.lang.String.class;
            case "movedestinations":
            case "moveDestinations":
                return org.yilian.dicom.net.MoveDestinations.class;
            case "needclientauth":
            case "needClientAuth":
                return boolean.class;
            case "operation":
                return org.yilian.camel.dicom.DicomOperation.class;
            case "port":
                return int.class;
            case "privatestorageclasses":
            case "privateStorageClasses":
                return java.lang.String.class;
            case "queryoptions":
            case "queryOptions":
                return java.lang.String.class;
            case "responsetimeout":
            case "responseTimeout":
                return long.class;
            case "services":
                return java.lang.String.class;
            case "sslcontext":
            case "sslContext":
                return javax.net.ssl.SSLContext.class;
            case "sslcontextparameters":
            case "sslContextParameters":
                return org.apache.camel.support.jsse.SSLContextParameters.class;
            case "throwexceptiononfailure":
            case "throwExceptionOnFailure":
                return boolean.class;
            case "transfersyntaxes":
            case "transferSyntaxes":
                return java.lang.String.class;
            case "transfertimeout":
            case "transferTimeout":
                return long.class;
            case "verifyhost":
            case "verifyHost":
                return boolean.class;
            default:
                return null;
        }
    }

    @Override
    public Object getOptionValue(Object obj, String name, boolean ignoreCase) {
        DicomEndpoint target = (DicomEndpoint) obj;
        switch (ignoreCase ? name.toLowerCase() : name) {
            case "aetitle":
            case "aeTitle":
                return target.getAeTitle();
            case "associatetimeout":
            case "associateTimeout":
                return target.getAssociateTimeout();
            case "associationpolicy":
            case "associationPolicy":
                return target.getAssociationPolicy();
            case "bindaddress":
            case "bindAddress":
                return target.getBindAddress();
            case "bridgeerrorhandler":
            case "bridgeErrorHandler":
                return target.isBridgeErrorHandler();
            case "calledae":
            case "calledAe":
                return target.getCalledAe();
            case "callingae":
            case "callingAe":
                return target.getCallingAe();
            case "callingaetitles":
            case "callingAeTitles":
                return target.getCallingAeTitles();
            case "connecttimeout":
            case "connectTimeout":
                return target.getConnectTimeout();
            case "draintimeout":
            case "drainTimeout":
                return target.getDrainTimeout();
            case "echotoroute":
            case "echoToRoute":
                return target.isEchoToRoute();
            case "exceptionhandler":
            case "exceptionHandler":
                return target.getExceptionHandler();
            case "exchangepattern":
            case "exchangePattern":
                return target.getExchangePattern();
            case "idletimeout":
            case "idleTimeout":
                return target.getIdleTimeout();
            case "informationmodel":
            case "informationModel":
                return target.getInformationModel();
            case "lazystartproducer":
            case "lazyStartProducer":
                return target.isLazyStartProducer();
            case "maxassociations":
            case "maxAssociations":
                return target.getMaxAssociations();
            case "maxmatches":
            case "maxMatches":
                return target.getMaxMatches();
            case "maxpdulength":
            case "maxPduLength":
                return target.getMaxPduLength();
            case "movedestination":
            case "moveDestination":
                return target.getMoveDestination();
            case "movedestinations":
            case "moveDestinations":
                return target.getMoveDestinations();
            case "needclientauth":
            case "needClientAuth":
                return target.isNeedClientAuth();
            case "operation":
                return target.getOperation();
            case "port":
                return target.getPort();
            case "privatestorageclasses":
            case "privateStorageClasses":
                return target.getPrivateStorageClasses();
            case "queryoptions":
            case "queryOptions":
                return target.getQueryOptions();
            case "responsetimeout":
            case "responseTimeout":
                return target.getResponseTimeout();
            case "services":
                return target.getServices();
            case "sslcontext":
            case "sslContext":
                return target.getSslContext();
            case "sslcontextparameters":
            case "sslContextParameters":
                return target.getSslContextParameters();
            case "throwexceptiononfailure":
            case "throwExceptionOnFailure":
                return target.isThrowExceptionOnFailure();
            case "transfersyntaxes":
            case "transferSyntaxes":
                return target.getTransferSyntaxes();
            case "transfertimeout":
            case "transferTimeout":
                return target.getTransferTimeout();
            case "verifyhost":
            case "verifyHost":
                return target.isVerifyHost();
            default:
                return null;
        }
    }
}
