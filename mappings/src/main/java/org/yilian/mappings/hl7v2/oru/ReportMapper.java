package org.yilian.mappings.hl7v2.oru;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
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
import org.yilian.mappings.hl7v2.datatype.Tables;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.order.ReportedOrder;
import org.yilian.mappings.hl7v2.segment.SpmSpecimen;
import org.yilian.mappings.hl7v2.segment.Subject;

/** OBR (HL7 v2.8 section 7.4.1) and what belongs to it, to DiagnosticReport, after the guide's map OBR[DiagnosticReport]. */
final class ReportMapper {
    private static final Set<String> IMAGING =
            Set.of("RAD", "CT", "CTH", "CUS", "IMG", "NMR", "NMS", "OUS", "RUS", "RX", "VUS", "XRC");

    private final MessageContext context;
    private final Subject subject;
    private final OrderGroup group;
    private final Segment obr;
    private final List<ResourceWrite> writes = new ArrayList<>();

    ReportMapper(MessageContext context, Subject subject, OrderGroup group) {
        this.context = context;
        this.subject = subject;
        this.group = group;
        this.obr = group.obr();
    }

    /** Everything but stubs, what is referred to first. */
    List<ResourceWrite> writes() {
        obr.skip(1);
        OrderNumbers numbers = OrderNumbers.of(context, group.orc(), obr);
        ItemCode code = ItemCode.of(context, obr.field(4));
        String key = key(numbers, code);
        Instant asOf = context.asOf(obr.field(22));
        DiagnosticReport report =
                context.own(new DiagnosticReport(), context.id("DiagnosticReport", Uris.id(facility(), "report"), key));
        numbers.identifiers().forEach(identifier -> report.addIdentifier(identifier.copy()));
        report.addIdentifier().setSystem(Uris.id(facility(), "report")).setValue(key);
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
        report.addBasedOn(ReportedOrder.of(
                context, subject, numbers, group.orc(), obr, code == null ? null : code.concept(), report.getStatus()));
        specimens(report, numbers, asOf);
        results(report, numbers, key, section, asOf);
        ReportNotes.add(group.notes(), report);
        ImagingLink.add(context, group, subject, report, IMAGING.contains(section));
        writes.add(ResourceWrite.replace(report, asOf));
        return writes;
    }

    private String facility() {
        return context.profile().facility();
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
        for (Field field : obr.repetitions(32)) {
            add(report.getResultsInterpreter(), Xcn.fromNdl(context, field));
        }
        for (int n : new int[] {34, 35}) {
            for (Field field : obr.repetitions(n)) {
                add(report.getPerformer(), Xcn.fromNdl(context, field));
            }
        }
    }

    private static void add(List<Reference> all, Reference reference) {
        if (reference != null) {
            all.add(reference);
        }
    }

    private void specimens(DiagnosticReport report, OrderNumbers numbers, Instant asOf) {
        for (ResourceWrite specimen :
                SpmSpecimen.writes(context, group.specimens(), obr, numbers.orderKey(), subject.patientId(), asOf)) {
            writes.add(specimen);
            report.addSpecimen(new Reference(specimen.resource().getId()));
        }
    }

    private void results(DiagnosticReport report, OrderNumbers numbers, String key, String section, Instant asOf) {
        ObservationMapper mapper = new ObservationMapper(
                context, subject, report, numbers, key, IMAGING.contains(section) ? "imaging" : "laboratory", asOf);
        for (OrderGroup.Result result : group.results()) {
            Observation observation = mapper.map(result);
            if (observation != null) {
                writes.add(ResourceWrite.replace(observation, asOf));
                report.addResult(new Reference(observation.getId()));
            }
        }
        if (report.getStatus() == DiagnosticReportStatus.UNKNOWN && mapper.allSettled()) {
            report.setStatus(DiagnosticReportStatus.FINAL);
        }
    }

    static boolean isSettled(ObservationStatus status) {
        return status == ObservationStatus.FINAL
                || status == ObservationStatus.AMENDED
                || status == ObservationStatus.CORRECTED;
    }
}
