package org.yilian.mappings.hl7v2.result;

import java.util.List;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.group.Grammar;
import org.yilian.mappings.hl7v2.group.Group;

/** The structures of HL7 v2.8 sections 7.3 and 7.4 (results), those of older versions included. */
final class ResultGrammar {
    /** ORU_R01, ORU_R30, ORU_W01 (section 7.14.1): the specimen follows its results. */
    private static final Grammar ORU = Grammar.of("""
            MSH SFT UAC NTE DSC
            PATIENT(PID): PD1 PRT NTE NK1 ARV PV1 PV2
              PATIENT_RESULT(OBX): PRT NTE
              ORDER(ORC OBR): NTE PRT TQ1 TQ2 CTD ZDS
                RESULT(OBX): PRT NTE TCD SID
                SPECIMEN(SPM): SAC NTE
                  SPECIMEN_RESULT(OBX): PRT NTE
            """);

    /** OUL_R21 to OUL_R24: the order stands below its specimen, below a container, or above both. */
    private static final String LABORATORY = """
            MSH SFT UAC NTE DSC
            PATIENT(PID): PD1 PRT NTE NK1 ARV PV1 PV2
              PATIENT_RESULT(OBX): PRT NTE
            SPECIMEN(SPM): NTE
              SPECIMEN_RESULT(OBX): PRT NTE
              CONTAINER(SAC): INV SID
                ORDER(OBR ORC): NTE PRT TQ1 TQ2 CTD ZDS
                  RESULT(OBX): PRT NTE TCD SID
              ORDER(OBR ORC): NTE PRT TQ1 TQ2 CTD ZDS
                RESULT(OBX): PRT NTE TCD SID
            CONTAINER(SAC): INV SID
              ORDER(OBR ORC): NTE PRT TQ1 TQ2 CTD ZDS
                RESULT(OBX): PRT NTE TCD SID
            ORDER(OBR ORC): NTE PRT TQ1 TQ2 CTD ZDS
              RESULT(OBX): PRT NTE TCD SID
              SPECIMEN(SPM): NTE
                SPECIMEN_RESULT(OBX): PRT NTE
                CONTAINER(SAC): INV SID
            """;

    private static final Grammar OUL = Grammar.of(LABORATORY);
    private static final Grammar OUL_ORC_FIRST = Grammar.of(LABORATORY.replace("(OBR ORC)", "(ORC OBR)"));

    /** Results inside messages of another kind. */
    private static final Grammar ORDERS = Grammar.of("""
            NTE
            ORDER(ORC OBR): NTE PRT TQ1 TQ2 CTD ZDS
              RESULT(OBX): PRT NTE TCD SID
              SPECIMEN(SPM): SAC NTE
                SPECIMEN_RESULT(OBX): PRT NTE
            """);

    private ResultGrammar() {}

    static Group orders(List<Segment> segments) {
        return ORDERS.bind(segments);
    }

    static Group oru(List<Segment> segments) {
        return ORU.bind(segments);
    }

    /** The standard has OBR before ORC in R22 to R24 and after it in R21; senders do as they are used to. */
    static Group oul(List<Segment> segments) {
        for (Segment segment : segments) {
            if (segment.is("ORC")) {
                return OUL_ORC_FIRST.bind(segments);
            }
            if (segment.is("OBR")) {
                break;
            }
        }
        return OUL.bind(segments);
    }
}
