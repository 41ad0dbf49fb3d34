package org.yilian.hub.intake.door;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hl7v2.camel.MllpHubConsumer;
import org.yilian.hub.facility.PinnedCertificates;
import org.yilian.hub.facility.Region;
import org.yilian.hub.intake.Intake;
import org.yilian.hub.intake.IntakeSettings;
import org.yilian.hub.platform.Listening;
import org.yilian.hub.platform.TlsSettings;

/** Stops 1 to 3 of a message: from the socket to durable, and the answer back. Plain, and over TLS where there is a key. */
@Component
class MllpRoute extends RouteBuilder {
    static final String PLAIN = "mllp";
    static final String TLS = "mllps";
    private static final String TLS_CONTEXT = "mllpsContext";

    private final Intake intake;
    private final IntakeSettings settings;
    private final Optional<SSLContext> tls;
    private final ApplicationEventPublisher events;

    MllpRoute(
            Intake intake,
            IntakeSettings settings,
            TlsSettings tlsSettings,
            Region region,
            ApplicationEventPublisher events) {
        this.intake = intake;
        this.settings = settings;
        this.tls = tlsSettings.listener(PinnedCertificates.ofClients(region));
        this.events = events;
    }

    @EventListener
    void announce(ApplicationReadyEvent ready) {
        announce(PLAIN);
        if (tls.isPresent()) {
            announce(TLS);
        }
    }

    private void announce(String route) {
        MllpHubConsumer consumer =
                (MllpHubConsumer) getContext().getRoute(route).getConsumer();
        events.publishEvent(new Listening(route, consumer.port()));
    }

    @Override
    public void configure() {
        listen(PLAIN, settings.mllpPort(), "");
        tls.ifPresent(context -> {
            getContext().getRegistry().bind(TLS_CONTEXT, context);
            listen(TLS, settings.mllpsPort(), "&sslContext=#" + TLS_CONTEXT + "&clientCertificate=NEEDED");
        });
    }

    private void listen(String name, int port, String options) {
        from("mllp-hub:0.0.0.0:" + port + "?listener=" + name + options)
                .routeId(name)
                .process(exchange -> exchange.getMessage()
                        .setBody(intake.handle(exchange.getMessage().getBody(InboundMessage.class))));
    }
}
