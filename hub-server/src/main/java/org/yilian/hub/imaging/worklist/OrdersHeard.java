package org.yilian.hub.imaging.worklist;

import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.record.RecordWritten;
import org.yilian.hub.record.RecordWritten.Change;
import org.yilian.mappings.dicom.ScheduledStep;
import org.yilian.mappings.dicom.ScheduledStepMapper;

/** Puts imaging orders on the worklist when they become active and takes them off when they are no more. */
@Component
class OrdersHeard {
    private final Worklist worklist;
    private final Region region;

    OrdersHeard(Worklist worklist, Region region) {
        this.worklist = worklist;
        this.region = region;
    }

    @EventListener
    void on(RecordWritten written) {
        for (RecordWritten.Written each : written.changes()) {
            Resource resource = each.resource();
            if ("ServiceRequest".equals(resource.fhirType())) {
                on(written.facility(), (ServiceRequest) resource, each.change());
            }
        }
    }

    private void on(String code, ServiceRequest order, Change change) {
        String id = order.getIdElement().getIdPart();
        if (change == Change.DELETED) {
            worklist.remove(id);
            return;
        }
        Optional<Facility> facility = region.facility(code);
        if (facility.isEmpty() || !ScheduledStepMapper.isImaging(order, code)) {
            return;
        }
        Optional<ScheduledStep> step =
                ScheduledStepMapper.map(order, code, facility.get().zone());
        if (step.isPresent()) {
            worklist.put(id, code, step.get());
        } else if (change == Change.UPDATED) {
            worklist.remove(id);
        }
    }
}
