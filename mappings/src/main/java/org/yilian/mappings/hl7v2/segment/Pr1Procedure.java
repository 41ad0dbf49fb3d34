package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Actions;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.datatype.Pl;
import org.yilian.mappings.hl7v2.datatype.Xcn;

/**
 * PR1 (HL7 v2.8 section 6.5.4) to Procedure, after the guide's map. Known by PR1-19 if there, else by visit (or patient),
 * code and time.
 */
public final class Pr1Procedure {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final Coding ANAESTHETIST = new Coding(SNOMED, "88189002", null);
    private static final Coding SURGEON = new Coding(SNOMED, "304292004", null);

    private Pr1Procedure() {}

    /**
     * A REPLACE; null when the segment names no procedure.
     *
     * @param encounterId can be null
     * @param roles ROL and PRT behind it
     */
    public static ResourceWrite write(
            MessageContext context,
            Segment pr1,
            List<Segment> roles,
            String patientId,
            String encounterId,
            Instant asOf) {
        pr1.skip(1, 2);
        CodeableConcept code = code(context, pr1);
        if (code == null) {
            return null;
        }
        Identifier number = Ei.identifier(context, pr1.field(19), "procedure", null);
        String about = encounterId == null ? patientId : encounterId;
        String said = code.hasCoding() ? code.getCodingFirstRep().getCode() : code.getText();
        String id = number == null
                ? context.id("Procedure", "procedure", about + "|" + said + "|" + pr1.get(5))
                : context.id("Procedure", number.getSystem(), number.getValue());
        Procedure procedure = context.own(new Procedure(), id);
        if (number != null) {
            procedure.addIdentifier(number);
        }
        // PR1 reports what was done; action D (PR1-20) that it was not.
        procedure.setStatus(
                Actions.deletes(context, pr1, 20) ? ProcedureStatus.ENTEREDINERROR : ProcedureStatus.COMPLETED);
        procedure.setCode(code);
        procedure.setSubject(MessageContext.reference("Patient", patientId));
        if (encounterId != null) {
            procedure.setEncounter(MessageContext.reference("Encounter", encounterId));
        }
        performed(context, pr1, procedure);
        if (pr1.has(6)) {
            procedure.setCategory(Cwe.concept(context, pr1.field(6), "procedure-type"));
        }
        performers(context, pr1, 8, ANAESTHETIST, procedure);
        performers(context, pr1, 11, SURGEON, procedure);
        performers(context, pr1, 12, null, procedure);
        for (Segment role : roles) {
            performer(context, role, procedure);
        }
        details(context, pr1, procedure);
        return ResourceWrite.replace(procedure, asOf);
    }

    private static CodeableConcept code(MessageContext context, Segment pr1) {
        CodeableConcept code = Cwe.concept(context, pr1.field(3), "procedure");
        String text = pr1.get(4);
        if (code == null && text == null) {
            return null;
        }
        code = code == null ? new CodeableConcept() : code;
        if (text != null && !pr1.field(3).has(9)) {
            code.setText(text);
        }
        for (Field field : pr1.repetitions(16)) {
            String modifier = field.get(1);
            if (modifier != null && code.hasCoding()) {
                Coding plain = code.getCodingFirstRep();
                code.addCoding(
                        plain.copy().setCode(plain.getCode() + ":" + modifier).setDisplay(field.get(2)));
            }
        }
        return code;
    }

    /** PR1-5, and PR1-7 minutes later if it is exact enough to count minutes. */
    private static void performed(MessageContext context, Segment pr1, Procedure procedure) {
        Dtm begin = Dtm.of(context, pr1.field(5));
        if (begin == null) {
            return;
        }
        String minutes = pr1.get(7);
        if (minutes != null && !minutes.matches("\\d{1,5}")) {
            context.remark(RemarkCode.NUMBER_NOT_UNDERSTOOD, pr1.field(7));
            minutes = null;
        }
        if (minutes == null || !begin.isMinuteOrBetter()) {
            procedure.setPerformed(begin.toDateTime());
            return;
        }
        Dtm end = new Dtm(
                begin.local().plusMinutes(Long.parseLong(minutes)), begin.digits(), begin.fraction(), begin.offset());
        procedure.setPerformed(new Period().setStartElement(begin.toDateTime()).setEndElement(end.toDateTime()));
    }

    private static void performers(MessageContext context, Segment pr1, int n, Coding function, Procedure procedure) {
        for (Reference person : Xcn.practitioners(context, pr1, n)) {
            var performer = procedure.addPerformer().setActor(person);
            if (function != null) {
                performer.getFunction().addCoding(function.copy());
            }
        }
    }

    private static void performer(MessageContext context, Segment role, Procedure procedure) {
        Participation participation = Participation.of(context, role);
        participation.unnumbered(context, role);
        for (Reference person : participation.persons()) {
            procedure
                    .addPerformer()
                    .setActor(person)
                    .setFunction(participation.role())
                    .setOnBehalfOf(participation.organization());
        }
    }

    private static void details(MessageContext context, Segment pr1, Procedure procedure) {
        CodeableConcept reason = pr1.has(15) ? Cwe.concept(context, pr1.field(15), "diagnosis") : null;
        if (reason != null) {
            procedure.addReasonCode(reason);
        }
        if (pr1.has(23)) {
            procedure.setLocation(Pl.location(context, pr1.field(23)));
        }
        Identifier parent = Ei.identifier(context, pr1.field(25), "procedure", null);
        if (parent != null) {
            procedure.addPartOf(new Reference().setType("Procedure").setIdentifier(parent));
        }
    }
}
