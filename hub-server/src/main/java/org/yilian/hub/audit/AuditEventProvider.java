package org.yilian.hub.audit;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.IdType;
import org.springframework.stereotype.Component;
import org.yilian.hub.record.FhirOperations;

/** {@code /fhir/AuditEvent}: the trail, for reading only. Whether the caller may is asked like for every other type. */
@Component
class AuditEventProvider implements IResourceProvider, FhirOperations {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final AuditRecords records;

    AuditEventProvider(AuditRecords records) {
        this.records = records;
    }

    @Override
    public Class<AuditEvent> getResourceType() {
        return AuditEvent.class;
    }

    @Read
    public AuditEvent read(@IdParam IdType id, RequestDetails request) {
        if (!id.isIdPartValidLong()) {
            throw new ResourceNotFoundException("HUB-0954: no such record");
        }
        return records.find(id.getIdPartAsLong())
                .map(record -> AuditEvents.of(record, request.getFhirServerBase()))
                .orElseThrow(() -> new ResourceNotFoundException("HUB-0954: no such record"));
    }

    /**
     * Newest first.
     *
     * @param agent client id or user name; of a reference its id
     */
    @Search
    public IBundleProvider search(
            @OptionalParam(name = AuditEvent.SP_DATE) DateRangeParam date,
            @OptionalParam(name = AuditEvent.SP_AGENT_NAME) StringParam agentName,
            @OptionalParam(name = AuditEvent.SP_AGENT) ReferenceParam agent,
            @OptionalParam(name = AuditEvent.SP_ENTITY) ReferenceParam entity,
            @OptionalParam(name = AuditEvent.SP_PATIENT) ReferenceParam patient,
            @OptionalParam(name = AuditEvent.SP_ACTION) TokenOrListParam action,
            @OptionalParam(name = AuditEvent.SP_OUTCOME) TokenOrListParam outcome,
            @Offset Integer offset,
            @Count Integer count,
            RequestDetails request) {
        int from = offset == null ? 0 : Math.max(0, offset);
        int size = count == null ? PAGE : Math.min(Math.max(1, count), LARGEST_PAGE);
        AuditRecords.Page page = records.find(
                new AuditRecords.Wanted(
                        instant(date == null ? null : date.getLowerBoundAsInstant()),
                        instant(date == null ? null : date.getUpperBoundAsInstant()),
                        agentName != null ? agentName.getValue() : agent != null ? agent.getIdPart() : null,
                        entity == null ? null : reference(entity, entity.getResourceType()),
                        patient == null ? null : reference(patient, "Patient"),
                        codes(action),
                        codes(outcome)),
                from,
                size);
        SimpleBundleProvider answer = new SimpleBundleProvider(page.records().stream()
                .map(record -> AuditEvents.of(record, request.getFhirServerBase()))
                .toList());
        answer.setCurrentPageOffset(from);
        answer.setCurrentPageSize(size);
        answer.setSize(Math.toIntExact(Math.min(page.total(), Integer.MAX_VALUE)));
        return answer;
    }

    private static String reference(ReferenceParam parameter, String type) {
        return type == null ? parameter.getValue() : type + "/" + parameter.getIdPart();
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }

    private static List<String> codes(TokenOrListParam parameter) {
        return parameter == null
                ? List.of()
                : parameter.getValuesAsQueryTokens().stream()
                        .map(token -> token.getValue())
                        .toList();
    }
}
