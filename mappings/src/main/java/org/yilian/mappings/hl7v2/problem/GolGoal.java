package org.yilian.mappings.hl7v2.problem;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Goal.GoalLifecycleStatus;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
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

/** GOL (HL7 v2.8 section 12.4.1) to Goal. Known by GOL-4, else by patient and goal. */
final class GolGoal {
    private GolGoal() {}

    /** A reference to the Goal, which is thereby among the writes; null when the segment names none. */
    static Reference write(
            MessageContext context, Subject subject, Group group, CareAction event, List<Reference> problems) {
        Segment gol = group.first("GOL");
        CodeableConcept what = Cwe.concept(context, gol.field(3), "goal");
        Identifier number = Ei.identifier(context, gol.field(4), "goal", null);
        if (what == null) {
            context.remark(RemarkCode.NO_CODE, gol.location(3, 0, 0));
            return null;
        }
        CareAction action = CareAction.of(context, gol, event);
        Instant asOf = context.asOf(gol.field(2));
        String said = what.hasCoding() ? what.getCodingFirstRep().getCode() : what.getText();
        String id = number == null
                ? context.id("Goal", "goal", subject.patientId() + "|" + said)
                : context.id("Goal", number.getSystem(), number.getValue());
        Goal goal = context.own(new Goal(), id);
        if (number != null) {
            goal.addIdentifier(number);
        }
        goal.setDescription(what);
        goal.setSubject(MessageContext.reference("Patient", subject.patientId()));
        if (gol.has(9)) {
            CodeableConcept kind = Cwe.concept(context, gol.field(9), "goal-classification");
            if (kind != null) {
                goal.addCategory(kind);
            }
        }
        times(context, gol, goal);
        problems.forEach(problem -> goal.addAddresses(problem.copy()));
        List<Reference> people = CareWrites.people(context, group.segments());
        if (!people.isEmpty()) {
            goal.setExpressedBy(people.get(0));
        }
        notes(context, group, gol, goal);
        GoalLifecycleStatus status = status(context, gol, action);
        if (status != null) {
            goal.setLifecycleStatus(status);
        }
        AccompanyingObservations.write(context, subject, group.groups("FINDING"), "goal:" + id, asOf)
                .forEach(goal::addOutcomeReference);
        Goal stub = goal.copy();
        if (!stub.hasLifecycleStatus()) {
            stub.setLifecycleStatus(GoalLifecycleStatus.ACTIVE);
        }
        CareWrites.write(context, action, goal, stub, Set.of(), asOf);
        return new Reference(goal.getId());
    }

    private static void times(MessageContext context, Segment gol, Goal goal) {
        Dtm from = Dtm.of(context, gol.field(7));
        if (from != null) {
            goal.setStart(from.toDate());
        }
        Dtm expected = Dtm.of(context, gol.field(8));
        if (expected != null) {
            goal.addTarget().setDue(expected.toDate());
        }
        Dtm changed = Dtm.of(context, gol.field(19));
        if (changed != null) {
            goal.setStatusDateElement(changed.toDate());
        }
    }

    private static void notes(MessageContext context, Group group, Segment gol, Goal goal) {
        goal.setAchievementStatus(gol.has(16) ? Cwe.concept(context, gol.field(16), "goal-evaluation") : null);
        gol.repetitions(17).forEach(field -> {
            String comment = field.text();
            if (comment != null) {
                goal.addNote().setText(comment);
            }
        });
        NteAnnotation.all(context, group.all("NTE")).forEach(goal::addNote);
    }

    /** GOL-18; null when an update says nothing of it. */
    private static GoalLifecycleStatus status(MessageContext context, Segment gol, CareAction action) {
        if (action == CareAction.DELETE) {
            return GoalLifecycleStatus.ENTEREDINERROR;
        }
        String code = gol.has(18) ? gol.field(18).get(1) : null;
        GoalLifecycleStatus said = code == null ? null : status(code.toUpperCase(Locale.ROOT));
        if (said != null) {
            gol.field(18).text();
        } else if (code != null) {
            context.remark(RemarkCode.STATUS_UNKNOWN, gol.location(18, 0, 0));
        }
        return said == null && action == CareAction.ADD ? GoalLifecycleStatus.ACTIVE : said;
    }

    private static GoalLifecycleStatus status(String word) {
        return switch (word) {
            case "A", "ACTIVE" -> GoalLifecycleStatus.ACTIVE;
            case "P", "PROPOSED" -> GoalLifecycleStatus.PROPOSED;
            case "PLANNED" -> GoalLifecycleStatus.PLANNED;
            case "H", "ON-HOLD", "SUSPENDED" -> GoalLifecycleStatus.ONHOLD;
            case "C", "COMPLETED", "ACHIEVED" -> GoalLifecycleStatus.COMPLETED;
            case "CANCELLED", "DISCONTINUED" -> GoalLifecycleStatus.CANCELLED;
            default -> null;
        };
    }
}
