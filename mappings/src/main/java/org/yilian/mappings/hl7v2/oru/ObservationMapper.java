package org.yilian.mappings.hl7v2.oru;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;
import org.yilian.mappings.hl7v2.order.OrderNumbers;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * OBX (HL7 v2.8 section 7.4.2) to Observation, after the guide's map OBX[Observation]. An Observation is known by OBX-21,
 * else by order number, item and sub-id (and, among equal ones, their order), never by OBX-1.
 */
final class ObservationMapper {
    private static final String THO = "http://terminology.hl7.org/CodeSystem/";

    /** R4 has no element for OBX-19, and the guide names no extension of its own for it. */
    private static final String ANALYSED = Uris.BASE + "/StructureDefinition/analysis-time";

    /** LOINC: Radiology Study Impression. */
    private static final String IMPRESSION = "19005-8";

    private final MessageContext context;
    private final Subject subject;
    private final DiagnosticReport report;
    private final OrderNumbers numbers;
    private final String reportKey;
    private final String category;
    private final Map<String, Integer> seen = new HashMap<>();
    private boolean settled = true;
    private int mapped;

    ObservationMapper(
            MessageContext context,
            Subject subject,
            DiagnosticReport report,
            OrderNumbers numbers,
            String reportKey,
            String category,
            Instant asOf) {
        this.context = context;
        this.subject = subject;
        this.report = report;
        this.numbers = numbers;
        this.reportKey = reportKey;
        this.category = category;
    }

    /** Whether there were results and all of them are final or a correction of what was. */
    boolean allSettled() {
        return settled && mapped > 0;
    }

    /** The Observation; null when the segment is none: no code, an order detail, or a document of the report. */
    Observation map(OrderGroup.Result result) {
        Segment obx = result.obx();
        String statusCode = obx.get(11);
        if ("O".equals(statusCode) && category != null) {
            return null;
        }
        if (Documents.isDocument(obx)) {
            Documents.attach(context, obx, report);
            return null;
        }
        ItemCode code = ItemCode.of(context, obx.field(3));
        if (code == null) {
            context.remark(RemarkCode.NO_OBSERVATION_CODE, obx.location(3, 0, 0));
            return null;
        }
        obx.skip(1, 2);
        Observation observation = identified(obx, code);
        observation.setStatus(status(obx, statusCode));
        if (category != null) {
            observation
                    .addCategory()
                    .addCoding()
                    .setSystem(THO + "observation-category")
                    .setCode(category);
        }
        observation.setCode(code.concept());
        observation.setSubject(MessageContext.reference("Patient", subject.patientId()));
        if (subject.encounterId() != null) {
            observation.setEncounter(MessageContext.reference("Encounter", subject.encounterId()));
        }
        observation.setBasedOn(copies(report.getBasedOn()));
        DateTimeType when = Dtm.dateTime(context, obx.field(14));
        observation.setEffective(
                when == null && report.hasEffective() ? report.getEffective().copy() : when);
        observation.setIssuedElement(
                report.hasIssued() ? report.getIssuedElement().copy() : null);
        if (report.getSpecimen().size() == 1) {
            observation.setSpecimen(report.getSpecimenFirstRep().copy());
        }
        people(obx, observation);
        ObxValue.fill(context, result, code, observation);
        absence(statusCode, observation);
        conclusion(code, observation);
        details(obx, observation);
        String note = ReportNotes.text(result.notes());
        if (note != null) {
            observation.addNote().setText(note);
        }
        settled &= ReportMapper.isSettled(observation.getStatus());
        mapped++;
        return observation;
    }

    private Observation identified(Segment obx, ItemCode code) {
        Identifier own = Ei.identifier(context, obx.field(21), "observation", "FILL");
        if (own != null) {
            Observation observation =
                    context.own(new Observation(), context.id("Observation", own.getSystem(), own.getValue()));
            observation.addIdentifier(own);
            return observation;
        }
        String subId = obx.has(4) ? obx.field(4).text() : null;
        String main = numbers.main() == null ? reportKey : numbers.main();
        String key = main + "|" + code.key() + (subId == null ? "" : "|" + subId);
        int occurrence = seen.merge(key, 1, Integer::sum);
        if (occurrence > 1) {
            key += "#" + occurrence;
        }
        String system = Uris.id(context.profile().facility(), "result");
        Observation observation = context.own(new Observation(), context.id("Observation", system, key));
        observation.addIdentifier().setSystem(system).setValue(key);
        return observation;
    }

    private ObservationStatus status(Segment obx, String code) {
        if ("O".equals(code)) {
            return ObservationStatus.FINAL; // an answer that came with the order
        }
        ObservationStatus status = code == null ? null : ResultStatus.ofObservation(code);
        if (status != null) {
            return status;
        }
        if (code != null || report.getStatus() == DiagnosticReport.DiagnosticReportStatus.UNKNOWN) {
            context.remark(RemarkCode.STATUS_UNKNOWN, obx.location(11, 0, 0));
        }
        return code != null ? ObservationStatus.UNKNOWN : ResultStatus.inherited(report.getStatus());
    }

    /** The impression of an examination report is also what the report concludes. */
    private void conclusion(ItemCode code, Observation observation) {
        boolean impression = code.concept().getCoding().stream()
                .anyMatch(c -> IMPRESSION.equals(c.getCode()) && Uris.LOINC.equals(c.getSystem()));
        if (impression
                && observation.hasValueStringType()
                && observation.getStatus() != ObservationStatus.ENTEREDINERROR) {
            String text = observation.getValueStringType().getValue();
            report.setConclusion(report.hasConclusion() ? report.getConclusion() + "\n" + text : text);
        }
    }

    /** X: the test could not be done; N: it was not asked for. */
    private static void absence(String statusCode, Observation observation) {
        boolean cancelled = "X".equals(statusCode);
        if ((cancelled || "N".equals(statusCode)) && !observation.hasValue() && !observation.hasComponent()) {
            observation.setDataAbsentReason(ObxValue.absent(cancelled ? "not-performed" : "not-asked"));
        }
    }

    private void people(Segment obx, Observation observation) {
        Field laboratory = obx.field(23);
        Field producer = obx.field(15);
        String name = laboratory.isEmpty() ? null : laboratory.get(1);
        if (name == null && !producer.isEmpty()) {
            name = producer.get(2) == null ? producer.get(1) : producer.get(2);
        }
        if (name == null) {
            observation.addPerformer(context.facilityOrganization());
        } else {
            observation.addPerformer(new Reference().setType("Organization").setDisplay(name));
        }
        for (Reference person : Xcn.practitioners(context, obx, 16)) {
            observation.addPerformer(person);
        }
    }

    private void details(Segment obx, Observation observation) {
        if (obx.has(17)) {
            observation.setMethod(Cwe.concept(context, obx.field(17), "method"));
        }
        if (obx.has(20)) {
            CodeableConcept site = Cwe.concept(context, obx.field(20), "body-site");
            observation.setBodySite(site);
        }
        DateTimeType analysed = Dtm.dateTime(context, obx.field(19));
        if (analysed != null) {
            observation.addExtension(ANALYSED, analysed);
        }
        Identifier device = Ei.identifier(context, obx.field(18), "device", null);
        if (device != null) {
            observation.setDevice(
                    new Reference().setType("Device").setIdentifier(device).setDisplay(device.getValue()));
        }
    }

    private static List<Reference> copies(List<Reference> references) {
        return references.stream().map(Reference::copy).toList();
    }
}
