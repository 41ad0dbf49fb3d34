package org.yilian.hub.identity;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UriType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.facility.Facility;
import org.yilian.hub.facility.Region;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.FhirOperations;
import org.yilian.hub.security.Caller;

/**
 * <a href="https://profiles.ihe.net/ITI/PIXm/ITI-83.html">PIXm, Mobile Patient Identifier Cross-reference Query
 * [ITI-83]</a>: from one identifier of a person to all others and to the records that have them. Only certain links
 * count; a number that leads to several persons gives the records of none but those that have it; records that are kept
 * from who asks do not exist.
 */
@Component
public class PixOperations implements FhirOperations {
    private final People people;
    private final SeenRecords seen;
    private final JdbcClient jdbc;
    private final Set<String> domains = new LinkedHashSet<>(List.of(Urls.CITIZEN_ID));

    PixOperations(People people, SeenRecords seen, JdbcClient jdbc, Region region) {
        this.people = people;
        this.seen = seen;
        this.jdbc = jdbc;
        region.facilities().stream()
                .flatMap(facility -> facility.authorities().values().stream())
                .map(Facility.Authority::system)
                .forEach(domains::add);
    }

    @Operation(name = "$ihe-pix", type = Patient.class, idempotent = true)
    @Transactional(readOnly = true)
    public Parameters crossReference(
            @OperationParam(name = "sourceIdentifier", min = 1, max = 1) TokenParam source,
            @OperationParam(name = "targetSystem", max = OperationParam.MAX_UNLIMITED) List<UriType> targets) {
        if (source == null || source.getSystem() == null || source.getValue() == null) {
            throw new InvalidRequestException(
                    "sourceIdentifier is needed", outcome(IssueType.REQUIRED, "sourceIdentifier"));
        }
        if (!domains.contains(source.getSystem())) {
            String text = "sourceIdentifier Assigning Authority not found";
            throw new InvalidRequestException(text, outcome(IssueType.CODEINVALID, text));
        }
        Set<String> wanted = new LinkedHashSet<>();
        for (UriType target : targets == null ? List.<UriType>of() : targets) {
            if (!domains.contains(target.getValue())) {
                throw new ForbiddenOperationException(
                        "targetSystem not found", outcome(IssueType.CODEINVALID, "targetSystem not found"));
            }
            wanted.add(target.getValue());
        }
        List<People.PersonLink> found = seen.by(Caller.current(), people.find(source.getSystem(), source.getValue()));
        if (found.isEmpty()) {
            String text = "sourceIdentifier Patient Identifier not found";
            throw new ResourceNotFoundException(text, outcome(IssueType.NOTFOUND, text));
        }
        return answer(records(found), wanted, source);
    }

    private List<String> records(List<People.PersonLink> found) {
        boolean one = found.stream().map(People.PersonLink::person).distinct().count() == 1;
        return one
                ? seen.by(Caller.current(), people.recordsOf(found.get(0).person())).stream()
                        .map(People.PersonLink::patient)
                        .toList()
                : found.stream().map(People.PersonLink::patient).toList();
    }

    private record Known(String patient, String system, String value) {}

    private Parameters answer(List<String> patients, Set<String> wanted, TokenParam source) {
        List<Known> all = jdbc.sql("select patient, key_value from yh_patient_key where kind = 'ID'"
                        + " and patient in (:patients) order by key_value, patient")
                .param("patients", patients)
                .query((row, n) -> known(row.getString(1), row.getString(2)))
                .list();
        Parameters answer = new Parameters();
        Set<String> told = new LinkedHashSet<>();
        Set<String> shown = new LinkedHashSet<>();
        List<Known> chosen = new ArrayList<>(all);
        chosen.removeIf(each -> !wanted.isEmpty() && !wanted.contains(each.system()));
        for (Known each : chosen) {
            shown.add(each.patient());
            boolean asked =
                    each.system().equals(source.getSystem()) && each.value().equals(source.getValue());
            if (!asked && told.add(each.system() + "|" + each.value())) {
                answer.addParameter()
                        .setName("targetIdentifier")
                        .setValue(new Identifier().setSystem(each.system()).setValue(each.value()));
            }
        }
        shown.forEach(
                patient -> answer.addParameter().setName("targetId").setValue(new Reference("Patient/" + patient)));
        return answer;
    }

    private static Known known(String patient, String key) {
        int bar = key.lastIndexOf('|');
        return new Known(patient, key.substring(0, bar), key.substring(bar + 1));
    }

    /** Fixed texts of the profile; what was asked is not repeated. */
    private static OperationOutcome outcome(IssueType type, String text) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue().setSeverity(IssueSeverity.ERROR).setCode(type).setDiagnostics(text);
        return outcome;
    }
}
