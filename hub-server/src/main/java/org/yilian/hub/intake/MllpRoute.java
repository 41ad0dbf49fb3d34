package org.yilian.hub.intake;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hl7v2.InboundMessage;
import org.yilian.hl7v2.camel.MllpHubConsumer;
import org.yilian.hub.platform.Listening;

/** Stops 1 to 3 of a message: from the socket to durable, and the answer back. */
@Component
class MllpRoute extends RouteBuilder {
    static final String ID = "mllp";

    private final Intake intake;
    private final IntakeSettings settings;
    private final ApplicationEventPublisher events;

    MllpRoute(Intake intake, IntakeSettings settings, ApplicationEventPublisher events) {
        this.intake = intake;
        this.settings = settings;
        this.events = events;
    }

    @EventListener
    void announce(ApplicationReadyEvent ready) {
        MllpHubConsumer consumer = (MllpHubConsumer) getContext().getRoute(ID).getConsumer();
        events.publishEvent(new Listening(ID, consumer.port()));
    }

    @Override
    public void configure() {
        from("mllp-hub:0.0.0.0:" + settings.mllpPort() + "?listener=" + ID)
                .routeId(ID)
                .process(exchange -> exchange.getMessage()
                        .setBody(intake.handle(exchange.getMessage().getBody(InboundMessage.class))));
    }
}
