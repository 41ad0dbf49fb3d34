package org.yilian.hub.security.token;

import java.util.OptionalInt;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.PinnedCertificates;
import org.yilian.hub.platform.Listening;
import org.yilian.hub.platform.MutualTls;
import org.yilian.hub.platform.TlsSettings;
import org.yilian.hub.security.CallerDirectory;

/**
 * All doors once more, at a port of their own for clients that show a certificate (RFC 8705 section 5): a browser at the
 * other port is never asked for one.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class MutualTlsPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final MutualTlsSettings settings;
    private final TlsSettings tls;
    private final CallerDirectory directory;
    private final ApplicationEventPublisher events;
    private Connector connector;

    MutualTlsPort(
            MutualTlsSettings settings, TlsSettings tls, CallerDirectory directory, ApplicationEventPublisher events) {
        this.settings = settings;
        this.tls = tls;
        this.directory = directory;
        this.events = events;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        if (settings.wanted()) {
            String host =
                    server.getAddress() == null ? null : server.getAddress().getHostAddress();
            connector = MutualTls.connector(tls, PinnedCertificates.ofClients(this::isPinned), host, settings.port());
            // Limits and buffers as at the other port.
            server.getTomcatConnectorCustomizers().forEach(each -> each.customize(connector));
            server.addAdditionalTomcatConnectors(connector);
        }
    }

    private boolean isPinned(String fingerprint) {
        return directory.clients().stream()
                .anyMatch(client -> client.certificates().contains(fingerprint));
    }

    @EventListener
    void started(ServletWebServerInitializedEvent event) {
        port().ifPresent(port -> events.publishEvent(new Listening("mtls", port)));
    }

    /** The real one; empty where there is none. */
    OptionalInt port() {
        return connector == null ? OptionalInt.empty() : OptionalInt.of(connector.getLocalPort());
    }
}
