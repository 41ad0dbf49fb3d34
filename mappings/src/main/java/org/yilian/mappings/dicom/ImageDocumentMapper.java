package org.yilian.mappings.dicom;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.dicom.DataSet;
import org.yilian.dicom.Tag;
import org.yilian.dicom.UID;
import org.yilian.mappings.LogicalIds;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.FacilityProfile;

/**
 * Documents among the images: a structured report of text (PS3.3 A.35.1 to A.35.3) to DiagnosticReport, a key object selection
 * (A.35.4) to a DocumentReference of the images it selects, other structured reports (dose, measurements of machines) to a
 * DocumentReference of themselves.
 */
public final class ImageDocumentMapper {
    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";

    /** Comprehensive 3D SR, Extensible SR. */
    private static final Set<String> REPORTS = Set.of(
            UID.BasicTextSRStorage,
            UID.EnhancedSRStorage,
            UID.ComprehensiveSRStorage,
            "1.2.840.10008.5.1.4.1.1.88.34",
            "1.2.840.10008.5.1.4.1.1.88.35");

    private static final String SR_ROOT = "1.2.840.10008.5.1.4.1.1.88.";
    /** (0040,A496) */
    private static final int PRELIMINARY_FLAG = 0x0040A496;
    /** Impression and conclusion, DCM and LOINC. */
    private static final Set<String> CONCLUSIONS = Set.of("121073", "121077", "19005-8", "55110-1");

    private static final int DEEPEST = 30;
    private static final int MOST_TEXT = 100_000;
    private static final int MOST_KEY_IMAGES = 500;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    private final DataSet document;
    private final FacilityProfile profile;
    private final String facility;
    private final String uid;
    private final Reference subject;
    private final Reference study;
    private final String root;

    private ImageDocumentMapper(
            DataSet document, FacilityProfile profile, String patientId, String studyUid, String wadoRoot) {
        this.document = document;
        this.profile = profile;
        this.facility = profile.facility();
        this.uid = document.string(Tag.SOPInstanceUID, "");
        this.subject = new Reference("Patient/" + patientId);
        this.study = new Reference("ImagingStudy/" + ImagingStudyMapper.studyId(facility, studyUid));
        this.root = wadoRoot + "/studies/";
    }

    /** Whether instances of this SOP class are documents. */
    public static boolean isDocument(String sopClass) {
        return sopClass.startsWith(SR_ROOT);
    }

    /**
     * Maps one document.
     *
     * @param patientId logical id of the study's Patient
     * @param wadoRoot address of the region's DICOMweb service
     */
    public static DomainResource map(
            DataSet document, FacilityProfile profile, String patientId, String studyUid, String wadoRoot) {
        ImageDocumentMapper mapper = new ImageDocumentMapper(document, profile, patientId, studyUid, wadoRoot);
        String sopClass = document.string(Tag.SOPClassUID, "");
        if (REPORTS.contains(sopClass)) {
            return mapper.report();
        }
        return sopClass.equals(UID.KeyObjectSelectionDocumentStorage) ? mapper.keyObjects() : mapper.other(studyUid);
    }

    private DiagnosticReport report() {
        DiagnosticReport report = own(new DiagnosticReport(), "DiagnosticReport");
        report.addIdentifier(identifier());
        accession().ifPresent(report::addIdentifier);
        report.setStatus(status());
        report.setCode(title());
        report.setSubject(subject);
        report.addImagingStudy(study);
        created().ifPresent(report::setEffective);
        List<DataSet> verified = document.items(Tag.VerifyingObserverSequence);
        for (DataSet observer : verified) {
            String name = observer.string(Tag.VerifyingObserverName);
            if (name != null) {
                report.addResultsInterpreter(
                        new Reference().setDisplay(PersonName.of(name).text()));
            }
        }
        List<String> lines = new ArrayList<>();
        List<String> conclusions = new ArrayList<>();
        read(document.items(Tag.ContentSequence), 0, lines, conclusions);
        if (!conclusions.isEmpty()) {
            report.setConclusion(String.join("\n", conclusions));
        }
        String text = String.join("\n", lines);
        if (!text.isEmpty()) {
            report.addPresentedForm(new Attachment()
                    .setContentType("text/plain; charset=UTF-8")
                    .setTitle(report.getCode().getText())
                    .setData(text.substring(0, Math.min(MOST_TEXT, text.length()))
                            .getBytes(StandardCharsets.UTF_8)));
        }
        return report;
    }

    /** Nothing is final that nobody put a name to, PS3.3 C.17.2. */
    private DiagnosticReportStatus status() {
        if ("PARTIAL".equals(document.string(Tag.CompletionFlag))) {
            return DiagnosticReportStatus.PARTIAL;
        }
        boolean verified = "VERIFIED".equals(document.string(Tag.VerificationFlag));
        boolean preliminary = "PRELIMINARY".equals(document.string(PRELIMINARY_FLAG));
        return verified && !preliminary ? DiagnosticReportStatus.FINAL : DiagnosticReportStatus.PRELIMINARY;
    }

    /** The content tree as lines of text, indented; what it refers to is left to the images. */
    private static void read(List<DataSet> items, int depth, List<String> lines, List<String> conclusions) {
        if (depth > DEEPEST) {
            return;
        }
        for (DataSet item : items) {
            DataSet name = item.item(Tag.ConceptNameCodeSequence);
            String label = name == null ? "" : name.string(Tag.CodeMeaning, "");
            String value = value(item);
            if (!value.isEmpty() || "CONTAINER".equals(item.string(Tag.ValueType)) && !label.isEmpty()) {
                lines.add("  ".repeat(depth) + label + (value.isEmpty() || label.isEmpty() ? "" : ": ") + value);
            }
            if (name != null && !value.isEmpty() && CONCLUSIONS.contains(name.string(Tag.CodeValue, ""))) {
                conclusions.add(value);
            }
            read(item.items(Tag.ContentSequence), depth + 1, lines, conclusions);
        }
    }

    private static String value(DataSet item) {
        return switch (item.string(Tag.ValueType, "")) {
            case "TEXT" -> item.string(Tag.TextValue, "").strip();
            case "CODE" -> meaning(item.item(Tag.ConceptCodeSequence));
            case "NUM" -> {
                DataSet measured = item.item(Tag.MeasuredValueSequence);
                DataSet unit = measured == null ? null : measured.item(0x004008EA);
                yield measured == null
                        ? ""
                        : (measured.string(Tag.NumericValue, "") + " "
                                        + (unit == null ? "" : unit.string(Tag.CodeValue, "")))
                                .strip();
            }
            case "PNAME" -> item.string(Tag.PersonName, "");
            case "DATE" -> item.string(0x0040A121, "");
            case "TIME" -> item.string(0x0040A122, "");
            case "DATETIME" -> item.string(0x0040A120, "");
            default -> "";
        };
    }

    private static String meaning(DataSet code) {
        return code == null ? "" : code.string(Tag.CodeMeaning, "");
    }

    private DocumentReference keyObjects() {
        DocumentReference selection = reference();
        List<String> lines = new ArrayList<>();
        List<DataSet> said = new ArrayList<>();
        for (DataSet item : document.items(Tag.ContentSequence)) {
            if (!"HAS OBS CONTEXT".equals(item.string(Tag.RelationshipType))) {
                said.add(item);
            } else if ("PNAME".equals(item.string(Tag.ValueType))) {
                String name = PersonName.of(item.string(Tag.PersonName, "")).text();
                selection.addAuthor(new Reference().setDisplay(name));
            }
        }
        read(said, 0, lines, new ArrayList<>());
        if (!lines.isEmpty()) {
            selection.setDescription(lines.stream().map(String::strip).collect(Collectors.joining("\n")));
        }
        for (DataSet each : document.items(Tag.CurrentRequestedProcedureEvidenceSequence)) {
            for (DataSet series : each.items(Tag.ReferencedSeriesSequence)) {
                for (DataSet instance : series.items(Tag.ReferencedSOPSequence)) {
                    content(
                            selection,
                            each.string(Tag.StudyInstanceUID),
                            series.string(Tag.SeriesInstanceUID),
                            instance.string(Tag.ReferencedSOPInstanceUID));
                }
            }
        }
        if (!selection.hasContent()) {
            content(selection, document.string(Tag.StudyInstanceUID), document.string(Tag.SeriesInstanceUID), uid);
        }
        return selection;
    }

    private DocumentReference other(String studyUid) {
        DocumentReference reference = reference();
        content(reference, studyUid, document.string(Tag.SeriesInstanceUID), uid);
        return reference;
    }

    private void content(DocumentReference to, String studyUid, String seriesUid, String instanceUid) {
        if (studyUid != null
                && seriesUid != null
                && instanceUid != null
                && to.getContent().size() < MOST_KEY_IMAGES) {
            to.addContent()
                    .setAttachment(new Attachment()
                            .setContentType("application/dicom")
                            .setUrl(root + studyUid + "/series/" + seriesUid + "/instances/" + instanceUid));
        }
    }

    private DocumentReference reference() {
        DocumentReference reference = own(new DocumentReference(), "DocumentReference");
        reference.setMasterIdentifier(identifier());
        accession().ifPresent(reference::addIdentifier);
        reference.setStatus(DocumentReferenceStatus.CURRENT);
        reference.setType(title());
        reference.setSubject(subject);
        created().ifPresent(when -> reference.setDateElement(new InstantType(when.getValue())));
        reference.getContext().addRelated(study);
        return reference;
    }

    private Identifier identifier() {
        return new Identifier().setSystem(Uris.DICOM_UID).setValue("urn:oid:" + uid);
    }

    private Optional<Identifier> accession() {
        String number = document.string(Tag.AccessionNumber, "");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        Identifier accession =
                new Identifier().setSystem(Uris.id(facility, "accession")).setValue(number);
        accession.getType().addCoding().setSystem(Uris.v2Table("0203")).setCode("ACSN");
        return Optional.of(accession);
    }

    /** The document's title (C.17.3, template row 1). */
    private CodeableConcept title() {
        DataSet name = document.item(Tag.ConceptNameCodeSequence);
        CodeableConcept title = new CodeableConcept();
        if (name == null || name.string(Tag.CodeValue) == null) {
            title.addCoding(new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", null));
            return title.setText("SR");
        }
        String system =
                switch (name.string(Tag.CodingSchemeDesignator, "")) {
                    case "DCM" -> DCM;
                    case "LN" -> Uris.LOINC;
                    default -> Uris.codes(facility, "document-title");
                };
        title.addCoding(new Coding(system, name.string(Tag.CodeValue), name.string(Tag.CodeMeaning)));
        return title.setText(name.string(Tag.CodeMeaning));
    }

    private Optional<DateTimeType> created() {
        LocalDate date = document.date(Tag.ContentDate);
        LocalTime time = document.time(Tag.ContentTime);
        if (date == null) {
            return Optional.empty();
        }
        return Optional.of(
                new DateTimeType(date.atTime(time == null ? LocalTime.MIDNIGHT : time.truncatedTo(ChronoUnit.SECONDS))
                        .atZone(profile.zone())
                        .format(MOMENT)));
    }

    private <T extends DomainResource> T own(T resource, String type) {
        resource.setId(type + "/" + LogicalIds.of(facility, type, Uris.DICOM_UID, "urn:oid:" + uid));
        resource.getMeta().addTag(new Coding().setSystem(Uris.FACILITY).setCode(facility));
        return resource;
    }
}
