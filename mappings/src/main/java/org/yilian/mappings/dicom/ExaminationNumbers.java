package org.yilian.mappings.dicom;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.yilian.mappings.Uris;

/**
 * By what an order or a report knows its images: accession numbers, and study UIDs where the order gave them.
 *
 * @param accessions (0008,0050), of the facility
 * @param studyUids (0020,000D)
 */
public record ExaminationNumbers(Set<String> accessions, Set<String> studyUids) {

    public boolean isEmpty() {
        return accessions.isEmpty() && studyUids.isEmpty();
    }

    /** Of an order: its accession number, the study UIDs it names, and the one that the worklist gives out for it. */
    public static ExaminationNumbers of(ServiceRequest order, String facility) {
        Set<String> accessions = values(order.getIdentifier(), Uris.id(facility, "accession"));
        if (!ScheduledStepMapper.isImaging(order, facility)) {
            return new ExaminationNumbers(accessions, Set.of());
        }
        return new ExaminationNumbers(accessions, Set.of(ScheduledStepMapper.studyUid(order)));
    }

    /** Of a report: its accession number; of an imaging report without one the number of who filled the order. */
    public static ExaminationNumbers of(DiagnosticReport report, String facility) {
        Set<String> accessions = values(report.getIdentifier(), Uris.id(facility, "accession"));
        if (accessions.isEmpty() && isImaging(report.getCategory())) {
            accessions = values(report.getIdentifier(), Uris.id(facility, "filler"));
        }
        return new ExaminationNumbers(accessions, Set.of());
    }

    private static boolean isImaging(List<CodeableConcept> categories) {
        return categories.stream()
                .flatMap(category -> category.getCoding().stream())
                .anyMatch(each -> Uris.v2Table("0074").equals(each.getSystem())
                        && ScheduledStepMapper.isImagingSection(each.getCode()));
    }

    private static Set<String> values(List<Identifier> identifiers, String system) {
        Set<String> values = new LinkedHashSet<>();
        identifiers.stream()
                .filter(each -> system.equals(each.getSystem()) && each.hasValue())
                .forEach(each -> values.add(each.getValue()));
        return values;
    }
}
