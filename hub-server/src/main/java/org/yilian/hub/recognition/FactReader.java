package org.yilian.hub.recognition;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.yilian.hub.platform.Urls;
import org.yilian.hub.recognition.ResultFact.Kind;
import org.yilian.hub.recognition.ResultFact.ReportPart;
import org.yilian.hub.record.RecordWritten;

/** Reads facts out of the resources of one event. */
final class FactReader {
    /** Diagnostic services (HL7 table 0074) whose reports describe images or tracings. */
    private static final Set<String> EXAMINATIONS =
            Set.of("RAD", "CT", "CTH", "CUS", "IMG", "NMR", "NMS", "OUS", "RUS", "RX", "VUS", "XRC", "EC", "EN", "PF");

    private static final Set<String> CRITICAL = Set.of("LL", "HH", "AA");
    private static final String UCUM = "http://unitsofmeasure.org";

    private final String facility;
    private final Predicate<String> isExamination;
    private final Map<String, DiagnosticReport> reportOf = new HashMap<>();

    /** @param isExamination whether the region knows a regional code as an examination */
    FactReader(RecordWritten event, Predicate<String> isExamination) {
        this.facility = event.facility();
        this.isExamination = isExamination;
        for (RecordWritten.Written each : event.changes()) {
            if (each.resource() instanceof DiagnosticReport report) {
                report.getResult()
                        .forEach(result ->
                                reportOf.put(result.getReferenceElement().getIdPart(), report));
            }
        }
    }

    boolean knowsReportOf(Observation observation) {
        return reportOf.containsKey(observation.getIdElement().getIdPart());
    }

    /** Null for observations that are no results: vital signs, social history, ... */
    ResultFact of(Observation observation) {
        DiagnosticReport report = reportOf.get(observation.getIdElement().getIdPart());
        Kind kind = kind(observation, report);
        if (kind == null || !observation.hasSubject()) {
            return null;
        }
        Quantity quantity = observation.hasValueQuantity() ? observation.getValueQuantity() : null;
        String flag = observation.getInterpretation().stream()
                .flatMap(concept -> concept.getCoding().stream())
                .filter(Coding::hasCode)
                .findFirst()
                .map(Coding::getCode)
                .orElse(null);
        return new ResultFact(
                key(observation),
                version(observation),
                facility,
                patient(observation.getSubject()),
                kind,
                item(observation.getCode()),
                observation.hasStatus() ? observation.getStatus().toCode() : "unknown",
                report == null ? ReportPart.NONE : part(report),
                title(observation.getCode()),
                cut(value(observation), 2000),
                quantity == null ? null : cut(quantity.getUnit(), 60),
                quantity == null ? null : ucum(quantity),
                cut(range(observation), 200),
                cut(flag, 16),
                interpreted(observation),
                time(observation.getEffective()),
                observation.hasIssued() ? observation.getIssued().toInstant() : null,
                null,
                null);
    }

    /** Null for reports of laboratories: their results speak for themselves. */
    ResultFact of(DiagnosticReport report) {
        if (!isExamination(report) || !report.hasSubject()) {
            return null;
        }
        return new ResultFact(
                key(report),
                version(report),
                facility,
                patient(report.getSubject()),
                Kind.IMAGING,
                item(report.getCode()),
                report.hasStatus() ? report.getStatus().toCode() : "unknown",
                part(report),
                title(report.getCode()),
                cut(report.getConclusion(), 2000),
                null,
                null,
                null,
                null,
                false,
                time(report.getEffective()),
                report.hasIssued() ? report.getIssued().toInstant() : null,
                accession(report.getIdentifier()),
                report.hasImagingStudy()
                        ? "ImagingStudy/"
                                + report.getImagingStudyFirstRep()
                                        .getReferenceElement()
                                        .getIdPart()
                        : null);
    }

    static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    /** Version as stored; 1 where the store did not tell. */
    static int version(Resource resource) {
        String version = resource.getMeta().getVersionId();
        if (version == null) {
            version = resource.getIdElement().getVersionIdPart();
        }
        return version == null ? 1 : Integer.parseInt(version);
    }

    static ReportPart part(DiagnosticReport report) {
        return new ReportPart(
                report.getIdElement().getIdPart(),
                version(report),
                report.hasStatus() ? report.getStatus().toCode() : "unknown",
                title(report.getCode()));
    }

    private Kind kind(Observation observation, DiagnosticReport report) {
        if (report != null && isExamination(report)) {
            return Kind.TEXT;
        }
        List<String> categories = observation.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .map(Coding::getCode)
                .toList();
        if (categories.contains("laboratory")) {
            return Kind.LAB;
        }
        return categories.contains("imaging") ? Kind.TEXT : null;
    }

    private boolean isExamination(DiagnosticReport report) {
        return isExamination.test(item(report.getCode()))
                || report.getCategory().stream()
                        .flatMap(category -> category.getCoding().stream())
                        .anyMatch(coding -> coding.hasCode() && EXAMINATIONS.contains(coding.getCode()));
    }

    /** Number of the examination: the accession number, else the filler's. */
    static String accession(List<Identifier> identifiers) {
        for (String kind : List.of("/accession", "/filler")) {
            for (Identifier each : identifiers) {
                if (each.hasSystem() && each.getSystem().endsWith(kind)) {
                    return cut(each.getValue(), 64);
                }
            }
        }
        return null;
    }

    static String patient(Reference subject) {
        return subject.getReferenceElement().getIdPart();
    }

    static String item(CodeableConcept code) {
        return code.getCoding().stream()
                .filter(coding -> Urls.REGIONAL_ITEM.equals(coding.getSystem()) && coding.hasCode())
                .map(Coding::getCode)
                .findFirst()
                .orElse("");
    }

    static String title(CodeableConcept code) {
        if (code.hasText()) {
            return cut(code.getText(), 200);
        }
        return code.getCoding().stream()
                .filter(Coding::hasDisplay)
                .map(coding -> cut(coding.getDisplay(), 200))
                .findFirst()
                .orElse(
                        code.hasCoding() && code.getCodingFirstRep().hasCode()
                                ? cut(code.getCodingFirstRep().getCode(), 200)
                                : "");
    }

    static Instant time(Type effective) {
        if (effective instanceof DateTimeType dateTime && dateTime.hasValue()) {
            return dateTime.getValue().toInstant();
        }
        if (effective instanceof Period period && period.hasStart()) {
            return period.getStart().toInstant();
        }
        return null;
    }

    private static boolean interpreted(Observation observation) {
        return observation.getInterpretation().stream()
                .flatMap(concept -> concept.getCoding().stream())
                .anyMatch(coding -> coding.hasCode() && CRITICAL.contains(coding.getCode()));
    }

    private static String value(Observation observation) {
        if (!observation.hasValue()) {
            return null;
        }
        if (observation.hasValueQuantity()) {
            Quantity quantity = observation.getValueQuantity();
            String sign = quantity.hasComparator() ? quantity.getComparator().toCode() : "";
            BigDecimal number = quantity.getValue();
            return number == null ? null : sign + number.toPlainString();
        }
        if (observation.hasValueCodeableConcept()) {
            return title(observation.getValueCodeableConcept());
        }
        return observation.getValue().isPrimitive() ? observation.getValue().primitiveValue() : null;
    }

    private static String ucum(Quantity quantity) {
        return UCUM.equals(quantity.getSystem()) ? cut(quantity.getCode(), 60) : null;
    }

    private static String range(Observation observation) {
        if (!observation.hasReferenceRange()) {
            return null;
        }
        ObservationReferenceRangeComponent range = observation.getReferenceRangeFirstRep();
        if (range.hasText()) {
            return range.getText();
        }
        List<String> bounds = new ArrayList<>();
        if (range.hasLow()) {
            bounds.add(range.getLow().getValue().toPlainString());
        }
        if (range.hasHigh()) {
            bounds.add(
                    (bounds.isEmpty() ? "<=" : "") + range.getHigh().getValue().toPlainString());
        } else if (!bounds.isEmpty()) {
            bounds.set(0, ">=" + bounds.get(0));
        }
        return bounds.isEmpty() ? null : String.join("-", bounds);
    }

    static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
