package org.yilian.mappings.hl7v2.problem;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.result.AccompanyingObservations;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;
import org.yilian.mappings.hl7v2.segment.Subject;

/** PRB (HL7 v2.8 section 12.4.2) to Condition of the problem list. Known by PRB-4, else by patient and problem. */
final class PrbCondition {
    private static final String THO = "http://terminology.hl7.org/CodeSystem/";

    private PrbCondition() {}

    /** A reference to the Condition, which is thereby among the writes; null when the segment names no problem. */
    static Reference write(MessageContext context, Subject subject, Group group, CareAction event) {
        Segment prb = group.first("PRB");
        CodeableConcept code = Cwe.concept(context, prb.field(3), "problem");
        Identifier number = Ei.identifier(context, prb.field(4), "problem", null);
        if (code == null && number == null) {
            context.remark(RemarkCode.NO_CODE, prb.location(3, 0, 0));
            return null;
        }
        CareAction action = CareAction.of(context, prb, event);
        Instant asOf = context.asOf(prb.field(2));
        Condition condition = context.own(new Condition(), id(context, subject, code, number));
        if (number != null) {
            condition.addIdentifier(number);
        }
        condition.setCode(code);
        condition.setSubject(MessageContext.reference("Patient", subject.patientId()));
        if (subject.encounterId() != null) {
            condition.setEncounter(MessageContext.reference("Encounter", subject.encounterId()));
        }
        condition
                .addCategory()
                .addCoding()
                .setSystem(THO + "condition-category")
                .setCode("problem-list-item");
        times(context, prb, condition);
        condition.setSeverity(prb.has(26) ? Cwe.concept(context, prb.field(26), "severity") : null);
        people(context, group, condition);
        NteAnnotation.all(context, group.all("NTE")).forEach(condition::addNote);
        Set<String> cleared = new HashSet<>();
        status(context, prb, action, condition, cleared);
        Condition stub = condition.copy();
        if (!stub.hasClinicalStatus() && action != CareAction.DELETE) {
            clinical(stub, "active");
        }
        findings(context, subject, group, asOf, condition);
        stub.setEvidence(condition.copy().getEvidence());
        CareWrites.write(context, action, condition, stub, cleared, asOf);
        return new Reference(condition.getId());
    }

    private static String id(MessageContext context, Subject subject, CodeableConcept code, Identifier number) {
        if (number != null) {
            return context.id("Condition", number.getSystem(), number.getValue());
        }
        String said = code.hasCoding() ? code.getCodingFirstRep().getCode() : code.getText();
        return context.id("Condition", "problem", subject.patientId() + "|" + said);
    }

    private static void times(MessageContext context, Segment prb, Condition condition) {
        condition.setRecordedDateElement(Dtm.dateTime(context, prb.field(7)));
        DateTimeType over = Dtm.dateTime(context, prb.field(9));
        if (over != null) {
            condition.setAbatement(over);
        }
        DateTimeType onset = Dtm.dateTime(context, prb.field(16));
        String text = onset == null ? prb.get(17) : null;
        if (onset != null) {
            condition.setOnset(onset);
        } else if (text != null) {
            condition.setOnset(new StringType(text));
        }
    }

    private static void people(MessageContext context, Group group, Condition condition) {
        List<Reference> people = CareWrites.people(context, group.segments());
        if (!people.isEmpty()) {
            condition.setAsserter(people.get(0));
        }
        if (people.size() > 1) {
            condition.setRecorder(people.get(1));
        }
    }

    private static void findings(
            MessageContext context, Subject subject, Group group, Instant asOf, Condition condition) {
        String key = "problem:" + condition.getIdElement().getIdPart();
        for (Reference finding : AccompanyingObservations.write(context, subject, group.groups("FINDING"), key, asOf)) {
            condition.addEvidence().addDetail(finding);
        }
    }

    /** PRB-14 and PRB-13; R4 has codes of its own for both, of which a hospital's words are recognised. */
    private static void status(
            MessageContext context, Segment prb, CareAction action, Condition condition, Set<String> cleared) {
        if (action == CareAction.DELETE) {
            verification(condition, "entered-in-error");
            cleared.add("clinicalStatus");
            return;
        }
        String life = word(context, prb, 14, PrbCondition::life);
        if (life == null && condition.hasAbatement()) {
            life = "resolved";
        }
        if (life == null && action == CareAction.ADD) {
            life = "active";
        }
        if (life != null) {
            clinical(condition, life);
        }
        String confirmed = word(context, prb, 13, PrbCondition::confirmation);
        if (confirmed != null) {
            verification(condition, confirmed);
        }
    }

    private interface Words {
        String of(String code);
    }

    private static String word(MessageContext context, Segment prb, int n, Words words) {
        String code = prb.has(n) ? prb.field(n).get(1) : null;
        String text = prb.has(n) ? prb.field(n).get(2) : null;
        String known = code == null ? null : words.of(code.toUpperCase(Locale.ROOT));
        if (known == null && text != null) {
            known = words.of(text.toUpperCase(Locale.ROOT));
        }
        if (known != null) {
            prb.field(n).text();
        } else if (code != null || text != null) {
            context.remark(RemarkCode.TABLE_CODE_UNKNOWN, prb.field(n));
        }
        return known;
    }

    private static String life(String word) {
        return switch (word) {
            case "A", "ACTIVE", "活动", "活动期" -> "active";
            case "I", "INACTIVE", "不活动" -> "inactive";
            case "R", "RESOLVED", "CLOSED", "已解决", "痊愈" -> "resolved";
            case "RECURRENCE", "RECURRENT", "复发" -> "recurrence";
            case "REMISSION", "缓解" -> "remission";
            default -> null;
        };
    }

    private static String confirmation(String word) {
        return switch (word) {
            case "C", "CONFIRMED", "确诊" -> "confirmed";
            case "P", "PROVISIONAL", "拟诊" -> "provisional";
            case "D", "DIFFERENTIAL", "鉴别" -> "differential";
            case "U", "UNCONFIRMED", "疑似" -> "unconfirmed";
            case "R", "REFUTED", "排除" -> "refuted";
            default -> null;
        };
    }

    private static void clinical(Condition condition, String code) {
        condition
                .getClinicalStatus()
                .addCoding()
                .setSystem(THO + "condition-clinical")
                .setCode(code);
    }

    private static void verification(Condition condition, String code) {
        condition
                .getVerificationStatus()
                .addCoding()
                .setSystem(THO + "condition-ver-status")
                .setCode(code);
    }
}
