package org.yilian.hub.imaging.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
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
import org.yilian.dicom.net.AssociationPolicy;
import org.yilian.dicom.net.DimseStatus;
import org.yilian.dicom.net.Rejection;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Listening;

/**
 * The DIMSE door of the hospitals' systems: C-STORE here, all else behind {@code direct:dimse}. A peer is known by its calling AE title and, where the region names one, its host; others
 * get no association.
 */
@Component
class DicomDoor extends RouteBuilder {
    private static final String ROUTE = "dicom-in";

    /** Name of the policy in the Camel registry. */
    private static final String POLICY = "knownPeers";

    private final ImageIntake intake;
    private final Region region;
    private final DicomDoorSettings settings;
    private final DicomTrace trace;
    private final ApplicationEventPublisher events;

    DicomDoor(
            ImageIntake intake,
            Region region,
            DicomDoorSettings settings,
            DicomTrace trace,
            ApplicationEventPublisher events) {
        this.intake = intake;
        this.region = region;
        this.settings = settings;
        this.trace = trace;
        this.events = events;
    }

    @EventListener
    void announce(ApplicationReadyEvent ready) {
        DicomConsumer consumer = (DicomConsumer) getContext().getRoute(ROUTE).getConsumer();
        events.publishEvent(new Listening("dicom", consumer.port()));
    }

    @Override
    public void configure() {
        getContext().getRegistry().bind(POLICY, AssociationPolicy.class, policy(settings.aeTitle(), region));
        from("dicom:server?port=" + settings.port() + "&bindAddress=" + settings.host() + "&associationPolicy=#"
                        + POLICY
                        + "&services=store,find,get,move,commitment,mpps&queryOptions=relational,fuzzy&moveDestinations=#moveTargets")
                .routeId(ROUTE)
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

    /** Who may associate: AE titles of the region, from the host that is named for them. */
    static AssociationPolicy policy(String aeTitle, Region region) {
        AssociationPolicy called = AssociationPolicy.called(aeTitle);
        return association -> called.refusal(association)
                .or(() -> knows(region, association)
                        ? Optional.empty()
                        : Optional.of(Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED));
    }

    private static boolean knows(Region region, AssociationInfo association) {
        return region.byCallingAe(association.callingAe()).stream()
                .flatMap(facility -> facility.systems().stream())
                .filter(system -> association.callingAe().equals(system.ae()))
                .anyMatch(system -> system.host() == null || comesFrom(association, system.host()));
    }

    private static boolean comesFrom(AssociationInfo association, String host) {
        return association.remote() != null
                && association.remote().getAddress() != null
                && (association.remote().getAddress().getHostAddress().equals(host)
                        || association.remote().getHostString().equalsIgnoreCase(host));
    }
}
