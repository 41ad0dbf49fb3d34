package org.yilian.hub.reporting;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Measure;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.record.Submission;
import org.yilian.mappings.ResourceWrite;

/** Keeps the definition readable at {@code /fhir/Measure/sharing}. */
@Component
class MeasurePublication {
    /** When this version of the definition was made. */
    private static final Instant AS_OF = Instant.parse("2026-11-22T00:00:00Z");

    private final RecordWriter record;
    private final Region region;

    MeasurePublication(RecordWriter record, Region region) {
        this.record = record;
        this.region = region;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void publish() {
        Measure measure = MeasureForm.measure();
        measure.setId("Measure/" + Indicator.ID);
        measure.getMeta().addTag().setSystem(Urls.FACILITY_TAG).setCode(region.code());
        record.write(List.of(new Submission(region.code(), "hub", List.of(ResourceWrite.replace(measure, AS_OF)))));
    }
}
