package org.yilian.mappings.hl7v2.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Actions;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;

/**
 * OBX (HL7 v2.8 section 7.4.2) to Observation, after the guide's map OBX[Observation]. An Observation is known by OBX-21,
 * else by order number, item and sub-id (and, among equal ones, their order), never by OBX-1.
 */
final class ObservationMapper {
    /** LOINC: Radiology Study Impression. */
    private static final String IMPRESSION = "19005-8";

    /** HL7's extension, by which the guide keeps the code where FHIR's status says less. */
    private static final String ALTERNATE = "http://hl7.org/fhir/StructureDefinition/alternate-codes";

    private final PatientResults results;
    private final MessageContext context;
    private final ResultFrame frame;
    private final Map<String, Integer> seen = new HashMap<>();
    private final Panels panels = new Panels();
    private final WaveformParts waveform = new WaveformParts();
    private final List<ResourceWrite> documents = new ArrayList<>(0);
    private ParentResult parent;
    private boolean settled = true;
    private int mapped;

    ObservationMapper(PatientResults results, ResultFrame frame) {
        this.results = results;
        this.context = results.context();
        this.frame = frame;
    }

    /** All results of the order come from this one; null changes nothing. */
    void parent(ParentResult of) {
        parent = of;
    }

    /** Whether there were results and all of them are final or a correction of what was. */
    boolean allSettled() {
        return settled && mapped > 0;
    }

    /** DocumentReferences, which refer to the report and so must be written behind it. */
    List<ResourceWrite> documents() {
        return documents;
    }

    /** Writes an Observation, or a document, for each; references to the Observations in the order sent. */
    List<Reference> write(List<Result> all) {
        List<Reference> references = new ArrayList<>(all.size());
        for (Result result : all) {
            Observation observation = map(result);
            if (observation != null && (frame.isBeside() || isResult(result.obx()))) {
                references.add(new Reference(observation.getId()));
            }
        }
        for (Observation observation : panels.linked()) {
            results.write(observation, frame.asOf());
        }
        return references;
    }

    /** OBX-29 says that some are what was asked when the order was placed: no results, but what the order refers to. */
    private static boolean isResult(Segment obx) {
        String kind = obx.get(29);
        return !"QST".equals(kind) && !"SCI".equals(kind);
    }

    /** Null when the segment is none: no code, an order detail, a document of the report, a part of a waveform. */
    private Observation map(Result result) {
        Segment obx = result.obx();
        String statusCode = obx.get(11);
        boolean detail = "O".equals(statusCode) && !frame.isBeside();
        if (detail || waveform.takes(obx)) {
            return null;
        }
        if (ResultDocument.is(obx)) {
            documents.addAll(new ResultDocument(context, frame, result).write(key(obx, documentKey(obx))));
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
        ObservationDetails.common(context, frame, obx, code, observation);
        ObservationDetails.people(context, obx, observation);
        ObxValue.fill(context, result, code, waveform, observation);
        ObservationDetails.more(context, obx, observation);
        ObservationDetails.specimens(context, frame, obx, observation);
        absence(statusCode, observation);
        conclusion(code, observation);
        Participants.ofResult(context, result.participants(), observation);
        if (!result.notes().isEmpty()) {
            observation.setNote(NteAnnotation.all(context, result.notes()));
        }
        if (parent != null) {
            derive(observation);
        }
        settled &= isSettled(observation.getStatus());
        mapped++;
        return observation;
    }

    private Observation identified(Segment obx, ItemCode code) {
        Identifier own = Ei.identifier(context, obx.field(21), "observation", "FILL");
        String key = key(obx, code.key());
        String system = own == null ? Uris.id(context.profile().facility(), "result") : own.getSystem();
        String value = own == null ? key : own.getValue();
        Observation observation = context.own(new Observation(), context.id("Observation", system, value));
        observation.addIdentifier(
                own == null ? new Identifier().setSystem(system).setValue(key) : own);
        panels.add(obx.get(4), observation);
        results.remember(key, observation);
        return observation;
    }

    private String key(Segment obx, String item) {
        String subId = obx.has(4) ? obx.field(4).text() : null;
        String key = frame.key() + "|" + item + (subId == null ? "" : "|" + subId);
        int occurrence = seen.merge(key, 1, Integer::sum);
        return occurrence > 1 ? key + "#" + occurrence : key;
    }

    private static String documentKey(Segment obx) {
        String code = obx.get(3);
        return code == null ? "document" : code;
    }

    private ObservationStatus status(Segment obx, String code) {
        if (Actions.deletes(context, obx, 31)) {
            return ObservationStatus.ENTEREDINERROR;
        }
        if ("O".equals(code)) {
            return ObservationStatus.FINAL; // an answer that came with the order
        }
        ObservationStatus status = code == null ? null : ResultStatus.ofObservation(code);
        if (status != null) {
            return status;
        }
        if (code != null || frame.status() == DiagnosticReportStatus.UNKNOWN) {
            context.remark(RemarkCode.STATUS_UNKNOWN, obx.location(11, 0, 0));
        }
        return code != null ? ObservationStatus.UNKNOWN : ResultStatus.inherited(frame.status());
    }

    /** The impression of an examination report is also what the report concludes. */
    private void conclusion(ItemCode code, Observation observation) {
        if (frame.report() != null
                && observation.hasValueStringType()
                && code.has(Uris.LOINC, IMPRESSION)
                && observation.getStatus() != ObservationStatus.ENTEREDINERROR) {
            String text = observation.getValueStringType().getValue();
            String before = frame.report().getConclusion();
            frame.report().setConclusion(before == null ? text : before + "\n" + text);
        }
    }

    /** X: the test could not be done; N: it was not asked for. */
    private static void absence(String statusCode, Observation observation) {
        boolean cancelled = "X".equals(statusCode);
        if (cancelled) {
            observation.getStatusElement().addExtension(ALTERNATE, ResultStatus.cannotBeObtained());
        }
        if ((cancelled || "N".equals(statusCode))
                && !observation.hasValue()
                && !observation.hasComponent()
                && !observation.hasDataAbsentReason()) {
            observation.setDataAbsentReason(ObxValue.absent(cancelled ? "not-performed" : "not-asked"));
        }
    }

    /** Both directions where both are in one message: otherwise only the child can say it (ADR 0055). */
    private void derive(Observation observation) {
        observation.addDerivedFrom(parent.reference().copy());
        if (parent.observation() != null && parent.observation() != observation) {
            parent.observation().addHasMember(new Reference(observation.getId()));
        }
    }

    private static boolean isSettled(ObservationStatus status) {
        return status == ObservationStatus.FINAL
                || status == ObservationStatus.AMENDED
                || status == ObservationStatus.CORRECTED;
    }
}
