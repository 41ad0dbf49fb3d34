package org.yilian.hub.identity;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MessageHeader;
import org.hl7.fhir.r4.model.MessageHeader.ResponseType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yilian.hub.audit.TouchedRecords;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Collisions;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.FhirOperations;
import org.yilian.hub.record.RecordReader;
import org.yilian.hub.record.RecordWriter;
import org.yilian.hub.record.Submission;
import org.yilian.hub.security.Caller;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.pmir.PatientFeed;
import org.yilian.mappings.pmir.RefusedEntry;

/**
 * <a href="https://profiles.ihe.net/ITI/PMIR/ITI-93.html">PMIR, Mobile Patient Identity Feed [ITI-93]</a>, as the registry: a
 * hospital tells of its new, changed, merged and deleted patients. The whole feed is written in one transaction, with the same
 * effect as HL7 v2 has, or nothing of it is; told again it changes nothing (ADR 0084).
 */
@Component
public class PatientFeedOperation implements FhirOperations {
    static final String EVENT = "urn:ihe:iti:pmir:2019:patient-feed";
    static final String DEFINITION = "https://profiles.ihe.net/ITI/PMIR/MessageDefinition/IHE.PMIR.MessageDefinition";
    private static final int TRIES = 5;

    private final Region region;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PatientFeedOperation(
            Region region, RecordReader reader, RecordWriter writer, TransactionTemplate transaction, Clock clock) {
        this.region = region;
        this.reader = reader;
        this.writer = writer;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Operation(name = "$process-message")
    public Bundle process(
            @OperationParam(name = "content", min = 1, max = 1) Bundle message,
            @OperationParam(name = "async") BooleanType async,
            RequestDetails request) {
        Facility facility = region.facility(String.valueOf(Caller.current().facility()))
                .orElseThrow(() -> new ForbiddenOperationException("Only a hospital's system feeds patients"));
        if (async != null && async.booleanValue()) {
            throw new UnprocessableEntityException(
                    "A feed is worked on before it is answered", outcome(IssueType.NOTSUPPORTED, "async", null));
        }
        MessageHeader header = header(message);
        Bundle history = history(message, header);
        Instant told = message.hasTimestamp() ? message.getTimestamp().toInstant() : null;
        try {
            Collisions.retrying(TRIES, () -> transaction.execute(status -> write(facility, history, told, request)));
        } catch (RefusedEntry refused) {
            throw refusal(refused);
        }
        return answer(header, request);
    }

    private static MessageHeader header(Bundle message) {
        if (message == null || message.getType() != Bundle.BundleType.MESSAGE) {
            throw new InvalidRequestException(
                    "A Bundle of type message is needed", outcome(IssueType.REQUIRED, "type message", "Bundle.type"));
        }
        if (!(message.getEntryFirstRep().getResource() instanceof MessageHeader header)) {
            throw new InvalidRequestException(
                    "The first entry is the MessageHeader",
                    outcome(IssueType.REQUIRED, "MessageHeader", "Bundle.entry[0].resource"));
        }
        if (!header.hasEventUriType() || !EVENT.equals(header.getEventUriType().getValue())) {
            throw new UnprocessableEntityException(
                    "The event is not one that is taken here",
                    outcome(IssueType.NOTSUPPORTED, EVENT, "Bundle.entry[0].resource.event"));
        }
        return header;
    }

    /** The entry that the focus names; where nothing has that name, the second. */
    private static Bundle history(Bundle message, MessageHeader header) {
        String focus = header.getFocusFirstRep().getReference();
        return message.getEntry().stream()
                .filter(each -> each.getResource() instanceof Bundle)
                .filter(each -> message.getEntry().size() == 2
                        || each.getFullUrl() != null && each.getFullUrl().equals(focus)
                        || each.getResource().getIdElement().getIdPart() != null
                                && each.getResource().getIdElement().getIdPart().equals(new IdType(focus).getIdPart()))
                .map(each -> (Bundle) each.getResource())
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "The focus is a Bundle of the message",
                        outcome(IssueType.REQUIRED, "focus", "Bundle.entry[0].resource.focus")));
    }

    private Void write(Facility facility, Bundle history, Instant told, RequestDetails request) {
        PatientFeed feed = new PatientFeed(facility.profile(), id -> own(facility, id), clock.instant());
        List<ResourceWrite> writes = feed.translate(history, told);
        writer.write(List.of(new Submission(facility.code(), "fhir", writes)));
        writes.forEach(each -> TouchedRecords.add(request, each.key()));
        return null;
    }

    private Optional<Patient> own(Facility facility, String id) {
        return reader.read(Patient.class, id).filter(each -> each.getMeta().getTag().stream()
                .anyMatch(tag -> Urls.FACILITY_TAG.equals(tag.getSystem())
                        && facility.code().equals(tag.getCode())));
    }

    private static RuntimeException refusal(RefusedEntry refused) {
        String place = "Bundle.entry[1].resource.entry[" + refused.entry() + "]";
        String text = refused.getMessage();
        return switch (refused.reason()) {
            case INCORRECT -> new InvalidRequestException(text, outcome(IssueType.INVALID, text, place));
            case UNSUPPORTED -> new UnprocessableEntityException(text, outcome(IssueType.NOTSUPPORTED, text, place));
            case UNMERGE -> new MethodNotAllowedException(text, outcome(IssueType.NOTSUPPORTED, text, place));
            case CONFLICT -> new ResourceVersionConflictException(text, outcome(IssueType.CONFLICT, text, place));
        };
    }

    private Bundle answer(MessageHeader asked, RequestDetails request) {
        MessageHeader header = new MessageHeader();
        header.setId(UUID.randomUUID().toString());
        header.getEventUriType().setValue(EVENT + "-response");
        header.setDefinition(DEFINITION + ".Response");
        header.getSource().setName("Yilian Hub").setEndpoint(request.getFhirServerBase());
        header.getResponse()
                .setIdentifier(
                        asked.getIdElement().hasIdPart() ? asked.getIdElement().getIdPart() : "unknown")
                .setCode(ResponseType.OK);
        Bundle answer = new Bundle();
        answer.setType(Bundle.BundleType.MESSAGE).setTimestamp(java.util.Date.from(clock.instant()));
        answer.addEntry()
                .setFullUrl("urn:uuid:" + header.getIdElement().getIdPart())
                .setResource(header);
        return answer;
    }

    /** Fixed texts; nothing of the feed is repeated. */
    private static OperationOutcome outcome(IssueType type, String text, String place) {
        OperationOutcome outcome = new OperationOutcome();
        OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(type)
                .setDiagnostics(text);
        if (place != null) {
            issue.addExpression(place);
        }
        return outcome;
    }
}
