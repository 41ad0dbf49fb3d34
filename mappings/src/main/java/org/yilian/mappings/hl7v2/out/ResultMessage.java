package org.yilian.mappings.hl7v2.out;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Specimen;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Delimiters;

/**
 * A DiagnosticReport with its results as ORU^R01 (HL7 v2.8 section 7.3.1): one OBR, an OBX per result in the report's order.
 * What the report repeats (conclusion of an impression) is said once.
 */
public final class ResultMessage {
    private static final String NOTE = Uris.BASE + "/StructureDefinition/report-note";

    private final Header header;
    private final Report content;
    private final DiagnosticReport report;
    private final Er7Writer out = new Er7Writer(Delimiters.RECOMMENDED);

    private ResultMessage(Header header, Report content) {
        this.header = header;
        this.content = content;
        this.report = content.report();
    }

    /**
     * @param author facility that made the report
     * @param authorName its name
     * @param numbers of the patient at the receiver, at least one
     * @param patient as the author knows the patient: the receiver can compare
     * @param placer the receiver's number of the order; null when it did not order
     * @param filler the author's number of the report; null when there is none
     * @param sources results, specimens, order, people and studies that the report refers to
     */
    public record Report(
            String author,
            String authorName,
            List<PatientNumber> numbers,
            Patient patient,
            OrderNumber placer,
            OrderNumber filler,
            DiagnosticReport report,
            Sources sources) {}

    public static byte[] write(Header header, Report content) {
        if (content.numbers().isEmpty()) {
            throw new IllegalArgumentException("a result without a number of the receiver's must not leave");
        }
        return new ResultMessage(header, content).bytes();
    }

    private byte[] bytes() {
        header.write(out, "ORU", "R01", "ORU_R01");
        PidSegment.write(out, 1, content.numbers(), content.patient());
        order();
        request();
        notes();
        new ResultLines(header, content, out).write(results());
        specimens();
        study();
        return out.bytes(header.charset());
    }

    private void order() {
        Er7Writer.Line orc = out.segment("ORC").add(1, "RE");
        numbers(orc);
        orc.add(5, settled() ? "CM" : "IP");
    }

    private void numbers(Er7Writer.Line line) {
        if (content.placer() != null) {
            line.add(2, content.placer().ei());
        }
        if (content.filler() != null) {
            line.add(3, content.filler().ei());
        }
    }

    private boolean settled() {
        return switch (report.getStatus()) {
            case FINAL, AMENDED, CORRECTED, APPENDED -> true;
            default -> false;
        };
    }

    private void request() {
        Er7Writer.Line obr = out.segment("OBR").add(1, "1");
        numbers(obr);
        obr.add(4, Coded.cwe(report.getCode()))
                .add(7, Times.start(report.getEffective()))
                .add(8, Times.end(report.getEffective()));
        for (Identifier identifier : report.getIdentifier()) {
            if ("ACSN".equals(Coded.first(identifier.getType()))) {
                obr.add(18, identifier.getValue());
            }
        }
        ServiceRequest request = content.sources().all(report.getBasedOn(), ServiceRequest.class).stream()
                .findFirst()
                .orElse(null);
        if (request != null && request.hasRequester()) {
            obr.add(16, Parties.xcn(request.getRequester(), content.sources()));
        }
        obr.add(22, Times.dtm(issued()));
        obr.add(24, report.hasCategory() ? Coded.first(report.getCategory().get(0)) : null);
        obr.add(25, status());
        for (Reference person : report.getResultsInterpreter()) {
            obr.add(32, Parties.ndl(person, content.sources()));
        }
        for (Reference person : report.getPerformer()) {
            if (content.sources().get(person, Practitioner.class) != null) {
                obr.add(34, Parties.ndl(person, content.sources()));
            }
        }
    }

    private org.hl7.fhir.r4.model.InstantType issued() {
        return report.hasIssued() ? report.getIssuedElement() : null;
    }

    /** HL7 table 0123; a report that was made in error is corrected by results that are deleted. */
    private String status() {
        DiagnosticReportStatus status = report.getStatus();
        return switch (status) {
            case REGISTERED -> "O";
            case PARTIAL -> "A";
            case PRELIMINARY -> "P";
            case FINAL -> "F";
            case AMENDED, CORRECTED, APPENDED, ENTEREDINERROR -> "C";
            case CANCELLED -> "X";
            default -> null;
        };
    }

    private void notes() {
        for (Extension note : report.getExtensionsByUrl(NOTE)) {
            if (note.getValue() instanceof Annotation annotation) {
                out.segment("NTE").add(1, "1").add(3, annotation.getText());
            }
        }
        if (report.hasConclusion() && !saidByResult(report.getConclusion())) {
            out.segment("NTE").add(1, report.hasExtension(NOTE) ? "2" : "1").add(3, report.getConclusion());
        }
    }

    private boolean saidByResult(String conclusion) {
        String said = String.join(
                "\n",
                results().stream()
                        .filter(Observation::hasValueStringType)
                        .map(each -> each.getValueStringType().getValue())
                        .toList());
        return said.contains(conclusion);
    }

    /** Results in the report's order, each with the members it has, each once. */
    private List<Observation> results() {
        Set<Observation> all = new LinkedHashSet<>();
        content.sources().all(report.getResult(), Observation.class).forEach(each -> addWithMembers(all, each));
        return List.copyOf(all);
    }

    private void addWithMembers(Set<Observation> all, Observation observation) {
        if (all.add(observation)) {
            content.sources()
                    .all(observation.getHasMember(), Observation.class)
                    .forEach(member -> addWithMembers(all, member));
        }
    }

    private void specimens() {
        int n = 1;
        for (Specimen specimen : content.sources().all(report.getSpecimen(), Specimen.class)) {
            Er7Writer.Line spm = out.segment("SPM").add(1, String.valueOf(n++));
            if (specimen.hasIdentifier()) {
                Identifier own = specimen.getIdentifier().get(0);
                spm.add(2, Composite.of(null, java.util.Arrays.asList(own.getValue(), content.author())));
            }
            spm.add(4, Coded.cwe(specimen.getType()));
            String from = Times.start(specimen.getCollection().getCollected());
            spm.add(17, Composite.of(from, Times.end(specimen.getCollection().getCollected())));
            spm.add(18, Times.dtm(specimen.getReceivedTimeElement()));
        }
    }

    /** IHE RAD TF-2 4.4.4: the study UID of the images. */
    private void study() {
        for (ImagingStudy study : content.sources().all(report.getImagingStudy(), ImagingStudy.class)) {
            study.getIdentifier().stream()
                    .filter(each -> Uris.DICOM_UID.equals(each.getSystem()))
                    .map(each -> each.getValue().replace("urn:oid:", ""))
                    .findFirst()
                    .ifPresent(uid ->
                            out.segment("ZDS").add(1, Composite.of(uid, content.author(), "Application", "DICOM")));
        }
    }
}
