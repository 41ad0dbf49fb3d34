package org.yilian.hub.recognition;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.record.Submission;
import org.yilian.mappings.ResourceWrite;

/** Keeps the dictionary of refusals readable at {@code /fhir/CodeSystem/recognition-refusal}. */
@Component
class ReasonPublication {
    /** When this version of the dictionary was made. */
    private static final Instant AS_OF = Instant.parse("2026-11-22T00:00:00Z");

    private final RecordWriter record;
    private final Region region;

    ReasonPublication(RecordWriter record, Region region) {
        this.record = record;
        this.region = region;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void publish() {
        CodeSystem codes = ReasonCodes.codeSystem();
        codes.setId("CodeSystem/recognition-refusal");
        codes.getMeta().addTag().setSystem(Urls.FACILITY_TAG).setCode(region.code());
        record.write(List.of(new Submission(region.code(), "hub", List.of(ResourceWrite.replace(codes, AS_OF)))));
    }
}
