package org.yilian.mappings.hl7v2.result;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Tables;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.order.ReportedOrder;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;
import org.yilian.mappings.hl7v2.segment.ObrSpecimen;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * OBR (HL7 v2.8 section 7.4.1) and what belongs to it, to DiagnosticReport, after the guide's maps OBR[DiagnosticReport]
 * and ORC[DiagnosticReport].
 */
final class ReportMapper {
    private static final Set<String> IMAGING =
            Set.of("RAD", "CT", "CTH", "CUS", "IMG", "NMR", "NMS", "OUS", "RUS", "RX", "VUS", "XRC");

    /** R4 has no DiagnosticReport.note; a comment is no conclusion. */
    private static final String NOTE = Uris.BASE + "/StructureDefinition/report-note";

    private static final String STATUS_REASON = "http://hl7.org/fhir/StructureDefinition/event-statusReason";

    private final PatientResults results;
    private final MessageContext context;
    private final Subject subject;
    private final OrderGroup group;
    private final Segment obr;

    ReportMapper(PatientResults results, OrderGroup group) {
        this.results = results;
        this.context = results.context();
        this.subject = results.subject();
        this.group = group;
        this.obr = group.obr();
    }

    /** Writes everything of the order, what is referred to first. */
    void write() {
        obr.skip(1);
        OrderNumbers numbers = OrderNumbers.of(context, group.orc(), obr);
        ItemCode code = ItemCode.of(context, obr.field(4));
        String key = key(numbers, code);
        Instant asOf = context.asOf(obr.field(22));
        DiagnosticReport report =
                context.own(new DiagnosticReport(), context.id("DiagnosticReport", Uris.id(facility(), "report"), key));
        identify(report, numbers, key);
        report.setSubject(MessageContext.reference("Patient", subject.patientId()));
        if (subject.encounterId() != null) {
            report.setEncounter(MessageContext.reference("Encounter", subject.encounterId()));
        }
        report.setCode(code == null ? unknownCode() : code.concept());
        String section = section();
        category(report, section);
        report.setStatus(status());
        report.setEffective(effective());
        report.setIssuedElement(Dtm.instant(context, obr.field(22)));
        people(report);
        order(report, numbers, code);
        report.setSpecimen(results.references(group.specimens(), obr, numbers.orderKey(), asOf));
        legacySpecimen(report, numbers, asOf);
        ObservationMapper mapper = observations(report, numbers.main() == null ? key : numbers.main(), section, asOf);
        for (Annotation note : NteAnnotation.all(context, group.notes())) {
            report.addExtension(NOTE, note);
        }
        ImagingLink.add(context, group, subject, report, IMAGING.contains(section));
        results.write(report, asOf);
        mapper.documents().forEach(document -> results.write(document.resource(), asOf));
    }

    private String facility() {
        return context.profile().facility();
    }

    private void identify(DiagnosticReport report, OrderNumbers numbers, String key) {
        numbers.identifiers().forEach(identifier -> report.addIdentifier(identifier.copy()));
        report.addIdentifier().setSystem(Uris.id(facility(), "report")).setValue(key);
        Segment orc = group.orc();
        if (orc == null) {
            return;
        }
        if (orc.has(4)) {
            Field field = orc.field(4);
            report.addIdentifier(Ei.identifier(context, field, "order-group", null));
        }
        if (orc.has(16)) {
            CodeableConcept reason = Cwe.concept(context, orc.field(16), "order-reason");
            if (reason != null) {
                report.addExtension(STATUS_REASON, reason);
            }
        }
    }

    /** Filler number and item, because one filler number can stand on several OBR of one message. */
    private String key(OrderNumbers numbers, ItemCode code) {
        String item = code == null ? "" : code.key();
        if (numbers.main() != null) {
            return numbers.main() + "|" + item;
        }
        context.remark(RemarkCode.NO_ORDER_NUMBER, obr.location(3, 0, 0));
        String when = obr.get(7);
        return subject.patientId() + "|" + item + "|"
                + (when == null ? context.message().controlId() : when);
    }

    private CodeableConcept unknownCode() {
        context.remark(RemarkCode.NO_CODE, obr.location(4, 0, 0));
        return new CodeableConcept(new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", null));
    }

    private String section() {
        String section = obr.get(24);
        return section == null ? context.profile().defaultSection() : section;
    }

    private void category(DiagnosticReport report, String section) {
        if (section == null) {
            return;
        }
        String known = context.profile().sections().get(section);
        String code = known == null && Tables.SECTIONS.contains(section) ? section : known;
        if (code != null) {
            report.addCategory().addCoding().setSystem(Uris.v2Table("0074")).setCode(code);
        }
        if (!section.equals(code)) {
            report.addCategory()
                    .addCoding()
                    .setSystem(Uris.codes(facility(), "section"))
                    .setCode(Cwe.code(section));
        }
    }

    private DiagnosticReportStatus status() {
        String code = obr.get(25);
        DiagnosticReportStatus status = code == null ? null : ResultStatus.ofReport(code);
        if (status == null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, obr.location(25, 0, 0));
            return DiagnosticReportStatus.UNKNOWN;
        }
        return status;
    }

    private Type effective() {
        Dtm from = Dtm.of(context, obr.field(7));
        Dtm to = Dtm.of(context, obr.field(8));
        if (from != null && to != null) {
            return Cx.period(from, to);
        }
        return from == null ? null : from.toDateTime();
    }

    private void people(DiagnosticReport report) {
        report.addPerformer(context.facilityOrganization());
        for (int n : new int[] {32, 33}) {
            for (Field field : obr.repetitions(n)) {
                add(report.getResultsInterpreter(), Xcn.fromNdl(context, field));
            }
        }
        for (Field field : obr.repetitions(34)) {
            Participants.function(add(report.getPerformer(), Xcn.fromNdl(context, field)), "SPRF");
        }
        for (Field field : obr.repetitions(35)) {
            Participants.function(add(report.getPerformer(), Xcn.fromNdl(context, field)), "TRANS");
        }
        Participants.ofReport(context, group.participants(), report);
    }

    private static Reference add(List<Reference> all, Reference reference) {
        if (reference != null) {
            all.add(reference);
        }
        return reference;
    }

    /** The order may come later or never: it is created when absent and only goes on by a result. */
    private void order(DiagnosticReport report, OrderNumbers numbers, ItemCode code) {
        CodeableConcept item = code == null ? null : code.concept();
        Reference parent = ParentResult.order(context, subject, group);
        Reference order = ReportedOrder.of(context, subject, numbers, group.orc(), obr, item, report.getStatus());
        if (order == null) {
            return;
        }
        report.addBasedOn(order);
        String id = order.getReferenceElement().getIdPart();
        if (!(context.said("ServiceRequest", id) instanceof ServiceRequest said)) {
            return;
        }
        Participants.ofOrder(context, group, said);
        if (parent != null && !said.hasBasedOn() && !parent.getReference().equals(order.getReference())) {
            said.addBasedOn(parent);
        }
    }

    /** OBR-15 of older versions, where no SPM says it better. */
    private void legacySpecimen(DiagnosticReport report, OrderNumbers numbers, Instant asOf) {
        if (group.specimens().isEmpty() && obr.has(15) && numbers.orderKey() != null) {
            ResourceWrite specimen = ObrSpecimen.write(context, obr, numbers.orderKey(), subject.patientId(), asOf);
            if (specimen != null) {
                results.write(specimen.resource(), asOf);
                report.addSpecimen(new Reference(specimen.resource().getId()));
            }
        }
    }

    private ObservationMapper observations(DiagnosticReport report, String key, String section, Instant asOf) {
        String category = IMAGING.contains(section) ? "imaging" : "laboratory";
        ObservationMapper mapper =
                new ObservationMapper(results, ResultFrame.ofReport(subject, report, key, category, asOf));
        mapper.parent(ParentResult.of(results, group, key));
        report.setResult(mapper.write(group.results()));
        if (report.getStatus() == DiagnosticReportStatus.UNKNOWN && mapper.allSettled()) {
            report.setStatus(DiagnosticReportStatus.FINAL);
        }
        return mapper;
    }
}
