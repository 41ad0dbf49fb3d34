package org.yilian.mappings.hl7v2.problem;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Ei;
import org.yilian.mappings.hl7v2.segment.NteAnnotation;
import org.yilian.mappings.hl7v2.segment.Subject;

/** PTH (HL7 v2.8 section 12.4.6), a clinical pathway (临床路径), to CarePlan. Known by PTH-3, else by patient and pathway. */
final class PthCarePlan {
    private PthCarePlan() {}

    /**
     * Nothing when the segment names no pathway.
     *
     * @param around the segments of its group: comments and people
     */
    static void write(
            MessageContext context,
            Subject subject,
            Segment pth,
            List<Segment> around,
            CareAction event,
            List<Reference> problems,
            List<Reference> goals,
            List<Reference> orders) {
        CodeableConcept what = Cwe.concept(context, pth.field(2), "pathway");
        if (what == null) {
            context.remark(RemarkCode.NO_CODE, pth.location(2, 0, 0));
            return;
        }
        CareAction action = CareAction.of(context, pth, event);
        Instant asOf = context.asOf(pth.field(6));
        Identifier number = Ei.identifier(context, pth.field(3), "pathway", null);
        CarePlan plan = context.own(new CarePlan(), id(context, subject, what, number));
        if (number != null) {
            plan.addIdentifier(number);
        }
        plan.setIntent(CarePlan.CarePlanIntent.PLAN);
        plan.addCategory(what);
        plan.setTitle(what.hasText() ? what.getText() : what.getCodingFirstRep().getCode());
        plan.setSubject(MessageContext.reference("Patient", subject.patientId()));
        if (subject.encounterId() != null) {
            plan.setEncounter(MessageContext.reference("Encounter", subject.encounterId()));
        }
        Dtm from = Dtm.of(context, pth.field(4));
        if (from != null) {
            plan.getPeriod().setStartElement(from.toDateTime());
        }
        CareWrites.people(context, around).forEach(plan::addContributor);
        NteAnnotation.all(context, around.stream().filter(s -> s.is("NTE")).toList())
                .forEach(plan::addNote);
        problems.forEach(problem -> plan.addAddresses(problem.copy()));
        goals.forEach(goal -> plan.addGoal(goal.copy()));
        orders.forEach(order -> plan.addActivity().setReference(order.copy()));
        CarePlanStatus status = status(context, pth, action);
        if (status != null) {
            plan.setStatus(status);
        }
        CarePlan stub = plan.copy();
        if (!stub.hasStatus()) {
            stub.setStatus(CarePlanStatus.UNKNOWN);
        }
        CareWrites.write(context, action, plan, stub, Set.of(), asOf);
    }

    private static String id(MessageContext context, Subject subject, CodeableConcept what, Identifier number) {
        String said = what.hasCoding() ? what.getCodingFirstRep().getCode() : what.getText();
        return number == null
                ? context.id("CarePlan", "pathway", subject.patientId() + "|" + said)
                : context.id("CarePlan", number.getSystem(), number.getValue());
    }

    /** PTH-5; null when an update says nothing of it. */
    private static CarePlanStatus status(MessageContext context, Segment pth, CareAction action) {
        if (action == CareAction.DELETE) {
            return CarePlanStatus.ENTEREDINERROR;
        }
        String code = pth.has(5) ? pth.field(5).get(1) : null;
        CarePlanStatus said = code == null ? null : status(code.toUpperCase(Locale.ROOT));
        if (said != null) {
            pth.field(5).text();
        } else if (code != null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, pth.location(5, 0, 0));
        }
        return said == null && action == CareAction.ADD ? CarePlanStatus.ACTIVE : said;
    }

    private static CarePlanStatus status(String word) {
        return switch (word) {
            case "A", "ACTIVE", "入径" -> CarePlanStatus.ACTIVE;
            case "H", "ON-HOLD", "SUSPENDED" -> CarePlanStatus.ONHOLD;
            case "C", "COMPLETED", "完成" -> CarePlanStatus.COMPLETED;
            case "CANCELLED", "DISCONTINUED", "退出", "出径" -> CarePlanStatus.REVOKED;
            default -> null;
        };
    }
}
