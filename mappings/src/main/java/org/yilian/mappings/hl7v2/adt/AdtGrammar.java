package org.yilian.mappings.hl7v2.adt;

import java.util.ArrayList;
import java.util.List;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Grammar;
import org.yilian.mappings.hl7v2.group.Group;

/**
 * The abstract message syntax that ADT, BAR and DFT messages share (HL7 v2.8 chapters 3 and 6): what stands behind the
 * patient, the visit, a procedure, an insurance.
 */
final class AdtGrammar {
    private static final Grammar PERSON = Grammar.of("""
            MSH SFT UAC EVN
            PATIENT(PID): EVN PD1 OH1 OH2 OH3 OH4 ARV ROL PRT DB1 DRG ACC UB1 UB2 PDA
              KIN(NK1): OH2 OH3
              VISIT(PV1): PV2 ARV ROL PRT
              RESULT(OBX): NTE PRT
              ALLERGY(AL1)
              REACTION(IAM): NTE
              DIAGNOSIS(DG1)
              PROCEDURE(PR1): ROL PRT
              GUARANTOR(GT1)
              INSURANCE(IN1): IN2 IN3 ROL PRT
              FINANCIAL(FT1): NTE
                CHARGED(PR1): ROL PRT
            """);

    private AdtGrammar() {}

    /** The patients of a message, each with what belongs to it; what stands before the only PID belongs to it as well. */
    static List<Group> patients(MessageContext context) {
        List<Segment> segments = context.segments();
        List<Segment> pids = segments.stream().filter(each -> each.is("PID")).toList();
        if (pids.size() == 1) {
            segments = new ArrayList<>(segments);
            segments.removeAll(pids);
            segments.add(1, pids.get(0));
        }
        return PERSON.bind(segments).groups("PATIENT");
    }
}
