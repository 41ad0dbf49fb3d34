package org.yilian.hub.portal;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceOrListParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Urls;

/** Visits of some source records, from the record. */
@Component
class Encounters {
    private static final int MOST = 500;
    private static final Map<String, String> CLASSES =
            Map.of("AMB", "门诊", "EMER", "急诊", "IMP", "住院", "ACUTE", "住院", "OBSENC", "留观", "PRENC", "预约", "HH", "家庭");

    private final IFhirResourceDao<Encounter> encounters;

    Encounters(IFhirResourceDao<Encounter> encounters) {
        this.encounters = encounters;
    }

    record Visit(String resource, String patient, Instant at, String facility, String title, String status) {}

    /** Without those that never got a time. */
    List<Visit> of(Collection<String> patients) {
        if (patients.isEmpty()) {
            return List.of();
        }
        ReferenceOrListParam subjects = new ReferenceOrListParam();
        patients.stream().sorted().forEach(id -> subjects.add(new ReferenceParam("Patient", null, id)));
        SearchParameterMap asked = SearchParameterMap.newSynchronous().add(Encounter.SP_SUBJECT, subjects);
        asked.setCount(MOST);
        return encounters.search(asked, new SystemRequestDetails()).getAllResources().stream()
                .map(Encounter.class::cast)
                .filter(encounter -> encounter.getPeriod().hasStart())
                .map(Encounters::visit)
                .toList();
    }

    private static Visit visit(Encounter encounter) {
        return new Visit(
                "Encounter/" + encounter.getIdElement().getIdPart(),
                encounter.getSubject().getReferenceElement().getIdPart(),
                encounter.getPeriod().getStart().toInstant(),
                encounter.getMeta().getTag().stream()
                        .filter(tag -> Urls.FACILITY_TAG.equals(tag.getSystem()))
                        .map(Coding::getCode)
                        .findFirst()
                        .orElse(""),
                title(encounter),
                encounter.hasStatus() ? encounter.getStatus().toCode() : "unknown");
    }

    /** Class and department, as far as they are told. */
    private static String title(Encounter encounter) {
        Coding type = encounter.getClass_();
        String named = type.hasDisplay() ? type.getDisplay() : type.getCode();
        String kind = type.hasCode() ? CLASSES.getOrDefault(type.getCode(), named) : "";
        String department = Stream.of(
                        encounter.getServiceType().getText(),
                        encounter.getServiceType().getCodingFirstRep().getDisplay(),
                        encounter.getLocationFirstRep().getLocation().getDisplay())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
        return (kind + " " + department).strip();
    }
}
