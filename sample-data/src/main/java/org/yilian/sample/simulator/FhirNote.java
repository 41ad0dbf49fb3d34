package org.yilian.sample.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.SampleRegion;
import org.yilian.sample.history.Visit;
import org.yilian.sample.history.VisitKind;

/**
 * What a hospital says by FHIR: a discharge summary (H001), an immunization or an appointment (H003); as R4 JSON with
 * {@code %PATIENT%} and {@code %ENCOUNTER%} in place of references.
 */
record FhirNote(Visit visit, String resourceType, String system, String value, String json) {
    private static final int MOST = 12;
    private static final String BASE = "https://fhir.yilian-hub.org/id/";

    Hospital hospital() {
        return visit.registration().hospital();
    }

    boolean needsEncounter() {
        return json.contains("%ENCOUNTER%");
    }

    static List<FhirNote> of(SampleRegion region) {
        List<FhirNote> notes = new ArrayList<>();
        region.history().visits().stream()
                .filter(visit -> visit.registration().hospital() == Hospital.H001
                        && visit.kind() == VisitKind.INPATIENT
                        && visit.end() != null)
                .limit(MOST)
                .forEach(visit -> notes.add(dischargeSummary(visit)));
        region.history().visits().stream()
                .filter(visit -> visit.registration().hospital() == Hospital.H003
                        && visit.registration().formerNumber() == null)
                .limit(MOST)
                .forEach(visit -> notes.add(
                        visit.registration().person().ageOn(region.plan().today()) < 15
                                ? immunization(visit)
                                : appointment(region, visit)));
        return notes;
    }

    private static FhirNote dischargeSummary(Visit visit) {
        String text = "出院小结\n诊断：" + visit.diagnosis().name() + "\n住院经过：病情平稳，按医嘱出院，一月后门诊复查。\n医师："
                + visit.doctor().name();
        String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return note(visit, "DocumentReference", "document", "D" + visit.number().substring(1), """
                "status":"current","docStatus":"final",\
                "type":{"coding":[{"system":"http://loinc.org","code":"18842-5","display":"Discharge summary"}]},\
                "subject":{"reference":"%%PATIENT%%"},"date":"%s",\
                "content":[{"attachment":{"contentType":"text/plain;charset=utf-8","language":"zh-CN","data":"%s",\
                "title":"出院小结"}}],\
                "context":{"encounter":[{"reference":"%%ENCOUNTER%%"}],"period":{"start":"%s","end":"%s"}}\
                """.formatted(
                        time(visit.end().atZone(RegionPlan.ZONE).toOffsetDateTime()),
                        data,
                        time(visit.start().atZone(RegionPlan.ZONE).toOffsetDateTime()),
                        time(visit.end().atZone(RegionPlan.ZONE).toOffsetDateTime())));
    }

    private static FhirNote immunization(Visit visit) {
        return note(visit, "Immunization", "immunization", "I" + visit.number().substring(1), """
                "status":"completed",\
                "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"03",\
                "display":"measles, mumps and rubella virus vaccine"}],"text":"麻腮风联合减毒活疫苗"},\
                "patient":{"reference":"%%PATIENT%%"},"occurrenceDateTime":"%s","primarySource":true,\
                "lotNumber":"YL%s"\
                """.formatted(
                        time(visit.start().atZone(RegionPlan.ZONE).toOffsetDateTime()),
                        visit.number().substring(1, 7)));
    }

    private static FhirNote appointment(SampleRegion region, Visit visit) {
        OffsetDateTime start = region.plan()
                .asOf()
                .plus(Duration.ofDays(7 + visit.registration().person().number() % 20))
                .plus(Duration.ofHours(9))
                .atZone(RegionPlan.ZONE)
                .toOffsetDateTime();
        return note(visit, "Appointment", "appointment", "Y" + visit.number().substring(1), """
                "status":"booked","description":"妇幼保健复诊","start":"%s","end":"%s",\
                "participant":[{"actor":{"reference":"%%PATIENT%%"},"status":"accepted"}]\
                """.formatted(
                        time(start), time(start.plusMinutes(20))));
    }

    /** A transaction of one conditional create: sending it again makes nothing new. */
    private static FhirNote note(Visit visit, String type, String kind, String value, String body) {
        String system = BASE + visit.registration().hospital().id() + "/" + kind;
        String json = """
                {"resourceType":"Bundle","type":"transaction","entry":[{"resource":\
                {"resourceType":"%s","identifier":[{"system":"%s","value":"%s"}],%s},\
                "request":{"method":"POST","url":"%s","ifNoneExist":"identifier=%s|%s"}}]}\
                """.formatted(type, system, value, body, type, system, value);
        return new FhirNote(visit, type, system, value, json);
    }

    private static String time(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withNano(0));
    }
}
