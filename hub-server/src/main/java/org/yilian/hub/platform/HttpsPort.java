package org.yilian.hub.platform;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** TLS on the HTTP port, where the operator says so; last, so that it holds against the framework's own keys. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class HttpsPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String BUNDLE = "hub";

    private final TlsSettings tls;

    HttpsPort(TlsSettings tls) {
        this.tls = tls;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        if (tls.https()) {
            server.setSslBundles(new DefaultSslBundleRegistry(BUNDLE, tls.bundle()));
            server.setSsl(Ssl.forBundle(BUNDLE));
        }
    }
}
