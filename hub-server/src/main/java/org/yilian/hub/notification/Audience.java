package org.yilian.hub.notification;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.springframework.stereotype.Component;
import org.yilian.hub.facility.DataCategory;
import org.yilian.hub.identity.People;
import org.yilian.hub.security.AccessPolicy;
import org.yilian.hub.security.Caller;
import org.yilian.hub.security.Piece;

/**
 * What leaves the hub unasked passes the same decision as what is asked for: nobody is sent what they could not read. Only
 * who ordered something is answered whatever else holds, as the laboratory would answer without a hub (ADR 0085).
 */
@Component
class Audience {
    private final AccessPolicy policy;

    Audience(AccessPolicy policy) {
        this.policy = policy;
    }

    /** Those who ordered the report, and those who may see it. */
    List<Addressee> ofResult(DiagnosticReport report, List<Addressee> all) {
        return all.stream()
                .filter(to -> to.placer() != null
                        || policy.sees(caller(to.destination().facility()), report))
                .toList();
    }

    /** Those of a person's records that the facility may see. */
    List<People.PersonLink> ofLinks(String facility, List<People.PersonLink> records) {
        return policy.visible(
                caller(facility),
                records,
                each -> Piece.of(
                        "Patient/" + each.patient(), each.facility(), each.patient(), DataCategory.DEMOGRAPHICS));
    }

    private static Caller caller(String facility) {
        return Caller.system("outbound:" + facility, facility, Set.of());
    }
}
