package org.yilian.hub.reporting;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.MeasureReport;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.HubFailure;
import org.yilian.hub.record.FhirOperations;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Door;

/**
 * <a href="https://hl7.org/fhir/R4/measure-operation-evaluate-measure.html">Measure/sharing/$evaluate-measure</a>: the
 * same numbers as the report's other forms. Months are whole: a period covers the months its two days lie in.
 */
@Component
class MeasureOperations implements FhirOperations {
    private final ReportsDoor reports;
    private final Region region;
    private final AccessPolicy policy;

    MeasureOperations(ReportsDoor reports, Region region, AccessPolicy policy) {
        this.reports = reports;
        this.region = region;
        this.policy = policy;
    }

    @Operation(name = "$evaluate-measure", type = Measure.class, idempotent = true)
    public MeasureReport evaluate(
            @IdParam IdType measure,
            @OperationParam(name = "periodStart", min = 1) DateType from,
            @OperationParam(name = "periodEnd", min = 1) DateType to) {
        if (!Indicator.ID.equals(measure.getIdPart())) {
            throw new ResourceNotFoundException(measure);
        }
        if (from == null || to == null || month(from) == null || month(to) == null) {
            throw new InvalidRequestException("HUB-1004: periodStart and periodEnd are needed");
        }
        try {
            policy.requireRead(Door.REPORTS, "MeasureReport");
            return MeasureForm.report(reports.report(month(from), month(to)), region.code(), region.zone());
        } catch (HubFailure failure) {
            if (failure.category() == org.yilian.hub.platform.FailureCategory.FORBIDDEN) {
                throw new ForbiddenOperationException(failure.getMessage());
            }
            throw new InvalidRequestException(failure.getMessage());
        }
    }

    private static String month(DateType date) {
        String text = date.getValueAsString();
        return text == null || text.length() < 7 ? null : text.substring(0, 7);
    }
}
