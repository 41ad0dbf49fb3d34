package org.yilian.hub.portal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Encounter;
import org.springframework.stereotype.Component;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.record.RecordReader;

/** Visits of some source records, from the record. */
@Component
class Encounters {
    private static final int MOST = 500;
    private static final Map<String, String> CLASSES =
            Map.of("AMB", "门诊", "EMER", "急诊", "IMP", "住院", "ACUTE", "住院", "OBSENC", "留观", "PRENC", "预约", "HH", "家庭");

    private final RecordReader record;

    Encounters(RecordReader record) {
        this.record = record;
    }

    record Visit(String resource, String patient, Instant at, String facility, String title, String status) {}

    /** Without those that never got a time. */
    List<Visit> of(Collection<String> patients) {
        if (patients.isEmpty()) {
            return List.of();
        }
        return record.ofPatients(Encounter.class, patients, MOST).stream()
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
