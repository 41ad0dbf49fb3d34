package org.yilian.hub.notification;

import java.time.Clock;
import java.util.Map;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.facility.Destination;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.FailureCategory;
import org.yilian.hub.platform.HubFailure;

/** The operator's hands on what leaves: look, try again, leave out. */
@Component
class DeliveryConsole {
    private static final Map<String, Class<? extends Resource>> SUBJECTS = Map.of(
            "DiagnosticReport", DiagnosticReport.class,
            "ServiceRequest", ServiceRequest.class,
            "Task", Task.class,
            "Patient", Patient.class);

    private final DeliveryQueries queries;
    private final Deliveries deliveries;
    private final Notifier notifier;
    private final Outbox outbox;
    private final Region region;
    private final Clock clock;

    DeliveryConsole(
            DeliveryQueries queries,
            Deliveries deliveries,
            Notifier notifier,
            Outbox outbox,
            Region region,
            Clock clock) {
        this.queries = queries;
        this.deliveries = deliveries;
        this.notifier = notifier;
        this.outbox = outbox;
        this.region = region;
        this.clock = clock;
    }

    /** @throws HubFailure HUB-0750 if there is none */
    DeliveryQueries.Detail detail(long id) {
        return queries.detail(id)
                .orElseThrow(() -> new HubFailure(FailureCategory.NOT_FOUND, "HUB-0750", "no such delivery"));
    }

    /**
     * Tries a message at once that waits or is dead, with the same bytes; makes one anew that was held.
     *
     * @throws HubFailure HUB-0751 if it was delivered or left out, HUB-0752 if a later message about the same was
     *     delivered, HUB-0753 if a held one still cannot be sent
     */
    @Transactional
    public void retry(long id, String actor, String reason) {
        DeliveryQueries.Item item = detail(id).item();
        switch (item.state()) {
            case WAITING -> deliveries.decide(id, DeliveryState.WAITING, actor, reason, clock.instant());
            case DEAD -> {
                if (queries.overtaken(item)) {
                    throw new HubFailure(
                            FailureCategory.CONFLICT, "HUB-0752", "a later message about the same was delivered");
                }
                deliveries.decide(id, DeliveryState.WAITING, actor, reason, clock.instant());
            }
            case HELD -> release(item, actor, reason);
            default -> throw settled();
        }
        outbox.wakeAfterCommit(item.destination());
    }

    private void release(DeliveryQueries.Item item, String actor, String reason) {
        deliveries.decide(item.id(), DeliveryState.SKIPPED, actor, reason, clock.instant());
        if (!again(item)) {
            throw new HubFailure(FailureCategory.CONFLICT, "HUB-0753", "the message still cannot be sent");
        }
    }

    private boolean again(DeliveryQueries.Item item) {
        String type = item.subject().substring(0, item.subject().indexOf('/'));
        String id = item.subject().substring(type.length() + 1).split("[<>]")[0];
        if (!SUBJECTS.containsKey(type)) {
            return false; // about a person: comes again with the next change of any of the records
        }
        return region.destinations().stream()
                .filter(each -> each.name().equals(item.destination()))
                .findFirst()
                .map((Destination to) -> notifier.again(to, SUBJECTS.get(type), id, item.author(), item.origin()))
                .orElse(false);
    }

    /**
     * Leaves a message out for good, so that those behind it go on.
     *
     * @throws HubFailure HUB-0751 if it was delivered or left out already
     */
    @Transactional
    public void skip(long id, String actor, String reason) {
        DeliveryQueries.Item item = detail(id).item();
        if (item.state() == DeliveryState.DELIVERED || item.state() == DeliveryState.SKIPPED) {
            throw settled();
        }
        deliveries.decide(id, DeliveryState.SKIPPED, actor, reason, clock.instant());
        outbox.wakeAfterCommit(item.destination());
    }

    private static HubFailure settled() {
        return new HubFailure(FailureCategory.CONFLICT, "HUB-0751", "delivered or left out already");
    }
}
