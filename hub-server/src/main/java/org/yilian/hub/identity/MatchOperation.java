package org.yilian.hub.identity;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yilian.hub.identity.matching.Keys;
import org.yilian.hub.identity.matching.Match;
import org.yilian.hub.identity.matching.Matcher;
import org.yilian.hub.identity.matching.Profile;
import org.yilian.hub.record.FhirOperations;
import org.yilian.hub.record.RecordReader;
import org.yilian.hub.security.Caller;

/**
 * <a href="https://profiles.ihe.net/ITI/PDQm/ITI-119.html">PDQm, Patient Demographics Match [ITI-119]</a>, FHIR's
 * {@code $match}: which source records are the patient that stands in the parameters, by the matcher that links records, the
 * best first. {@code certain} is what the hub would link; the score is the evidence on the way to that. Records that are kept
 * from who asks do not exist. Nothing is linked or kept.
 */
@Component
public class MatchOperation implements FhirOperations {
    private static final String GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade";
    private static final int MOST = 50;

    private final PersonTables tables;
    private final SeenRecords seen;
    private final RecordReader reader;

    MatchOperation(PersonTables tables, SeenRecords seen, RecordReader reader) {
        this.tables = tables;
        this.seen = seen;
        this.reader = reader;
    }

    private record Found(Profile record, Match match) {}

    @Operation(name = "$match", type = Patient.class)
    @Transactional(readOnly = true)
    public Bundle match(
            @OperationParam(name = "resource", min = 1, max = 1) Patient asked,
            @OperationParam(name = "onlyCertainMatches") BooleanType onlyCertain,
            @OperationParam(name = "count") IntegerType count) {
        if (asked == null) {
            throw new InvalidRequestException("resource is needed: a Patient");
        }
        Profile wanted = Profile.of(SourceTraits.of(asked, ""));
        boolean certain = onlyCertain != null && Boolean.TRUE.equals(onlyCertain.getValue());
        int most = count == null || count.getValue() == null ? MOST : Math.min(MOST, Math.max(0, count.getValue()));
        List<Found> found = tables.candidates("", Keys.of(wanted).all()).stream()
                .map(Links.Linked::record)
                .filter(each -> each.traits().replacedBy() == null)
                .flatMap(each -> Matcher.compare(wanted, each).map(match -> new Found(each, match)).stream())
                .filter(each -> !certain || each.match().certain())
                .sorted(Comparator.comparing((Found each) -> !each.match().certain())
                        .thenComparing(each -> -each.match().bits())
                        .thenComparing(each -> each.record().traits().patient()))
                .toList();
        return answer(visible(found).stream().limit(most).toList());
    }

    private List<Found> visible(List<Found> found) {
        Set<String> visible = seen
                .by(
                        Caller.current(),
                        found.stream()
                                .map(each -> each.record().traits())
                                .map(each ->
                                        new People.PersonLink(0, each.patient(), each.facility(), Grade.POSSIBLE, ""))
                                .toList())
                .stream()
                .map(People.PersonLink::patient)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(each -> visible.contains(each.record().traits().patient()))
                .toList();
    }

    private Bundle answer(List<Found> found) {
        Bundle bundle = new Bundle();
        bundle.setType(Bundle.BundleType.SEARCHSET);
        for (Found each : found) {
            reader.read(Patient.class, each.record().traits().patient()).ifPresent(patient -> {
                Bundle.BundleEntryComponent entry = bundle.addEntry().setResource(patient);
                entry.setFullUrl("Patient/" + patient.getIdElement().getIdPart());
                entry.getSearch()
                        .setMode(Bundle.SearchEntryMode.MATCH)
                        .setScore(score(each.match()))
                        .addExtension(GRADE, new CodeType(each.match().certain() ? "certain" : "possible"));
            });
        }
        bundle.setTotal(bundle.getEntry().size());
        return bundle;
    }

    /** 1 for what is certain; the share of the evidence that would do, at most 0.99, for what is possible. */
    private static BigDecimal score(Match match) {
        double share = match.certain() ? 1 : Math.min(0.99, Math.max(0, match.bits() / Matcher.CERTAIN));
        return BigDecimal.valueOf(share).setScale(2, RoundingMode.DOWN);
    }
}
