package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.camel.dicom.DicomConstants;
import org.yilian.camel.dicom.DicomConsumer;
import org.yilian.camel.dicom.DicomStatusException;
import org.yilian.dicom.net.AssociationInfo;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.PinnedCertificates;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Listening;
import org.yilian.hub.platform.TlsSettings;

/**
 * The DIMSE door of the hospitals' systems, plain and over TLS where the hub has a key: C-STORE here, all else behind {@code
 * direct:dimse}. Who gets an association, {@link KnownPeers} says.
 */
@Component
class DicomDoor extends RouteBuilder {
    private static final String PLAIN = "dicom";
    private static final String TLS = "dicom-tls";
    private static final String TLS_CONTEXT = "dicomTlsContext";

    private final ImageIntake intake;
    private final Region region;
    private final DicomDoorSettings settings;
    private final DicomTrace trace;
    private final Optional<SSLContext> tls;
    private final ApplicationEventPublisher events;

    DicomDoor(
            ImageIntake intake,
            Region region,
            DicomDoorSettings settings,
            DicomTrace trace,
            TlsSettings tlsSettings,
            ApplicationEventPublisher events) {
        this.intake = intake;
        this.region = region;
        this.settings = settings;
        this.trace = trace;
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
        DicomConsumer consumer = (DicomConsumer) getContext().getRoute(route).getConsumer();
        events.publishEvent(new Listening(route, consumer.port()));
    }

    @Override
    public void configure() {
        listen(PLAIN, settings.host(), settings.port(), "");
        tls.ifPresent(context -> {
            getContext().getRegistry().bind(TLS_CONTEXT, context);
            listen(TLS, settings.tlsHost(), settings.tlsPort(), "&needClientAuth=true&sslContext=#" + TLS_CONTEXT);
        });
    }

    private void listen(String name, String host, int port, String options) {
        from("dicom:server?port=" + port + "&bindAddress=" + host + options + "&associationPolicy=#knownPeers"
                        + "&services=store,find,worklist,get,move,commitment,mpps&queryOptions=relational,fuzzy&moveDestinations=#moveTargets")
                .routeId(name)
                // A refusal is an answer, not an error: Camel's handler would log each with its stack.
                .errorHandler(noErrorHandler())
                .choice()
                .when(header(DicomConstants.OPERATION).isEqualTo("C-STORE"))
                .bean(this, "store")
                .otherwise()
                .to("direct:dimse");
    }

    /** Called by the route. Success is the absence of an exception. */
    public void store(
            @Body InputStream data,
            @Header(DicomConstants.ASSOCIATION) AssociationInfo association,
            @Header(DicomConstants.AFFECTED_SOP_CLASS_UID) String sopClass,
            @Header(DicomConstants.AFFECTED_SOP_INSTANCE_UID) String sopInstance,
            @Header(DicomConstants.TRANSFER_SYNTAX_UID) String transferSyntax,
            Exchange exchange)
            throws IOException, DicomStatusException {
        Facility facility = region.byCallingAe(association.callingAe())
                .orElseThrow(() -> new DicomStatusException(DimseStatus.NOT_AUTHORIZED));
        StoreResult result =
                take(new Announcement(facility, association.callingAe(), sopClass, sopInstance, transferSyntax), data);
        if (!result.outcome().isSuccess()) {
            throw new DicomStatusException(DimseStatus.of(result.outcome().status())
                    .withComment(result.outcome().comment()));
        }
        exchange.getMessage().setHeader(DicomConstants.STATUS, 0);
        trace.received(association, facility.code(), result.studyUid());
    }

    private StoreResult take(Announcement announced, InputStream data) throws IOException {
        try {
            return intake.take(announced, data);
        } catch (IOException | RuntimeException e) {
            // Class names only: texts may carry what a peer sent.
            log.warn(
                    "object not stored: facility={} cause={}",
                    announced.facility().code(),
                    e.getClass().getSimpleName());
            throw e;
        }
    }
}
