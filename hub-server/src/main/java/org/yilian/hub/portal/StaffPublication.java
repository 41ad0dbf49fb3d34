package org.yilian.hub.portal;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Practitioner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.record.Submission;
import org.yilian.hub.security.CallerDirectory;
import org.yilian.hub.security.FhirUsers;
import org.yilian.mappings.ResourceWrite;

/** Keeps a Practitioner for each user of the portal, so that an app that is told {@code fhirUser} can read who that is. */
@Component
class StaffPublication {
    /** A later description of a user is another text, and is taken; the same one changes nothing. */
    private static final Instant AS_OF = Instant.parse("2026-11-26T00:00:00Z");

    private final CallerDirectory directory;
    private final FhirUsers fhirUsers;
    private final RecordWriter record;

    StaffPublication(CallerDirectory directory, FhirUsers fhirUsers, RecordWriter record) {
        this.directory = directory;
        this.fhirUsers = fhirUsers;
        this.record = record;
    }

    /** Only where apps are registered: nobody else asks. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void publish() {
        if (!directory.apps().isEmpty()) {
            record.write(directory.users().stream().map(this::submission).toList());
        }
    }

    private Submission submission(CallerDirectory.User user) {
        String owner = user.facility() == null ? directory.region() : user.facility();
        Practitioner practitioner = new Practitioner();
        practitioner.setId(fhirUsers.reference(user.name(), user.facility()));
        practitioner.getMeta().addTag().setSystem(Urls.FACILITY_TAG).setCode(owner);
        practitioner.addIdentifier().setSystem(FhirUsers.SYSTEM).setValue(user.name());
        practitioner.addName().setText(user.display() == null ? user.name() : user.display());
        return new Submission(owner, "hub", List.of(ResourceWrite.replace(practitioner, AS_OF)));
    }
}
