package org.yilian.mappings.hl7v2.problem;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Reference;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.group.Grammar;
import org.yilian.mappings.hl7v2.group.Group;
import org.yilian.mappings.hl7v2.request.OrderMessage;
import org.yilian.mappings.hl7v2.segment.Subject;

/**
 * PPR^PC1 to PC3, PGL^PC6 to PC8 and PTR^PCB to PCD (HL7 v2.8 section 12.3): problems, goals and pathways with what stands
 * below them. Each segment's own action code says what happens to it; the event only to what has none.
 */
public final class CareMessage {
    private static final String ORDER = """
            ORDER(ORC OBR): TQ1 TQ2 NTE VAR PRT
              OBSERVATION(OBX): NTE VAR PRT
            """;
    private static final Grammar GRAMMAR = Grammar.of("MSH SFT UAC\n"
            + "PATIENT(PID): PD1 PV1 PV2 ARV PRT\n"
            + inner(2, "PROBLEM(PRB): NTE VAR ROL PRT PTH")
            + inner(4, "FINDING(OBX): NTE PRT")
            + inner(4, "GOAL(GOL): NTE VAR ROL PRT")
            + inner(6, "FINDING(OBX): NTE PRT")
            + inner(4, ORDER)
            + inner(2, "GOAL(GOL): NTE VAR ROL PRT PTH")
            + inner(4, "FINDING(OBX): NTE PRT")
            + inner(4, "PROBLEM(PRB): NTE VAR ROL PRT")
            + inner(6, "FINDING(OBX): NTE PRT")
            + inner(4, ORDER)
            + inner(2, "PATHWAY(PTH): NTE VAR ROL PRT")
            + inner(4, "PROBLEM(PRB): NTE VAR ROL PRT")
            + inner(6, "FINDING(OBX): NTE PRT")
            + inner(6, "GOAL(GOL): NTE VAR ROL PRT")
            + inner(8, "FINDING(OBX): NTE PRT")
            + inner(6, ORDER));

    private final MessageContext context;
    private final CareAction event;

    private CareMessage(MessageContext context, CareAction event) {
        this.context = context;
        this.event = event;
    }

    /** PC1, PC6, PCB. */
    public static void add(MessageContext context) {
        new CareMessage(context, CareAction.ADD).translate();
    }

    /** PC2, PC7, PCC. */
    public static void update(MessageContext context) {
        new CareMessage(context, CareAction.UPDATE).translate();
    }

    /** PC3, PC8, PCD. */
    public static void delete(MessageContext context) {
        new CareMessage(context, CareAction.DELETE).translate();
    }

    private static String inner(int depth, String lines) {
        return lines.stripTrailing().indent(depth);
    }

    private void translate() {
        Group message = GRAMMAR.bind(context.segments());
        Group patient = message.group("PATIENT");
        Subject subject = Subject.repeated(context, patient);
        if (subject == null) {
            return;
        }
        for (Group group : patient.groups()) {
            switch (group.name()) {
                case "PROBLEM" -> problem(subject, group);
                case "GOAL" -> goal(subject, group, List.of());
                default -> pathway(subject, group);
            }
        }
    }

    private Reference problem(Subject subject, Group group) {
        Reference problem = PrbCondition.write(context, subject, group, event);
        if (problem == null) {
            return null;
        }
        List<Reference> goals = new ArrayList<>();
        for (Group goal : group.groups("GOAL")) {
            add(goals, goal(subject, goal, List.of(problem)));
        }
        List<Reference> orders = OrderMessage.below(context, subject, group.groups("ORDER"), List.of(problem));
        group.all("PTH")
                .forEach(pth ->
                        PthCarePlan.write(context, subject, pth, List.of(), event, List.of(problem), goals, orders));
        return problem;
    }

    private Reference goal(Subject subject, Group group, List<Reference> above) {
        List<Reference> problems = new ArrayList<>(above);
        for (Group problem : group.groups("PROBLEM")) {
            add(problems, problem(subject, problem));
        }
        Reference goal = GolGoal.write(context, subject, group, event, problems);
        List<Reference> orders = OrderMessage.below(context, subject, group.groups("ORDER"), problems);
        List<Reference> goals = goal == null ? List.of() : List.of(goal);
        group.all("PTH")
                .forEach(pth -> PthCarePlan.write(context, subject, pth, List.of(), event, problems, goals, orders));
        return goal;
    }

    private void pathway(Subject subject, Group group) {
        List<Reference> problems = new ArrayList<>();
        List<Reference> goals = new ArrayList<>();
        List<Reference> orders = new ArrayList<>();
        for (Group each : group.groups("PROBLEM")) {
            Reference problem = PrbCondition.write(context, subject, each, event);
            List<Reference> reasons = problem == null ? List.of() : List.of(problem);
            problems.addAll(reasons);
            for (Group goal : each.groups("GOAL")) {
                add(goals, goal(subject, goal, reasons));
            }
            orders.addAll(OrderMessage.below(context, subject, each.groups("ORDER"), reasons));
        }
        PthCarePlan.write(context, subject, group.first("PTH"), group.segments(), event, problems, goals, orders);
    }

    private static void add(List<Reference> all, Reference one) {
        if (one != null) {
            all.add(one);
        }
    }
}
