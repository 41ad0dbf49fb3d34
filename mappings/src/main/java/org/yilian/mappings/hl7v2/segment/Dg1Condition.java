package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Actions;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * DG1 (HL7 v2.8 section 6.5.2) to Condition and Encounter.diagnosis, after the guide's maps. Known by DG1-20 if there,
 * else by visit (or patient), code and diagnosis type.
 */
public final class Dg1Condition {
    private static final String THO = "http://terminology.hl7.org/CodeSystem/";

    private static final String ASSERTED = "http://hl7.org/fhir/StructureDefinition/condition-assertedDate";
    private static final String DUE_TO = "http://hl7.org/fhir/StructureDefinition/condition-dueTo";

    private Dg1Condition() {}

    /**
     * A REPLACE; null when the segment names no diagnosis.
     *
     * @param encounter gets a diagnosis entry; can be null
     */
    public static ResourceWrite write(
            MessageContext context, Segment dg1, String patientId, Encounter encounter, Instant asOf) {
        dg1.skip(1, 2);
        CodeableConcept code = Cwe.concept(context, dg1.field(3), "diagnosis");
        String text = dg1.get(4);
        if (code == null && text == null) {
            return null;
        }
        code = code == null ? new CodeableConcept() : code;
        if (text != null) {
            code.setText(text);
        }
        String type = dg1.get(6);
        Identifier number = Ei.identifier(context, dg1.field(20), "diagnosis", null);
        String about = encounter == null ? patientId : encounter.getIdElement().getIdPart();
        String said = code.hasCoding() ? code.getCodingFirstRep().getCode() : code.getText();
        String id = number == null
                ? context.id("Condition", "diagnosis", about + "|" + said + "|" + type)
                : context.id("Condition", number.getSystem(), number.getValue());
        Condition condition = context.own(new Condition(), id);
        if (number != null) {
            condition.addIdentifier(number);
        }
        condition.setCode(code);
        condition.setSubject(MessageContext.reference("Patient", patientId));
        condition
                .addCategory()
                .addCoding()
                .setSystem(THO + "condition-category")
                .setCode("encounter-diagnosis");
        boolean deleted = Actions.deletes(context, dg1, 21);
        status(condition, type, deleted);
        DateTimeType onset = Dtm.dateTime(context, dg1.field(5));
        if (onset != null) {
            condition.setOnset(onset);
        }
        attested(context, dg1, condition);
        parent(context, dg1, condition);
        List<Reference> asserters = Xcn.practitioners(context, dg1, 16);
        if (!asserters.isEmpty()) {
            condition.setAsserter(asserters.get(0));
        }
        if (encounter != null) {
            condition.setEncounter(new Reference(encounter.getId()));
            if (!deleted) {
                diagnosis(context, dg1, encounter, id, type);
            }
        }
        return ResourceWrite.replace(condition, asOf);
    }

    /** Whether the sender takes the diagnosis back. */
    public static boolean isDeleted(Segment dg1) {
        return "D".equals(dg1.get(21));
    }

    private static void attested(MessageContext context, Segment dg1, Condition condition) {
        DateTimeType attested = Dtm.dateTime(context, dg1.field(19));
        if (attested != null) {
            condition.addExtension(ASSERTED, attested);
            condition.setRecordedDateElement(attested);
        }
    }

    /** DG1-22, by its number: the message need not hold the other diagnosis. */
    private static void parent(MessageContext context, Segment dg1, Condition condition) {
        Identifier parent = Ei.identifier(context, dg1.field(22), "diagnosis", null);
        if (parent != null) {
            condition.addExtension(DUE_TO, new Reference().setType("Condition").setIdentifier(parent));
        }
    }

    private static void status(Condition condition, String type, boolean deleted) {
        if (!deleted) {
            condition
                    .getClinicalStatus()
                    .addCoding()
                    .setSystem(THO + "condition-clinical")
                    .setCode("active");
        }
        String verification =
                deleted ? "entered-in-error" : "W".equals(type) ? "provisional" : "F".equals(type) ? "confirmed" : null;
        if (verification != null) {
            condition
                    .getVerificationStatus()
                    .addCoding()
                    .setSystem(THO + "condition-ver-status")
                    .setCode(verification);
        }
    }

    /** HL7 table 0052: A admitting, W working, F final. */
    private static void diagnosis(MessageContext context, Segment dg1, Encounter encounter, String id, String type) {
        var diagnosis = encounter.addDiagnosis().setCondition(MessageContext.reference("Condition", id));
        if ("A".equals(type)) {
            diagnosis.getUse().addCoding().setSystem(THO + "diagnosis-role").setCode("AD");
        } else if ("F".equals(type)) {
            diagnosis.getUse().addCoding().setSystem(THO + "diagnosis-role").setCode("DD");
        } else if (type != null) {
            diagnosis.getUse().setText(type);
            if (!type.equals("W")) {
                context.remark(RemarkCode.TABLE_CODE_UNKNOWN, dg1.field(6));
            }
        }
        String rank = dg1.get(15);
        if (rank != null && rank.matches("[1-9]\\d?")) {
            diagnosis.setRank(Integer.parseInt(rank));
        }
    }
}
